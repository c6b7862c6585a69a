#!/usr/bin/env python3
"""Asks the workbench from many clients at once, over a store of 200,000 events.

usage: benchmarks/load.py PROGRAM REPORTS STORE

REPORTS is a folder that benchmarks/reports.py wrote. Unless STORE is there, PROGRAM reads it into one, and
each event is copied with its claims, to other days and a little aside, until there are enough. Then PROGRAM
serves it, CLIENTS ask each page ASKED times each, and the times are printed: the median, the 95th and the 99th in
a hundred, with the most memory that PROGRAM took.
"""
import concurrent.futures
import http.client
import json
import pathlib
import re
import sqlite3
import subprocess
import sys
import time
import urllib.parse
import zlib

EVENTS = 200_000
CLIENTS = 32
ASKED = 6
PAGES = [
    "/", "/events", "/events?country=MLI", "/events?type=killing&since=2021", "/events?text=governor",
    "/events/{event}", "/reports", "/reports/r1", "/review", "/decisions",
    "/api/1/events", "/api/1/events?country=MLI&limit=50", "/api/1/events/{event}", "/api/1/tally?by=month",
    "/api/1/points?country=MLI", "/api/1/reports/r1",
]
ALONE = ["/sources", "/api/1/points"]  # all that is in the store: asked by one client


def words(event):
    names = lambda items: " ".join(item["name"] for item in items)
    place = (event["place"] or {}).get("name", "")
    said = [claim["sentence"]["quote"] for claim in event["claims"]]
    titles = [report["title"] or "" for report in event["reports"]]
    return names(event["roles"]), names(event["origins"]), place, " ".join(titles + said)


def copy_events(store):
    """Copies all events until there are EVENTS. A copy's record keeps the id of what it was copied from."""
    events = store.execute("SELECT * FROM event").fetchall()
    columns = [row[1] for row in store.execute("PRAGMA table_info(event)")]
    at = {name: columns.index(name) for name in columns}
    records = dict(store.execute("SELECT event, zlib FROM event_record"))
    types, claims = {}, {}
    for kind, event in store.execute("SELECT type, event FROM event_type"):
        types.setdefault(event, []).append(kind)
    for event, *claim in store.execute("SELECT event, source, twin, told FROM claim WHERE event IS NOT NULL"):
        claims.setdefault(event, []).append(claim)
    texts = {key: words(json.loads(zlib.decompress(record))) for key, record in records.items()}
    next_key, next_claim, copies = 1, 1, -(-EVENTS // len(events)) - 1
    for number in range(1, copies + 1):
        for row in events:
            key, row = row[0], list(row)
            row[0] = next_key
            for day in ("first_day", "last_day", "published_first", "published_last"):
                if row[at[day]] is not None:
                    row[at[day]] -= 11 * number
            if row[at["lat"]] is not None:
                row[at["lat"]] += number / 1000
                box = [row[at["lat"]]] * 2 + [row[at["lon"]]] * 2
                store.execute("INSERT INTO event_point VALUES (?, ?, ?, ?, ?)", [next_key, *box])
            store.execute(f"INSERT INTO event VALUES ({','.join('?' * len(row))})", row)
            store.execute("INSERT INTO event_record VALUES (?, ?)", (next_key, records[key]))
            store.executemany("INSERT INTO event_type VALUES (?, ?)", [(kind, next_key) for kind in types[key]])
            text = (next_key, *texts[key])
            store.execute(
                "INSERT INTO event_text (rowid, actors, sources, places, words) VALUES (?, ?, ?, ?, ?)", text)
            for source, twin, told in claims.get(key, []):
                store.execute(
                    "INSERT INTO claim (key, source, event, twin, told) VALUES (?, ?, ?, ?, ?)",
                    (next_claim, source, next_key, twin, told))
                next_claim += 1
            next_key += 1
    store.commit()


def made(program, reports, path):
    if path.exists():
        return
    subprocess.run([program, "add", "--quiet", "--model", "none", "--store", path, reports], check=True)
    store = sqlite3.connect(path)
    copy_events(store)
    store.close()


class Served:
    def __init__(self, program, path):
        command = [program, "serve", "--model", "none", "--port", "0", "--store", path]
        self.program = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        address = urllib.parse.urlsplit(re.search(r"http://\S+", self.program.stderr.readline())[0])
        self.host = address.netloc
        answer = self.ask(f"/?{address.query}", {})[1]
        self.cookie = {"Cookie": answer.getheader("set-cookie").split(";")[0]}

    def ask(self, path, headers):
        connection = http.client.HTTPConnection(self.host, timeout=120)
        start = time.perf_counter()
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        body = answer.read()
        took = time.perf_counter() - start
        connection.close()
        return took, answer, body

    def times(self, path, clients, asked):
        def client(_):
            taken = [self.ask(path, self.cookie) for _ in range(asked)]
            wrong = [answer.status for _, answer, _ in taken if answer.status != 200]
            assert not wrong, (path, wrong)
            return [took for took, _, _ in taken]

        with concurrent.futures.ThreadPoolExecutor(clients) as pool:
            return sorted(took for taken in pool.map(client, range(clients)) for took in taken)

    def memory(self):
        status = pathlib.Path(f"/proc/{self.program.pid}/status").read_text()
        return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) >> 10

    def cpu(self):
        fields = pathlib.Path(f"/proc/{self.program.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / 100


def main():
    program, reports, path = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
    made(program, reports, path)
    served = Served(program, path)
    try:
        event = json.loads(served.ask("/api/1/events?limit=1", served.cookie)[2])["events"][0]["id"]
        print(f"memory after the start: {served.memory()} MiB")
        for page in PAGES + ALONE:
            clients, asked = (1, 2) if page in ALONE else (CLIENTS, ASKED)
            cpu = served.cpu()
            times = served.times(page.format(event=event), clients, asked)
            each = (served.cpu() - cpu) / len(times) * 1000
            part = lambda share: times[min(int(len(times) * share), len(times) - 1)] * 1000
            figures = f"p50 {part(.5):7.0f}  p95 {part(.95):7.0f}  p99 {part(.99):7.0f} ms"
            print(f"{page:40} {figures}  {each:7.1f} ms of CPU  {clients} at once", flush=True)
        print(f"most memory: {served.memory()} MiB")
    finally:
        served.program.terminate()


if __name__ == "__main__":
    main()
