import numpy as np
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace

from encoder.bio import decode
from encoder.corpora import FILLER_ROLES, Incident, filler_tags
from encoder.pieces import split
from encoder.varied import Fillers


def tokenizer():
    out = Tokenizer(WordLevel({"[UNK]": 0}, unk_token="[UNK]"))
    out.pre_tokenizer = Whitespace()
    return out


def incident(name, text, **entities):
    given = {r: entities.get(r, []) for r in FILLER_ROLES}
    words = split(text, tokenizer())
    return Incident(name, text, words, filler_tags(text, words, given), given)


def marked(document, role):
    words, tags = document.words, document.tags[:, FILLER_ROLES.index(role)]
    return [document.text[words.start[a] : words.end[b - 1]] for a, b in decode(tags)]


ONE = incident("1", "the red band shot a mayor; the red band fled", PerpOrg=[["the red band"]], Victim=[["a mayor"]])
OTHER = incident("2", "blue front killed two nuns", PerpOrg=[["blue front"]], Victim=[["two nuns"]])


def test_fillers_give_way_wherever_they_stand_and_stay_marked():
    fillers, seen = Fillers([OTHER], tokenizer()), set()
    for seed in range(40):
        told = fillers.varied(ONE, np.random.default_rng(seed))
        seen.add(told.text)
        group = told.entities["PerpOrg"][0][0]
        assert told.text == f"{group} shot {told.entities['Victim'][0][0]}; {group} fled"
        assert marked(told, "PerpOrg") == [group, group]
    assert "blue front shot two nuns; blue front fled" in seen and ONE.text in seen


def test_a_document_without_fillers_stays_itself():
    plain = incident("3", "it rained")
    assert all(Fillers([OTHER], tokenizer()).varied(plain, np.random.default_rng(s)) is plain for s in range(9))
