#!/usr/bin/env python3
"""What a browser with an empty cache transfers for a page: the page, its styles, scripts and icons, compressed as a browser asks for it."""
import re
import sys
import urllib.parse
import urllib.request

base, pages = sys.argv[1], sys.argv[2:]
opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def fetch(path):
    request = urllib.request.Request(urllib.parse.urljoin(base, path), headers={"Accept-Encoding": "gzip, br", "Accept": "text/html,*/*"})
    with opener.open(request) as answer:
        return answer.read(), answer.headers


def text(body, headers):
    if headers.get("Content-Encoding") == "gzip":
        import gzip
        return gzip.decompress(body).decode()
    if headers.get("Content-Encoding") == "br":
        # The Python library has no brotli: ask again, only to read the addresses.
        return None
    return body.decode()


for page in pages:
    body, headers = fetch(page)
    html = text(body, headers)
    if html is None:
        with opener.open(urllib.parse.urljoin(base, page)) as answer:
            html = answer.read().decode()
    links = re.findall(r'<link[^>]+rel="stylesheet"[^>]+href="([^"]+)"', html) + re.findall(r'<script[^>]+src="([^"]+)"', html)
    links += re.findall(r'<use href="([^"#]+)#', html) + re.findall(r'<img[^>]+src="([^"]+)"', html)
    total, count = len(body), 1
    for link in dict.fromkeys(links):
        part, _ = fetch(link)
        total += len(part)
        count += 1
    print("  %-40s %7d bytes %2d requests" % (page, total, count))
