#!/usr/bin/env python3
"""Times Python's trafilatura and textacy on what Dateline reads, on one thread.

usage: benchmarks/peer.py TEXTS.jsonl PAGES_FOLDER [SPACY_MODEL]

TEXTS.jsonl has a `text` a row; PAGES_FOLDER holds *.html.gz. Needs trafilatura, textacy and the
spaCy model en_core_web_sm, by name or by path. Prints articles a CPU second for textacy's direct quotations over spaCy's
small English pipeline, and pages a second for trafilatura alone and followed by textacy.
"""
import gzip
import json
import pathlib
import sys
import time

import spacy
import trafilatura
from textacy import extract


def rate(work, items):
    start = time.process_time()
    for item in items:
        work(item)
    return len(items) / (time.process_time() - start)


def main():
    texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")]
    pages = [gzip.open(p).read() for p in sorted(pathlib.Path(sys.argv[2]).glob("*.html.gz"))]
    nlp = spacy.load(sys.argv[3] if len(sys.argv) > 3 else "en_core_web_sm")

    def quotations(text):
        try:
            return list(extract.triples.direct_quotations(nlp(text)))
        except ValueError:
            return []  # textacy gives up on a text whose quotation marks do not balance

    def both(page):
        quotations(trafilatura.extract(page) or "")

    quotations(texts[0])
    print(f"textacy on texts: {rate(quotations, texts):.1f} articles/s")
    print(f"trafilatura on pages: {rate(trafilatura.extract, pages):.1f} pages/s")
    print(f"trafilatura and textacy on pages: {rate(both, pages):.1f} pages/s")


if __name__ == "__main__":
    main()
