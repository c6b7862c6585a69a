#!/usr/bin/env python3
"""Writes many short made-up reports to measure a large store with: the same for the same arguments.

usage: benchmarks/made.py NUMBER > made.jsonl

Each tells of three happenings, at towns and on days of its own, so that 100,000 reports make some
250,000 events. Nothing in them happened.
"""
import datetime
import json
import random
import sys

TOWNS = """Gao Kidal Timbuktu Mopti Ansongo Bourem, Mali|Kirkuk Mosul Ramadi Fallujah Tikrit Basra Baqubah, Iraq
Quetta Peshawar Karachi Lahore Sibi Turbat, Pakistan|Goma Beni Butembo Bunia Bukavu Kananga, Democratic Republic of the Congo
Marawi Cotabato Zamboanga Jolo Davao, Philippines|Mogadishu Kismayo Baidoa Beledweyne Galkayo, Somalia
Maiduguri Damaturu Yola Jos Kaduna Zaria, Nigeria|Kandahar Herat Kunduz Ghazni Jalalabad Lashkargah, Afghanistan
Aleppo Homs Idlib Hama Raqqa, Syria|Sanaa Taiz Aden Hodeidah Marib, Yemen|Niamey Tillaberi Diffa Agadez, Niger
Ouagadougou Djibo Dori Kaya, Burkina Faso|Bamenda Kumba Maroua, Cameroon|Pemba Nampula, Mozambique
Cali Medellin Cucuta Buenaventura, Colombia|Acapulco Culiacan Tijuana, Mexico|Yangon Mandalay Sittwe, Myanmar
Bangui Bria Bambari, Central African Republic|Khartoum Nyala Kassala, Sudan|Juba Malakal Wau, South Sudan"""
WHAT = [
    "Gunmen killed {n} people in {place} on {day}, {who} said.",
    "Mortar shells hit a market in {place} on {day}, wounding {n} people, {who} said.",
    "Armed men abducted {n} traders in {place} on {day}, {who} told reporters.",
    "A car bomb killed {n} soldiers in {place} on {day}, according to {who}.",
    "Militants attacked a police station in {place} on {day}, {who} said.",
    "Protesters blocked a bridge in {place} on {day}, {who} said.",
    "Raiders burned {n} houses in {place} on {day}, {who} said.",
    "Clashes between the army and rebels killed {n} fighters in {place} on {day}, {who} said.",
]
OFFICES = ["the governor", "a police spokesman", "a hospital official", "the army", "residents", "the mayor"]
FIRST = "Amara Bilal Chidi Dalia Emeka Farah Goran Hana Issa Jamila Karim Lena Musa Nadia Omar Pilar".split()
LAST = "Abara Benmo Cardo Diloka Ertan Fosu Gharo Hollen Imbero Jandal Korvo Lassim Meroun Nubari".split()
FIRST_DAY = datetime.date(2019, 1, 1)


def towns():
    for group in TOWNS.replace("\n", "|").split("|"):
        names, country = group.rsplit(", ", 1)
        yield from (f"{name}, {country}" for name in names.split())


def main():
    chance, places = random.Random(20261126), list(towns())
    for number in range(int(sys.argv[1])):
        day = FIRST_DAY + datetime.timedelta(days=chance.randrange(2500))
        lines = []
        for _ in range(3):
            named = f"{chance.choice(FIRST)} {chance.choice(LAST)}"
            who = chance.choice(OFFICES) if chance.random() < 0.7 else f"{named}, a local councillor,"
            told = day - datetime.timedelta(days=chance.randrange(40))
            day_told = f"{told.day} {told:%B %Y}"
            lines.append(chance.choice(WHAT).format(
                n=chance.randint(2, 60), place=chance.choice(places), day=day_told, who=who))
        print(json.dumps({
            "id": f"made-{number}",
            "title": f"Desk report {number}",
            "outlet": f"Outlet {chance.randrange(90)}",
            "published": str(day),
            "language": "en",
            "text": "\n".join(lines),
        }))


if __name__ == "__main__":
    main()
