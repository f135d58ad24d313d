from importlib.resources import files
from typing import get_args

import pytest
import yaml

from musnad.errors import DataError
from musnad.faces.wording import Wording
from musnad.records import DAMAGE_KINDS, EVENT_TYPES, STATUSES, EntityKind
from musnad.records.statement import DeadlineState, LinkRole, SpeechMode

WORDING = Wording.load()
ONTOLOGY = yaml.safe_load((files("musnad") / "data" / "ontology.yaml").read_text("utf-8"))
MODES = sorted({f"mode:{mode}" for kind in ONTOLOGY["types"].values() for mode in kind["modes"]})
KEYS = [
    *EVENT_TYPES, *STATUSES, *DAMAGE_KINDS, *get_args(EntityKind), *get_args(DeadlineState), *get_args(SpeechMode),
    *(f"link:{role}" for role in get_args(LinkRole)), *MODES,
]  # fmt: skip


@pytest.mark.parametrize("key", KEYS)
def test_every_code_has_both_languages(key: str) -> None:
    assert any("\u0600" <= letter <= "\u06ff" for letter in WORDING.ar(key))
    assert WORDING.en(key).isascii()


def test_every_row_is_arabic_and_english_and_stands_once() -> None:
    assert WORDING.arabic.keys() == WORDING.english.keys()
    table = (files("musnad") / "faces" / "words_ar_en.tsv").read_text("utf-8")
    keys = [line.split("\t")[0] for line in table.splitlines() if line and not line.startswith("#")]
    assert len(keys) == len(set(keys))
    for key, english in WORDING.english.items():
        assert any("\u0600" <= letter <= "\u06ff" for letter in WORDING.arabic[key]), key
        assert not any("\u0600" <= letter <= "\u06ff" for letter in english), key


def test_an_unknown_key_is_an_error() -> None:
    with pytest.raises(DataError, match="nonsense"):
        WORDING.ar("nonsense")
    with pytest.raises(DataError, match="nonsense"):
        WORDING.en("nonsense")
