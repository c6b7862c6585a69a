"""Writes kivu.warc.gz: two pages and a picture, each record its own gzip member. Run in `samples`."""

import gzip

PAGES = [
    (
        "https://kivu.example/2024/01/rutshuru",
        "Militia abducts aid workers near Rutshuru",
        "2024-01-22",
        [
            "Armed men abducted three Congolese aid workers near Rutshuru, in North Kivu, on Sunday and released "
            "their driver, the United Nations said on Monday.",
            "The administrator of Rutshuru territory blamed the Democratic Forces for the Liberation of Rwanda "
            "(FDLR). A man who said he spoke for the group denied any part in it.",
            "“We ask for their immediate release,” said Anne Delorme, the UN humanitarian coordinator. The three "
            "had been taking seed to displaced families in Kiwanja.",
        ],
    ),
    (
        "https://kivu.example/2024/01/sake",
        "Shells fall on Sake as M23 advances",
        "2024-01-25",
        [
            "Shells landed in the centre of Sake, 25 km west of Goma, on Thursday, killing a woman and wounding six "
            "people, the town's mayor said.",
            "The Congolese army said fighters of the March 23 Movement (M23) had fired from hills near Kingi. Jean-Luc "
            "Bahati, an M23 spokesman, said the army had fired first.",
            "A nurse told Radio Okapi that more than 20 wounded had arrived since Tuesday.",
        ],
    ),
]


def record(kind, url, content_type, block):
    head = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        f"WARC-Target-URI: {url}",
        "WARC-Date: 2024-01-26T08:00:00Z",
        f"WARC-Record-ID: <urn:uuid:{abs(hash_of(kind + url)):032x}>",
        f"Content-Type: {content_type}",
        f"Content-Length: {len(block)}",
    ]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def hash_of(text):
    value = 0
    for byte in text.encode():
        value = (value * 1_000_003 + byte) % (1 << 64)
    return value


def response(content_type, body):
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {content_type}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def page(title, day, paragraphs):
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} | Kivu Today</title>'
        f'<meta property="og:site_name" content="Kivu Today"><meta property="og:title" content="{title}">'
        f'<meta property="article:published_time" content="{day}T10:00:00+02:00"></head><body>'
        f'<nav><a href="/">Home</a><a href="/province">Province</a></nav><article><h1>{title}</h1>{text}</article>'
        f'<footer>© Kivu Today</footer></body></html>'
    ).encode()


def main():
    http = "application/http; msgtype="
    records = [record("warcinfo", "urn:kivu", "application/warc-fields", b"software: kivu-warc.py\r\n")]
    for url, title, day, paragraphs in PAGES:
        request = f"GET {url} HTTP/1.1\r\nHost: kivu.example\r\n\r\n".encode()
        records.append(record("request", url, http + "request", request))
        body = page(title, day, paragraphs)
        records.append(record("response", url, http + "response", response("text/html; charset=utf-8", body)))
    picture = response("image/gif", b"GIF89a\x01\x00\x01\x00\x00\x00\x00;")
    records.append(record("response", "https://kivu.example/map.gif", http + "response", picture))
    with open("kivu.warc.gz", "wb") as out:
        for one in records:
            out.write(gzip.compress(one, mtime=0))


main()
