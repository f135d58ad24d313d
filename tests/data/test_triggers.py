"""The tables of triggers, light verbs and types: complete, consistent, and in step with the forms."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files

import pytest
import yaml

from musnad.lang.ar.forms import FormIndex
from musnad.records.event import EVENT_TYPES, STATUSES

ROLES = {"actor", "recipient", "place"}
Row = dict[str, str]


def read(name: str) -> list[Row]:
    text = (files("musnad") / "data" / name).read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    head = lines[0].split("\t")
    return [dict(zip(head, line.split("\t"), strict=True)) for line in lines[1:]]


@pytest.fixture(scope="module")
def triggers() -> list[Row]:
    return read("triggers.tsv")


@pytest.fixture(scope="module")
def light_verbs() -> list[Row]:
    return read("light_verbs.tsv")


@pytest.fixture(scope="module")
def ontology() -> dict[str, dict[str, dict[str, object]]]:
    return yaml.safe_load((files("musnad") / "data" / "ontology.yaml").read_text("utf-8"))


def test_the_ontology_has_the_sixteen_types(ontology: dict[str, dict[str, dict[str, object]]]) -> None:
    assert tuple(ontology["types"]) == EVENT_TYPES
    for name, kind in ontology["types"].items():
        assert kind["recipient"] in {"required", "optional", "mutual"}, name
        assert str(kind["quad"]).split("-")[0] in {"verbal", "material"}, name
    for rule in ontology["overrides"]:
        assert set(rule["from"]) <= set(EVENT_TYPES)
        assert rule["to"] is None or rule["to"] in EVENT_TYPES


def test_types_and_modes_are_the_ontologys(
    triggers: list[Row], light_verbs: list[Row], ontology: dict[str, dict[str, dict[str, object]]]
) -> None:
    for row in triggers + light_verbs:
        assert row["type"] in ontology["types"], row
        assert not row["mode"] or row["mode"] in ontology["types"][row["type"]]["modes"], row


def test_rows_are_complete(triggers: list[Row], light_verbs: list[Row]) -> None:
    for row in triggers:
        assert row["pos"] in {"verb", "noun", "ptcp", "mwe"}
        assert 0 < float(row["weight"]) < 1
        assert not row["status"] or row["status"] in STATUSES
        assert (row["pos"] == "mwe") == ("*" in row["lemma"]) == (" " in row["lemma"]), row
        assert row["lemma"].count("*") <= 1
    for row in triggers + light_verbs:
        assert row["source"]
        assert row["licence"]
        for part in filter(None, row["frame"].split(",")):
            place, role = part.split("=")
            assert role in ROLES, row
            assert place in {"subj", "obj", "gen", "adj"} or place.startswith("prep:"), row


def test_no_row_is_told_twice(triggers: list[Row], light_verbs: list[Row]) -> None:
    keys = Counter((r["lemma"], r["pos"], r["type"], r["mode"]) for r in triggers)
    assert not [key for key, n in keys.items() if n > 1]
    pairs = Counter((r["verb"], r["noun"], r["type"], r["mode"], r["note"]) for r in light_verbs)
    assert not [key for key, n in pairs.items() if n > 1]


def test_the_weights_of_a_lemma_add_up_to_no_more_than_one(triggers: list[Row]) -> None:
    total: Counter[tuple[str, str]] = Counter()
    for row in triggers:
        total[row["lemma"], row["pos"]] += float(row["weight"])  # type: ignore[assignment]
    assert not {key: sum_ for key, sum_ in total.items() if sum_ > 1.25}


def test_every_type_is_well_supplied(triggers: list[Row]) -> None:
    counts = Counter(kind for _, kind in {(r["lemma"], r["type"]) for r in triggers})
    assert len({r["lemma"] for r in triggers}) >= 1500
    assert all(counts[kind] >= 40 for kind in EVENT_TYPES)


def test_every_lemma_has_its_forms(triggers: list[Row], light_verbs: list[Row]) -> None:
    text = (files("musnad") / "data" / "forms.tsv").read_text("utf-8")
    known = {tuple(line.split("\t")[1:3]) for line in text.splitlines() if "\t" in line}
    wanted = {(r["lemma"], r["pos"]) for r in triggers if r["pos"] != "mwe"}
    wanted |= {(r["verb"], "verb") for r in light_verbs} | {(r["noun"], "noun") for r in light_verbs}
    assert not wanted - known


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("قصفت", "ASSAULT"), ("والاعتقالات", "COERCE"), ("يدينون", "ACCUSE"), ("وستلتقي", "CONSULT"),
        ("للمطالبة", "REQUEST"), ("انسحبوا", "RETREAT"), ("المظاهرات", "PROTEST"), ("توعدت", "THREATEN"),
        ("يرفضون", "REJECT"), ("أشادت", "SUPPORT"), ("وافقت", "AGREE"), ("واعتذرت", "CONCEDE"),
        ("أغاثت", "AID"), ("تعاونوا", "COOPERATE"), ("بإقالته", "SANCTION"), ("حشدت", "MOBILIZE"),
    ],
)  # fmt: skip
def test_words_lead_to_their_type(triggers: list[Row], word: str, kind: str) -> None:
    kinds = {(r["lemma"], r["pos"], r["type"]) for r in triggers}
    assert any((a.lemma, a.pos, kind) in kinds for a in FormIndex.load().analyses(word))
