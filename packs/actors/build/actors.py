"""Builds registry.tsv and the given names from public dictionaries.

usage: python3 actors.py PHOENIX_DIR FAKER_DIR PACKS_DIR

PHOENIX_DIR holds Phoenix.Countries.actors.txt, Phoenix.International.actors.txt and
Phoenix.MilNonState.actors.txt (Open Event Data Alliance, MIT); FAKER_DIR is the unpacked
`faker` wheel (MIT). Deterministic: the same input gives the same bytes.
"""

import pathlib
import re
import runpy
import sys
import unicodedata

SMALL = {"of", "the", "and", "for", "in", "on", "to", "de", "del", "la", "las", "los", "el", "y", "e", "du", "des", "al", "ul", "bin", "ibn", "von", "van", "da", "do", "dos", "wal"}
BODY = re.compile(
    r"\b(ministry|army|force|forces|front|movement|party|organi[sz]ation|group|council|committee|union|brigade|brigades|"
    r"agency|commission|bank|court|league|association|federation|guard|guards|police|navy|command|institute|fund|"
    r"parliament|assembly|congress|government|department|office|network|foundation|society|alliance|militia|corps|"
    r"senate|cabinet|service|services|bureau|authority|board|center|centre|university|international|company|"
    r"corporation|institution|program|programme|conference|forum|network|jihad|battalion|cell|cells|coalition|"
    r"liberation|revolutionary|people's|peoples|militant|militants|fighters|rebels|troops|soldiers|state)\b"
)
MILITARY = re.compile(r"\b(army|navy|air force|armed forces|troops|military|soldiers|guard|guards|brigade|battalion)\b")
# Words of the lexicon that are names far more often.
NAMES = {"maria", "angel", "santos", "jesus", "ali", "sol", "jean", "rosa", "alba", "nina", "roman"}
# Names of one word, of one person in the dictionaries, that many others bear.
BORNE = {"muhannad", "salauddin", "hambali", "stephenson", "subroto", "zulkarnaen", "sungkar", "isnilon"}
ENTRY = re.compile(r"^([^\[#]+?)\s*((?:\[[^\]]*\]\s*)*)(?:#.*)?$")
CODE = re.compile(r"\[([A-Z]{3,})\s*([^\]]*)\]")


def day(digits):
    if len(digits) == 6:
        year = int(digits[:2])
        digits = f"{1900 + year if year >= 20 else 2000 + year}{digits[2:]}"
    if len(digits) != 8:
        return None
    year, month, date = int(digits[:4]), int(digits[4:6]), int(digits[6:])
    return f"{year:04}-{min(max(month, 1), 12):02}-{min(max(date, 1), 28 if month == 2 else 30):02}" if year > 1800 else None


def codes(text):
    """[(code, from, to)] of the bracketed codes in a line; None is an open side."""
    found = []
    for code, when in CODE.findall(text):
        when = when.strip()
        span = re.fullmatch(r"(\d+)\s*-\s*(\d+)", when)
        if span:
            found.append((code, day(span[1]), day(span[2])))
        elif when.startswith("<"):
            found.append((code, None, day(when[1:].strip())))
        elif when.startswith(">"):
            found.append((code, day(when[1:].strip()), None))
        elif not when:
            found.append((code, None, None))
    return found


def clean(raw):
    """(names, acronym in brackets) of `SHINING_PATH_(SP)_`."""
    text = raw.replace("_", " ").strip()
    acronym = re.findall(r"\(([A-Z0-9/.-]{2,8})\)", text)
    text = " ".join(re.sub(r"\([^)]*\)", " ", text).split())
    return text, acronym


def cased(name, acronym_like):
    if acronym_like and re.fullmatch(r"[A-Z0-9/.&-]{2,6}", name):
        return name
    words = []
    for number, word in enumerate(name.lower().split()):
        if number and word in SMALL:
            words.append(word)
        else:
            words.append(re.sub(r"(^|[-/(.'])(\w)(?=\w)", lambda m: m[1] + (m[2].upper() if m[1] != "'" else m[2]), word) if len(word) > 1 else word.upper())
    return " ".join(words)


def blocks(path):
    """(names, codes, section) of every entry of one dictionary file."""
    names, found = [], []
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if line[0] in " \t":
            found += codes(line)
            continue
        body = line[1:] if line.startswith("+") else line
        if not line.startswith("+"):
            if names:
                yield names, found
            names, found = [], []
        match = ENTRY.match(body)
        if match:
            names.append(match[1])
            found += codes(match[2])
    if names:
        yield names, found


def slug(name):
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:48]


def overlay(packs):
    taken = set()
    for file in ("overlay.tsv", "countries.tsv"):
        for line in (packs / "actors" / file).read_text(encoding="utf-8").splitlines()[1:]:
            for cell in line.split("\t")[1:5]:
                taken.update(fold(name) for name in cell.split("|"))
    return taken


def fold(name):
    return " ".join(re.sub(r"[^\w']+", " ", name.lower()).split())


def common(packs):
    """Lower-case words of the English tagger's lexicon that are no names."""
    words = set()
    for line in (packs / "lang/en/tagger/lexicon.tsv").read_text(encoding="utf-8").splitlines():
        word, _, tag = line.partition("\t")
        if word.islower() and not tag.startswith("NNP") and word not in NAMES:
            words.add(word)
    return words


def given_names(faker, words):
    names = set()
    for folder in sorted((faker / "faker/providers/person").iterdir()):
        if not (folder / "__init__.py").exists():
            continue
        text = (folder / "__init__.py").read_text(encoding="utf-8")
        for block in re.findall(r"first_names\w*\s*(?::[^=]*)?=\s*(?:OrderedDict\()?[({](.*?)\n    [)}]", text, re.S):
            names.update(re.findall(r"[\"']([^\"'\n]{3,})[\"']", block))
    latin = (name for name in names if re.fullmatch(r"[A-ZÀ-Þ][A-Za-zÀ-ÿ'’-]{2,}", name))
    plain = lambda name: unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    both = {form for name in latin for form in (name, plain(name))}
    return sorted({name for name in both if name.lower() not in words and not name.isupper()})


def kind_of(name, code, person):
    role = code[3:6]
    if person:
        return "person"
    if role in ("REB", "SEP", "INS", "RAD", "CRM", "UAF") or code.startswith("IMG"):
        return "group"
    if role == "MIL" or MILITARY.search(name.lower()):
        return "military"
    if role in ("COP", "SPY"):
        return "police"
    if role in ("GOV", "JUD", "LEG", "ELI"):
        return "government"
    return "organization"


def main(phoenix, faker, packs):
    words, taken = common(packs), overlay(packs)
    given = given_names(faker, words)
    firsts = {name.lower() for name in given}
    with open(packs / "lang/en/given_names.tsv", "w", encoding="utf-8") as out:
        out.write("name\tsource\tlicence\n")
        out.writelines(f"{name}\tFaker\tMIT\n" for name in given)
    rows, seen_ids = [], set()
    for file in ("MilNonState", "International", "Countries"):
        for raw_names, found in blocks(phoenix / f"Phoenix.{file}.actors.txt"):
            if not found or found[0][0].startswith("MNC") or found[0][0] in ("NON", "---"):
                continue
            country_row = file == "Countries" and len(found[0][0]) == 3 and not BODY.search(raw_names[0].lower().replace("_", " "))
            first, _ = clean(raw_names[0])
            tokens = first.lower().split()
            person = (
                not BODY.search(first.lower())
                and 2 <= len(tokens) <= 5
                and (
                    tokens[0] in firsts
                    or raw_names[0].endswith("__")
                    or file == "Countries" and not country_row and found[0][0][3:6] in ("GOV", "ELI", "MIL", "OPP", "REB", "LEG", "JUD", "BUS", "PTY", "REF")
                )
            )
            if country_row and not person:
                continue
            recent = [entry for entry in found if (entry[2] or "9999") >= "1985"]
            if person and (not recent or file == "Countries" and not any(e[0][3:6] in ("GOV", "MIL", "REB", "OPP", "SEP", "COP", "SPY") for e in recent)):
                continue
            if not person and file == "Countries" and len(tokens) == 1 and first.lower() in words:
                continue
            names = []
            for raw in raw_names:
                name, acronyms = clean(raw)
                for form in [name, *acronyms]:
                    form = cased(form, not person)
                    folded = fold(form)
                    single = " " not in folded and "-" not in form
                    plain = all(part in words for part in folded.split())
                    short = len(folded) < (3 if form.isupper() else 4) or single and person
                    lone = single and (folded in words | firsts | BORNE or not re.search(r"[a-z]{2}", folded))
                    vague = plain and len(folded.split()) < (3 if not MILITARY.search(folded) else 9)
                    if not folded or short or lone or vague or folded in taken or len(folded) > 70:
                        continue
                    names.append(form)
            head = cased(first, not person)
            if not names or fold(head) in taken:
                continue
            names = list(dict.fromkeys(names))
            taken.update(fold(name) for name in names)
            kept = list(dict.fromkeys(recent or found))[:6]
            code = kept[0][0]
            country = code[:3] if not code.startswith(("IGO", "NGO", "IMG", "INT", "KKL")) and file != "International" else ""
            base = f"{(country or code[:3]).lower()}-{slug(names[0])}"
            ident, number = base, 2
            while ident in seen_ids:
                ident, number = f"{base}-{number}", number + 1
            seen_ids.add(ident)
            dated = "|".join(c + (f":{a or ''}..{b or ''}" if a or b else "") for c, a, b in kept)
            rows.append([ident, names[0], "|".join(names[1:12]), kind_of(first, code, person), country, dated, "Phoenix", "MIT"])
    rows.sort()
    with open(packs / "actors" / "registry.tsv", "w", encoding="utf-8") as out:
        out.write("id\tname\taliases\tkind\tcountry\tcodes\tsource\tlicence\n")
        out.writelines("\t".join(row) + "\n" for row in rows)


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*map(pathlib.Path, sys.argv[1:]))
