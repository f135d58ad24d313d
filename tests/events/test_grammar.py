from pathlib import Path

import msgspec
import pytest

from musnad.errors import ModelError
from musnad.events.grammar import Balance, Grammar

PARTS = ("triggers", "roles", "dates", "status")


def save(grammar: Grammar, folder: Path) -> None:
    for name in PARTS:
        getattr(grammar, name).save(folder / f"{name}.npz")
    (folder / "balance.json").write_bytes(msgspec.json.encode(grammar.balance))


def test_a_grammar_survives_its_files(grammar: Grammar, tmp_path: Path) -> None:
    save(grammar, tmp_path)
    loaded = Grammar.load(tmp_path)
    assert loaded.balance == grammar.balance
    for name in PARTS:
        assert getattr(loaded, name).labels == getattr(grammar, name).labels


@pytest.mark.parametrize("missing", [*(f"{name}.npz" for name in PARTS), "balance.json"])
def test_a_missing_file_is_told(grammar: Grammar, tmp_path: Path, missing: str) -> None:
    save(grammar, tmp_path)
    (tmp_path / missing).unlink()
    with pytest.raises(ModelError, match=missing):
        Grammar.load(tmp_path)


def test_a_broken_balance_is_told(grammar: Grammar, tmp_path: Path) -> None:
    save(grammar, tmp_path)
    (tmp_path / "balance.json").write_text('{"trigger_threshold": "high"}')
    with pytest.raises(ModelError, match=r"balance\.json"):
        Grammar.load(tmp_path)


def test_shares_of_the_encoder_are_shares() -> None:
    balance = msgspec.structs.asdict(Balance())
    assert all(0 <= value <= 1 for name, value in balance.items() if name.endswith(("_threshold",)))
