#!/usr/bin/env python3
"""Checks the quality floors of floors.toml where the corpora are.

usage: corpora/check.py CORPORA [DATELINE]

CORPORA is the folder that holds the corpora; DATELINE the program, target/release/dateline unless
told. A run with `own = true` has its corpus in this repository, beside floors.toml. A corpus that is
missing is named and passed over; one whose bytes are not those the floor was measured on is an error.
Exit status 1 when a figure is below its floor.
"""
import hashlib
import json
import pathlib
import subprocess
import sys
import tomllib


def digest(path):
    """SHA-256 of a file, or of the sorted names and digests of a folder's files."""
    if path.is_file():
        return hashlib.sha256(path.read_bytes()).hexdigest()
    listing = "".join(f"{p.relative_to(path)} {digest(p)}\n" for p in sorted(path.rglob("*")) if p.is_file())
    return hashlib.sha256(listing.encode()).hexdigest()


def figure(figures, name):
    """A figure by its name, or by `name.p`, `name.r`, `name.f1`, `name.accuracy` where it has these."""
    if name in figures:
        return figures[name]
    base, _, part = name.rpartition(".")
    return figures[base][part]


def main():
    corpora = pathlib.Path(sys.argv[1])
    program = sys.argv[2] if len(sys.argv) > 2 else "target/release/dateline"
    own = pathlib.Path(__file__).parent
    table = tomllib.loads((own / "floors.toml").read_text())
    passed = failed = absent = 0
    for run in table["run"]:
        gold = (own if run.get("own") else corpora) / run["corpus"]
        if not gold.exists():
            print(f"absent  {run['corpus']}: its floors are not checked")
            absent += len(run["floors"])
            continue
        if digest(gold) != run["sha256"]:
            sys.exit(f"{gold}: not the bytes that the floors were measured on")
        command = [program, "score", run["task"], str(gold), "--json", *run.get("options", [])]
        figures = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        for name, floor in run["floors"].items():
            reached = figure(figures, name)
            good = reached >= floor
            passed += good
            failed += not good
            options = " ".join(run.get("options", []))
            verdict = "ok   " if good else "BELOW"
            print(f"{verdict}  {run['task']} {options} {run['corpus']}: {name} {reached:.4f} (floor {floor})")
    print(f"floors: {passed} met, {failed} missed, {absent} without their corpus")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
