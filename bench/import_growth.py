#!/usr/bin/env python3
"""Growth of `marskb import`: processor time and memory over size, for articles of several kinds. Standard library only.

    dotnet build -c Release src/MarsKb.Cli && bench/import_growth.py src/MarsKb.Cli/bin/Release/net10.0/marskb.dll [article.md ...]

Time should double with the size, never more. Articles named on the command line are also repeated to 5,000 files.
"""

import os
import sys
import tempfile
import time

ROW = "| %d | It **fails** with `x`. | - Rain. <br> - Snow. | <ol><li>Wait.</li><li>[Go](on.md).</li></ol> |\n"
SECTION = "## Error %d\n\n**Error message**: It fails. (ID: %d)\n\n**Cause**: Rain.\n\n**Resolution**:\n\n1. Wait.\n2. Go.\n\n"

KINDS = {
    "sections": lambda n: "# Title\n\n" + "".join(SECTION % (i, i) for i in range(10000, 10000 + n // 110)),
    "one table": lambda n: "## Errors\n\n| Error code | Message | Cause | Fix |\n|--|--|--|--|\n" + "".join(ROW % i for i in range(10000, 10000 + n // 100)),
    "prose": lambda n: "## It fails\n\n" + "This error occurs because of rain. To fix this, wait a `while`.\n\n" * (n // 66),
    "nested lists": lambda n: "## It fails\n\nTo fix this:\n\n" + "".join("".join("  " * d + "- a\n" for d in range(40)) for _ in range(n // 1720)),
    "HTML tables": lambda n: "## Errors\n\n" + "<table><tr><th>Error</th><th>Fix</th></tr><tr><td>It fails.</td><td><ul><li>Wait.</li></ul></td></tr></table>\n\n" * (n // 112),
    "brackets": lambda n: "## It fails\n\n" + "[" * n + "\n",
    "quotations on one line": lambda n: "## It fails\n\n" + "> " * (n // 2) + "a\n",
}


def run(program, source, out):
    pid = os.fork()
    if pid == 0:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        os.execvp("dotnet", ["dotnet", program, "import", source, "--out", out, "--format", "json"])
    _, status, used = os.wait4(pid, 0)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, os.waitstatus_to_exitcode(status)


def main():
    program, articles = sys.argv[1], sys.argv[2:]
    with tempfile.TemporaryDirectory() as folder:
        empty = os.path.join(folder, "empty.md")
        open(empty, "w").close()
        start, _, _ = run(program, empty, os.path.join(folder, "start"))
        print("start alone: %.2f s of processor time, taken off below\n" % start)
        print("%-24s %10s %8s %8s" % ("kind", "bytes", "s", "MB"))
        for kind, make in KINDS.items():
            for size in (1 << 18, 1 << 19, 1 << 20, 1 << 21, 10 << 20):
                article = os.path.join(folder, "article.md")
                with open(article, "w", encoding="utf-8") as f:
                    f.write(make(size))
                seconds, memory, exit_code = run(program, article, os.path.join(folder, "out"))
                print("%-24s %10d %8.2f %8.0f%s" % (kind, os.path.getsize(article), seconds - start, memory, "" if exit_code == 0 else "  exit %d" % exit_code), flush=True)
        if articles:
            many = os.path.join(folder, "many")
            os.mkdir(many)
            texts = [open(a, encoding="utf-8").read() for a in articles]
            for i in range(5000):
                with open(os.path.join(many, "a%04d.md" % i), "w", encoding="utf-8") as f:
                    f.write(texts[i % len(texts)])
            began = time.monotonic()
            seconds, memory, exit_code = run(program, many, os.path.join(folder, "out-many"))
            took = time.monotonic() - began
            print("\n5,000 files: %.0f s, %.0f articles a second; %.0f s of processor time, %.0f a second of it; %.0f MB%s" % (took, 5000 / took, seconds, 5000 / seconds, memory, "" if exit_code == 0 else "  exit %d" % exit_code))


if __name__ == "__main__":
    main()
