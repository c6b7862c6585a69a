#!/usr/bin/env python3
"""Asks a workbench as many people at once do, and says how long answers take and what they cost.

usage: benchmarks/load.py PROGRAM STORE [--clients 32] [--seconds 60] [--pause 0] [--only PART]

Serves STORE with PROGRAM, opens it, and lets CLIENTS ask one page after another: pages and API pages by
turns, half of the lists by filters that nobody asked for before. Prints, for each kind of page, how many
there were, the middle and the 95th percentile in milliseconds; and over all the CPU milliseconds an answer
cost the workbench (its user and system time, by /proc), and its memory. Where other work runs on the
machine, read the CPU and not the times. The clients are processes of their own beside the workbench.
"""
import argparse
import collections
import http.client
import multiprocessing
import os
import random
import re
import subprocess
import time

COUNTRIES = "MLI IRQ PAK COD PHL SOM NGA AFG SYR YEM NER BFA CMR MOZ COL MEX MMR CAF SDN SSD".split()
TYPES = "killing shelling abduction bombing armed-clash protest political-violence arson".split()
WORDS = "market bridge soldiers traders houses fighters police governor mayor hospital".split()


def filters(chance):
    """Filters of a list: half are among a few that all ask for, half are new."""
    if chance.random() < 0.5:
        return chance.choice(["", "country=MLI", "type=killing", "country=IRQ&type=bombing", "standing=many-sources"])
    year, month = chance.randint(2019, 2025), chance.randint(1, 12)
    asked = [f"since={year}-{month:02}-{chance.randint(1, 28):02}"]
    if chance.random() < 0.6:
        asked.append(f"country={chance.choice(COUNTRIES)}")
    if chance.random() < 0.5:
        asked.append(f"type={chance.choice(TYPES)}")
    if chance.random() < 0.2:
        asked.append(f"text={chance.choice(WORDS)}")
    return "&".join(asked)


def pages(chance, events, reports, claims):
    """One page after another: its kind and its address."""
    def pick(some):
        return chance.choice(some)
    kinds = {
        "overview": (1, lambda: "/"),
        "events": (5, lambda: f"/events?{filters(chance)}"),
        "event": (4, lambda: f"/events/{pick(events)}"),
        "report": (3, lambda: f"/reports/{pick(reports)}"),
        "reports": (1, lambda: f"/reports?before=r{chance.randint(200, 50000)}"),
        "claim": (1, lambda: f"/claims/{pick(claims)}"),
        "sources": (1, lambda: "/sources"),
        "review": (2, lambda: pick(["/review", "/review?status=to-do", "/review?status=completed"])),
        "log": (1, lambda: "/log"),
        "api events": (4, lambda: f"/api/1/events?{filters(chance)}"),
        "api event": (2, lambda: f"/api/1/events/{pick(events)}"),
        "api tally": (2, lambda: f"/api/1/tally?by={pick(['month', 'type', 'country', 'admin1'])}&{filters(chance)}"),
        "api report": (1, lambda: f"/api/1/reports/{pick(reports)}"),
    }
    names, weights = list(kinds), [weight for weight, _ in kinds.values()]
    while True:
        name = chance.choices(names, weights)[0]
        yield name, kinds[name][1]()


def client(number, port, cookie, known, until, pause, only, out):
    chance, times = random.Random(number), collections.defaultdict(list)
    connection = http.client.HTTPConnection("127.0.0.1", port)
    for kind, path in pages(chance, *known):
        if only and only not in kind:
            continue
        if time.monotonic() > until:
            break
        start = time.monotonic()
        connection.request("GET", path, headers={"Cookie": cookie})
        answer = connection.getresponse()
        answer.read()
        times[kind].append((time.monotonic() - start) * 1000)
        if answer.status != 200:
            raise SystemExit(f"{path}: {answer.status}")
        time.sleep(pause)
    out.put(dict(times))


def used(pid):
    """CPU seconds of a process."""
    fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory(pid, name):
    return int(re.search(rf"{name}:\s+(\d+)", open(f"/proc/{pid}/status").read())[1]) / 1024


def share(times, part):
    times = sorted(times)
    return times[min(int(len(times) * part), len(times) - 1)]


def fetched(port, path, cookie=""):
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", path, headers={"Cookie": cookie})
    answer = connection.getresponse()
    return answer, answer.read().decode()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program"), parser.add_argument("store")
    parser.add_argument("--clients", type=int, default=32)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--pause", type=float, default=0, help="seconds that a client looks at a page")
    parser.add_argument("--only", help="only kinds of pages that have this in their name")
    options = parser.parse_args()
    serving = [options.program, "serve", "--model", "none", "--port", "0", "--store", options.store]
    server = subprocess.Popen(serving, stderr=subprocess.PIPE, text=True)
    try:
        address = re.search(r"http://127\.0\.0\.1:(\d+)(/\S*)", server.stderr.readline())
        port = int(address[1])
        answer, _ = fetched(port, address[2])
        cookie = answer.headers["Set-Cookie"].split(";")[0]
        print(f"memory after the start {memory(server.pid, 'VmRSS'):.0f} MB")
        _, listed = fetched(port, "/api/1/events?limit=500", cookie)
        known = [re.findall(pattern, listed) for pattern in
                 (r'"id":"(e[0-9a-z]{12})","type"[^}]*?"label"', r'"report":"(r\d+)"', r'"id":"(e[0-9a-z]{12})","report"')]
        known = [sorted(set(found)) for found in known]
        for path in ("/", "/events"):
            start, before = time.monotonic(), used(server.pid)
            fetched(port, path, cookie)
            print(f"{path} for the first time: {used(server.pid) - before:.2f} CPU s, {time.monotonic() - start:.2f} s")
        before, until, out = used(server.pid), time.monotonic() + options.seconds, multiprocessing.Queue()
        clients = [multiprocessing.Process(target=client, args=(
            number, port, cookie, known, until, options.pause, options.only, out)) for number in range(options.clients)]
        for one in clients:
            one.start()
        times = collections.defaultdict(list)
        for _ in clients:
            for kind, some in out.get().items():
                times[kind] += some
        cost, answers = used(server.pid) - before, sum(map(len, times.values()))
        for kind, some in sorted(times.items()):
            print(f"{kind:12} {len(some):6} answers, middle {share(some, 0.5):6.1f} ms, p95 {share(some, 0.95):6.1f} ms")
        for name, of in (("pages", lambda kind: not kind.startswith("api")), ("API pages", lambda kind: kind.startswith("api"))):
            some = [time for kind, all_ in times.items() if of(kind) for time in all_]
            if some:
                print(f"{name}: p95 {share(some, 0.95):.1f} ms")
        print(f"{answers} answers, {answers / options.seconds:.0f} a second; {cost / answers * 1000:.2f} CPU ms an answer")
        print(f"memory {memory(server.pid, 'VmRSS'):.0f} MB, at most {memory(server.pid, 'VmHWM'):.0f} MB")
    finally:
        server.terminate()


if __name__ == "__main__":
    main()
