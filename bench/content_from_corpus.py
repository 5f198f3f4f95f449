#!/usr/bin/env python3
"""Turns a synthetic corpus into a content folder, so that the whole site can be measured with many entries.
usage: content_from_corpus.py CORPUS.jsonl OUT [COUNT]
Pages are then asked for by code: /entries/{code}. A content folder holds at most 20,000 files."""
import json, os, re, sys

if len(sys.argv) < 3: sys.exit(__doc__)
corpus, out = sys.argv[1:3]
count = int(sys.argv[3]) if len(sys.argv) > 3 else 10_000

def plain(text):
    """Text that Markdown shows as it is."""
    return re.sub(r'([\\`*_{}\[\]<>()#+.!|~&:-])', r'\\\1', text)

def quoted(text):
    return "'" + text.replace("'", "''") + "'"

def value(code):
    """Codes that are one number in two spellings would be two entries of one code."""
    if re.fullmatch(r'\d+', code): return int(code)
    return int(code, 16) if re.fullmatch(r'0x[0-9A-Fa-f]+', code) else code.lower()

os.makedirs(os.path.join(out, 'entries'), exist_ok=True)
with open(os.path.join(out, 'components.yaml'), 'w') as f:
    f.write('components:\n  - id: synthetic\n    title: Synthetic\n')
seen, written = set(), 0
with open(corpus, encoding='utf-8') as lines:
    for line in lines:
        if written == count: break
        e = json.loads(line)
        if value(e['code']) in seen: continue
        seen.add(value(e['code']))
        written += 1
        folder = os.path.join(out, 'entries', f'{written // 1000:03d}')
        os.makedirs(folder, exist_ok=True)
        title = e['title'] if len(e['title']) <= 80 else e['title'][:80].rsplit(' ', 1)[0]
        with open(os.path.join(folder, f"{e['code']}.md"), 'w', encoding='utf-8') as f:
            f.write(f"---\nkey: {quoted(e['code'])}\nkind: error\ntitle: {quoted(title)}\ncodes: [{quoted(e['code'])}]\ncomponent: synthetic\n"
                    f"messages:\n  - text: {quoted(e['message'])}\n"
                    "sources:\n  - title: Synthetic corpus\n    url: https://example.com/corpus\n    licence: CC0 1.0\n    date: 2026-01-01\n"
                    "owner: nobody\nreviewed: 2026-11-01\nreviewBy: 2029-11-01\n---\n\n")
            f.write(f"{plain(e['causes'][0])}\n")
            for i, cause in enumerate(e['causes'], 1):
                f.write(f"\n## Cause: {plain(cause[:60].strip())} {{#cause-{i}}}\n\n{plain(cause)}\n\n### How to tell\n\nIts text says so.\n\n### Do this\n\n")
                actions = e['actions'][i - 1::len(e['causes'])] or e['actions'][:1]
                for n, action in enumerate(actions, 1): f.write(f'{n}. {plain(action)}\n')
print(f'{written} entries in {out}')
