import pytest

from musnad.errors import DataError
from musnad.statements.odds import Odds, logit


def test_unknown_features_weigh_nothing() -> None:
    assert Odds({"a": 2.0}).probability([("b", 5.0)]) == 0.5


def test_the_encoder_scales_and_adds() -> None:
    odds = Odds({"a": 2.0, "encoder/rules": 0.0, "encoder/bias": 0.0, "encoder/x": 1.0})
    assert odds.probability([("a", 1.0)]) > 0.5
    assert odds.probability([("a", 1.0)], [("x", -1.0)]) < 0.5


def test_shipped_tables_load() -> None:
    assert Odds.load("statement_odds.tsv").probability([("bias", 1.0)]) < 1
    assert 0 < Odds.load("content_ends.tsv").probability([("bias", 1.0)]) < 1


def test_a_missing_table_is_told() -> None:
    with pytest.raises(DataError):
        Odds.load("no-such-table.tsv")


def test_logit_is_bounded() -> None:
    assert logit(0.0) == logit(0.001)
    assert logit(1.0) == logit(0.999)
