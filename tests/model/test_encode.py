import numpy as np
import pytest
from tokenizers import Tokenizer, models

from musnad.model.encode import (
    BOS,
    EOS,
    PAD,
    SPECIAL_PIECES,
    UNK,
    Pieces,
    fold_word,
    padded,
    piece_form,
    windows,
)

VOCABULARY = [
    *((p, 0.0) for p in SPECIAL_PIECES),
    *(("▁" + w, -2.0) for w in ("قال", "الوزير", "وقال", "إن")),
    *((w, -3.0) for w in (".", "،", "▁", "ال", "وزير", "هم")),
]


@pytest.fixture
def pieces() -> Pieces:
    return Pieces(Tokenizer(models.Unigram(VOCABULARY, UNK, False)))


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("قَالَ", "قال"),
        ("قـــال", "قال"),
        ("\u202bقال\u202c", "قال"),
        ("ﻗﺎﻝ", "قال"),
        ("أن", "أن"),
        ("ـ", ""),
        ("U.N", "U.N"),
    ],
)
def test_fold_word_keeps_letters_and_drops_marks(word: str, folded: str) -> None:
    assert fold_word(word) == folded


def test_only_letters_and_digits_open_a_word() -> None:
    assert piece_form("قال") == "▁قال"
    assert piece_form("،") == "،"
    assert piece_form("ـ") == "▁"


def test_every_word_has_pieces_and_unknown_ones_too(pieces: Pieces) -> None:
    known, cut, unknown = pieces.of(["قال", "وزيرهم", "ژ"])
    assert len(known) == 1
    assert len(cut) == 3
    assert UNK in unknown


def test_windows_cover_every_word_once_and_start_at_sentences(pieces: Pieces) -> None:
    words = ["قال", "الوزير", "إن", "."] * 5
    starts = [0, 4, 8, 12, 16]
    cut = windows(words, starts, pieces, limit=12)
    assert [w.first for w in cut] == [0, 8, 12] or all(w.first in starts for w in cut)
    assert sum(w.size for w in cut) == len(words)
    assert all(len(w.pieces) <= 12 and w.pieces[0] == BOS and w.pieces[-1] == EOS for w in cut)
    assert cut[-1].sentences[-1] == 4


def test_a_sentence_longer_than_a_window_is_split(pieces: Pieces) -> None:
    cut = windows(["قال"] * 50, [0], pieces, limit=22)
    assert sum(w.size for w in cut) == 50
    assert max(len(w.pieces) for w in cut) <= 22
    assert windows([], [], pieces) == ()


def test_padding_reaches_to_the_longest(pieces: Pieces) -> None:
    short, long = windows(["قال"], [0], pieces) + windows(["قال"] * 9, [0], pieces)
    table = padded([short, long])
    assert table.shape == (2, 11)
    assert np.all(table[0, 3:] == PAD)
