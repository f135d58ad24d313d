"""Words to windows of piece ids.

A word is a token of Musnad's tokenizer. It is folded lightly (compatibility forms, tashkeel, tatweel and bidi
controls), then cut into pieces on its own, so that the pieces of a word are always known. Consecutive sentences
share a window, because who speaks and who acts is often told a sentence earlier.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

BOS: Final = 0
PAD: Final = 1
EOS: Final = 2
UNK: Final = 3
MASK: Final = 4
SPECIAL_PIECES: Final = ("<s>", "<pad>", "</s>", "<unk>", "<mask>")
WORD_START: Final = "\u2581"
WINDOW_PIECES: Final = 224
MAX_WORD_PIECES: Final = 12

_DROPPED: Final = dict.fromkeys(
    chain(
        range(0x0610, 0x061B),
        range(0x064B, 0x0660),
        (0x0640, 0x0670, 0x061C, 0xFEFF),
        range(0x200B, 0x2010),
        range(0x202A, 0x202F),
        range(0x2066, 0x206A),
    )
)


@dataclass(frozen=True, slots=True)
class Window:
    """Words `[first, first + len(word_starts))` of a text and their pieces.

    pieces: int64, with the begin and end piece; word_starts: int64, index in `pieces` of each word's first piece;
    sentences: int64, the sentence number of each word.
    """

    first: int
    pieces: NDArray[np.int64]
    word_starts: NDArray[np.int64]
    sentences: NDArray[np.int64]

    @property
    def size(self) -> int:
        """Number of words."""
        return len(self.word_starts)


def fold_word(word: str) -> str:
    """`word` as the pieces know it: NFKC, without tashkeel, tatweel and bidi controls; may come out empty."""
    if not word.isascii():
        word = unicodedata.normalize("NFKC", word).translate(_DROPPED)
    return word


def piece_form(word: str) -> str:
    """What is cut into pieces: letters and digits after a mark of the word's start, punctuation without one."""
    folded = fold_word(word)
    return WORD_START + folded if folded[:1].isalnum() or not folded else folded


class Pieces:
    """Cuts words into piece ids; remembers the words it has met."""

    def __init__(self, tokenizer: Tokenizer, *, remember: int = 200_000) -> None:
        self._tokenizer = tokenizer
        self._known: dict[str, tuple[int, ...]] = {}
        self._remember = remember

    @classmethod
    def load(cls, path: Path) -> "Pieces":
        """Reads a `tokenizer.json`."""
        return cls(Tokenizer.from_file(str(path)))

    def of(self, words: Sequence[str]) -> list[tuple[int, ...]]:
        """Piece ids of each word: at least one, at most `MAX_WORD_PIECES`."""
        new = sorted({w for w in words if w not in self._known})
        if len(self._known) + len(new) > self._remember:
            self._known.clear()
            new = sorted(set(words))
        encoded = self._tokenizer.encode_batch([piece_form(w) for w in new], add_special_tokens=False)
        for word, coding in zip(new, encoded, strict=True):
            self._known[word] = tuple(coding.ids[:MAX_WORD_PIECES]) or (UNK,)
        return [self._known[w] for w in words]


def sentence_numbers(n: int, sentence_starts: Sequence[int]) -> NDArray[np.int64]:
    """Sentence number of each of `n` words, from the indices of the sentences' first words."""
    marks = np.zeros(n, dtype=np.int64)
    inner = [s for s in sentence_starts if 0 < s < n]
    marks[inner] = 1
    return np.cumsum(marks)


def _cuts(sizes: NDArray[np.int64], sentences: NDArray[np.int64], limit: int) -> list[int]:
    """Start indices of windows: as even as possible, at sentence starts where a sentence fits `limit` pieces."""
    ends = np.concatenate([[0], np.cumsum(sizes)])
    n = len(sizes)
    opens = set(np.flatnonzero(np.diff(sentences, prepend=-1)).tolist())
    starts = [0]
    while ends[n] - ends[starts[-1]] > limit:
        start = starts[-1]
        rest = int(ends[n] - ends[start])
        fair = rest / -(-rest // limit)
        last = int(np.searchsorted(ends, ends[start] + limit, side="right")) - 1
        fits = [i for i in range(start + 1, last + 1) if i in opens]
        good = [i for i in fits if ends[i] - ends[start] >= limit // 4]
        pick = min(good or fits, key=lambda i: abs(float(ends[i] - ends[start]) - fair), default=max(last, start + 1))
        starts.append(pick)
    return starts


def windows(
    words: Sequence[str], sentence_starts: Sequence[int], pieces: Pieces, *, limit: int = WINDOW_PIECES
) -> tuple[Window, ...]:
    """Cuts a text into windows of at most `limit` pieces (begin and end piece included) that cover every word once."""
    if not words:
        return ()
    ids = pieces.of(words)
    sizes = np.array([len(p) for p in ids], dtype=np.int64)
    sentences = sentence_numbers(len(words), sentence_starts)
    starts = _cuts(sizes, sentences, limit - 2)
    made = []
    for first, end in zip(starts, [*starts[1:], len(words)], strict=True):
        flat = [BOS, *(p for word in ids[first:end] for p in word), EOS]
        word_starts = 1 + np.cumsum(sizes[first:end]) - sizes[first:end]
        made.append(Window(first, np.array(flat, dtype=np.int64), word_starts, sentences[first:end]))
    return tuple(made)


def padded(items: Sequence[Window]) -> NDArray[np.int64]:
    """Piece ids `(len(items), longest)`, padded with `PAD`."""
    out = np.full((len(items), max(len(w.pieces) for w in items)), PAD, dtype=np.int64)
    for row, window in zip(out, items, strict=True):
        row[: len(window.pieces)] = window.pieces
    return out
