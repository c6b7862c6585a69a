#!/usr/bin/env python3
"""Writes many reports of one happening, each in other words: the same for the same number.

usage: benchmarks/burst.py NUMBER > reports.jsonl

Reports differ in outlet, day, order, choice of words, numbers and what else they tell, as they do in the days
after an attack; none has another's sentences. The attack is made up.
"""
import json
import random
import sys

WHO = ["gunmen", "armed men", "attackers", "militants", "fighters on motorcycles", "suspected jihadists"]
DID = ["killed", "shot dead", "massacred", "murdered"]
WHOM = ["people", "villagers", "civilians", "residents", "farmers"]
WHEN = ["on Monday", "on 10 March", "on Monday morning", "in a dawn raid on Monday", "at the start of the week"]
WHERE = ["in Ansongo", "in the town of Ansongo", "in Ansongo in northern Mali", "in Mali's Gao region", "near Ansongo"]
SAYS = ["the governor of Gao said", "police said", "the army said", "residents said", "a hospital official said",
        "local officials told reporters", "a village elder said", "a security source said"]
MORE = ["The attackers burned {b} houses and drove off cattle{w}, {s}.",
        "{W} other people were wounded in the attack, {s}.",
        "They abducted {b} young men before they left{w}, {s}.",
        "Soldiers arrived hours later and clashed with the {who}{w}, {s}.",
        "{b} houses were set ablaze in the attack, {s}.",
        "The {who} came from the direction of the river and opened fire at the market, {s}.",
        "Nobody claimed the attack at first, but {s} that the Islamic State was behind it."]
OUTLETS = ["Post", "Wire", "Herald", "Gazette", "Radio", "News", "Tribune", "Observer"]
PLACES = ["Gao", "Sahel", "Niger Bend", "Bamako", "Desert", "River", "Savannah", "Dune", "West", "Lake"]


def report(number, chance):
    pick = chance.choice
    dead = pick([12, 12, 12, 14, 15, 11, 20])
    dead = pick([f"{dead}", f"at least {dead}", f"more than {dead - 2}"])
    who, whom, says = pick(WHO), pick(WHOM), pick(SAYS)
    opening = pick([
        f"{who.capitalize()} {pick(DID)} {dead} {whom} {pick(WHERE)} {pick(WHEN)}, {says}.",
        f"{dead.capitalize()} {whom} were killed when {who} attacked {pick(WHERE)} {pick(WHEN)}, {says}.",
        f"An attack by {who} {pick(WHERE)} {pick(WHEN)} left {dead} {whom} dead, {says}.",
    ])
    chosen = chance.sample(MORE, chance.randint(1, 4))
    rest = [more.format(b=chance.randint(2, 40), W=chance.randint(5, 30), w=pick(["", " on Monday"]), who=who,
                        s=pick(SAYS)) for more in chosen]
    words = " ".join(chance.sample("market river road school well field herd boat mosque stall bridge pump".split(), 5))
    tail = f"Desk note {number}: {words}."
    outlet = f"{pick(PLACES)} {pick(OUTLETS)} {number % 97}"
    return {"id": f"b{number}", "outlet": outlet, "published": f"2025-03-{pick([11, 11, 11, 12, 12, 13])}",
            "language": "en", "title": f"{dead} {whom} dead {number}", "text": " ".join([opening, *rest, tail])}


def main():
    chance = random.Random(20250310)
    for number in range(int(sys.argv[1])):
        print(json.dumps(report(number, chance), ensure_ascii=False))


if __name__ == "__main__":
    main()
