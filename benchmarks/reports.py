#!/usr/bin/env python3
"""Writes many reports to measure with, out of the sample pages: the same for the same arguments.

usage: benchmarks/reports.py SAMPLES FOLDER NUMBER

Takes the .html and .txt files of SAMPLES in turn and gives each copy other numbers, another address,
a line of its own and its paragraphs in another order, so that no two have the same text. Writes them to FOLDER, a
thousand a subfolder.
"""
import pathlib
import random
import re
import sys


LONG = 80  # letters: shorter paragraphs are furniture


def vary(text, number, chance):
    text = re.sub(r'(rel="canonical" href="|"mainEntityOfPage": ")([^"]+)', rf"\1\2/{number}", text)
    is_page = "<p>" in text
    parts = re.split(r"(<p>.*?</p>)" if is_page else r"(?<=\n\n)", text, flags=re.S)
    at = [n for n, part in enumerate(parts) if len(part) > LONG and part.startswith("<p>") >= is_page]
    chance.shuffle(shuffled := at.copy())
    old = parts.copy()
    for n, m in zip(at, shuffled):
        parts[n] = re.sub(r"\b\d{1,2}\b", lambda _: str(chance.randint(2, 28)), old[m])
    parts[at[0]] = re.sub(r"(?=</p>|\n\n)", f" Desk note {number}.", parts[at[0]], count=1)
    return "".join(parts)


def main():
    samples, folder, number = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), int(sys.argv[3])
    pages = sorted(p for p in samples.iterdir() if p.suffix in (".html", ".txt"))
    chance = random.Random(20240302)
    for n in range(number):
        page = pages[n % len(pages)]
        out = folder / f"{n // 1000:04}" / f"{n:06}{page.suffix}"
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(vary(page.read_text(encoding="utf-8"), n, chance), encoding="utf-8")


if __name__ == "__main__":
    main()
