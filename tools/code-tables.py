#!/usr/bin/env python3
"""Writes the name tables of src/MarsKb.Core/Codes/Tables from mingw-w64's public-domain headers.

usage: tools/code-tables.py [/usr/share/mingw-w64/include]     (Debian: apt install mingw-w64-common)

Names and numbers only. The meanings (meanings.tsv) and the facilities are written by hand and left alone.
"""
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
OUT = os.path.join(HERE, "..", "src", "MarsKb.Core", "Codes", "Tables")
INCLUDE = sys.argv[1] if len(sys.argv) > 1 else "/usr/share/mingw-w64/include"

DEFINE = re.compile(r"^\s*#\s*define\s+([A-Za-z_][A-Za-z0-9_]*)\s+(.+?)\s*(?:/\*.*|//.*)?$")
WRAPPERS = re.compile(r"__MSABI_LONG|_HRESULT_TYPEDEF_|_NDIS_ERROR_TYPEDEF_|\(HRESULT\)|\(NTSTATUS\)|\(DWORD\)|HRESULT_FROM_WIN32")
NOT_A_CODE = re.compile(r"^(FACILITY_|SEVERITY_|STATUS_SEVERITY_|_)|(_BASE|BASEERR|_FIRST|_LAST|_MASK)$|^WSABASEERR$|^ERROR_SEVERITY_|^INTERNET_ERROR_")

# Codes that the headers lack: cloud files, WinHTTP, .NET and a few more. Names and numbers as in Microsoft's list of system error codes.
NEWER = {
    225: "ERROR_VIRUS_INFECTED", 226: "ERROR_VIRUS_DELETED", 3017: "ERROR_FAIL_REBOOT_REQUIRED",
    12175: "ERROR_WINHTTP_SECURE_FAILURE", 12178: "ERROR_WINHTTP_AUTO_PROXY_SERVICE_ERROR", 12180: "ERROR_WINHTTP_AUTODETECTION_FAILED",
    358: "ERROR_CLOUD_FILE_SYNC_ROOT_METADATA_CORRUPT", 362: "ERROR_CLOUD_FILE_PROVIDER_NOT_RUNNING",
    363: "ERROR_CLOUD_FILE_METADATA_CORRUPT", 364: "ERROR_CLOUD_FILE_METADATA_TOO_LARGE",
    365: "ERROR_CLOUD_FILE_PROPERTY_BLOB_TOO_LARGE", 366: "ERROR_CLOUD_FILE_PROPERTY_BLOB_CHECKSUM_MISMATCH",
    374: "ERROR_CLOUD_FILE_TOO_MANY_PROPERTY_BLOBS", 375: "ERROR_CLOUD_FILE_PROPERTY_VERSION_NOT_SUPPORTED",
    376: "ERROR_NOT_A_CLOUD_FILE", 377: "ERROR_CLOUD_FILE_NOT_IN_SYNC", 378: "ERROR_CLOUD_FILE_ALREADY_CONNECTED",
    379: "ERROR_CLOUD_FILE_NOT_SUPPORTED", 380: "ERROR_CLOUD_FILE_INVALID_REQUEST",
    381: "ERROR_CLOUD_FILE_READ_ONLY_VOLUME", 382: "ERROR_CLOUD_FILE_CONNECTED_PROVIDER_ONLY",
    383: "ERROR_CLOUD_FILE_VALIDATION_FAILED", 384: "ERROR_SMB1_NOT_AVAILABLE",
    386: "ERROR_CLOUD_FILE_AUTHENTICATION_FAILED", 387: "ERROR_CLOUD_FILE_INSUFFICIENT_RESOURCES",
    388: "ERROR_CLOUD_FILE_NETWORK_UNAVAILABLE", 389: "ERROR_CLOUD_FILE_UNSUCCESSFUL",
    390: "ERROR_CLOUD_FILE_NOT_UNDER_SYNC_ROOT", 391: "ERROR_CLOUD_FILE_IN_USE", 392: "ERROR_CLOUD_FILE_PINNED",
    393: "ERROR_CLOUD_FILE_REQUEST_ABORTED", 394: "ERROR_CLOUD_FILE_PROPERTY_CORRUPT",
    395: "ERROR_CLOUD_FILE_ACCESS_DENIED", 396: "ERROR_CLOUD_FILE_INCOMPATIBLE_HARDLINKS",
    397: "ERROR_CLOUD_FILE_PROPERTY_LOCK_CONFLICT", 398: "ERROR_CLOUD_FILE_REQUEST_CANCELED",
    426: "ERROR_CLOUD_FILE_REQUEST_TIMEOUT", 434: "ERROR_CLOUD_FILE_DEHYDRATION_DISALLOWED",
}
NEWER_HRESULTS = {
    0x80041318: "SCHED_E_INVALIDVALUE", 0x80310000: "FVE_E_LOCKED_VOLUME", 0x80370102: "HCS_E_HYPERV_NOT_INSTALLED",
    0x80131500: "COR_E_EXCEPTION", 0x80131501: "COR_E_SYSTEM", 0x80131509: "COR_E_INVALIDOPERATION",
    0x80131515: "COR_E_NOTSUPPORTED", 0x80131620: "COR_E_IO",
}

NEWER_NOTE = "A few codes that the headers lack: names and numbers as in Microsoft's lists of error codes; tools/code-tables.py has them."


def defines(header):
    """(name, expression) in the order of the header."""
    with open(os.path.join(INCLUDE, header), encoding="latin-1") as lines:
        for line in lines:
            match = DEFINE.match(line)
            if match:
                yield match.group(1), match.group(2)


def value(expression, known):
    """The number of a constant expression, or None."""
    is_hresult = "HRESULT_FROM_WIN32" in expression
    text = WRAPPERS.sub("", expression)
    text = re.sub(r"\b(0[xX][0-9A-Fa-f]+|\d+)[uUlL]+\b", r"\1", text)
    text = re.sub(r"[A-Za-z_][A-Za-z0-9_]*", lambda m: m.group(0) if m.group(0)[:1].isdigit() else str(known.get(m.group(0), m.group(0))), text)
    if not re.fullmatch(r"[0-9a-fA-FxX+\-() ]+", text):
        return None
    try:
        number = eval(text, {"__builtins__": {}})  # digits, +, - and brackets only: checked above
    except (SyntaxError, TypeError):
        return None
    if is_hresult:
        number = 0x80070000 | number
    return number & 0xFFFFFFFF


def write(name, sources, rows, shape, notes=()):
    rows = list(dict.fromkeys(sorted(rows, key=lambda row: row[0])))  # a stable sort: of two names the header's first stays first
    with open(os.path.join(OUT, name), "w", encoding="utf-8", newline="\n") as out:
        out.write(f"# Names and numbers from {', '.join(sources)} of mingw-w64 (\"no copyright assigned and is placed in the Public Domain\").\n")
        for note in notes:
            out.write(f"# {note}\n")
        out.write("# Written by tools/code-tables.py. Of several names for one number the first is the usual one.\n")
        for number, symbol in rows:
            out.write(f"{shape(number)}\t{symbol}\n")
    print(f"{name}: {len(rows)} names, {len({n for n, _ in rows})} numbers")


def main():
    win32, hresult, ntstatus = [], [], []
    known = {}
    sources = ["winerror.h", "wininet.h", "vsserror.h", "wuerror.h", "bitsmsg.h"]
    for header in sources:
        for name, expression in defines(header):
            number = value(expression, known)
            if number is None:
                continue
            known.setdefault(name, number)
            if NOT_A_CODE.search(name):
                continue
            if number >= 0x10000 or "HRESULT" in expression:
                if "HRESULT" in expression or header == "bitsmsg.h":
                    hresult.append((number, name))
            elif number < 16000 and (header == "winerror.h" or header == "wininet.h" and name.startswith("ERROR_")):
                win32.append((number, name))
    hresult += [(number, name) for number, name in NEWER_HRESULTS.items() if number not in {n for n, _ in hresult}]
    hresult.sort(key=lambda row: row[1] == "SEC_E_OK")  # zero is S_OK to everybody else
    win32 += [(number, name) for number, name in NEWER.items() if number not in {n for n, _ in win32}]
    known = {}
    for name, expression in defines("ntstatus.h"):
        number = value(expression, known)
        if number is not None:
            known.setdefault(name, number)
            if "NTSTATUS" in expression and not NOT_A_CODE.search(name):
                ntstatus.append((number, name))
    write("win32.tsv", ["winerror.h", "wininet.h"], win32, str,
          [NEWER_NOTE])
    write("hresult.tsv", [s for s in sources if s != "wininet.h"], hresult, lambda n: f"0x{n:08X}", [NEWER_NOTE])
    write("ntstatus.tsv", ["ntstatus.h"], ntstatus, lambda n: f"0x{n:08X}")


main()
