"""How records become bytes and come back: msgpack of the record, then zstd. Equal records have equal bytes.

Readings and originals are alike in their words and names of fields, so a store learns a dictionary from its own first
readings, keeps it, and compresses what comes after with it: a quarter is saved. Each frame tells which one it needs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import TypeVar

import msgspec
import zstandard

from musnad.errors import StoreBroken

LEVEL = 10
"""Compression: what higher levels save is not worth their time."""
LEARNT_FROM = 256
"""Readings that a dictionary is made of."""
_DICTIONARY = 1 << 15

T = TypeVar("T")


class Codec:
    """Coders of one store; `fetch` gives the bytes of a dictionary by its number."""

    def __init__(self, fetch: Callable[[int], bytes | None]) -> None:
        self._fetch = fetch
        self._encoder = msgspec.msgpack.Encoder()
        self._decoders: dict[object, msgspec.msgpack.Decoder[object]] = {}
        self._dictionaries: dict[int, zstandard.ZstdCompressionDict] = {}

    def plain(self, record: object) -> bytes:
        """A record's own bytes."""
        return self._encoder.encode(record)

    def pack(self, data: bytes, dictionary: int = 0) -> bytes:
        """Compressed bytes; with the dictionary of this number, unless it is 0. Raises: StoreBroken."""
        # A context is not for two threads, and one that holds no dictionary costs microseconds.
        if not dictionary:
            return zstandard.ZstdCompressor(level=LEVEL).compress(data)
        return zstandard.ZstdCompressor(level=LEVEL, dict_data=self._dictionary(dictionary)).compress(data)

    def unpack(self, data: bytes) -> bytes:
        """The bytes before compression. Raises: StoreBroken."""
        _need_bytes(data)
        try:
            number = zstandard.get_frame_parameters(data).dict_id
            known = self._dictionary(number) if number else None
            return zstandard.ZstdDecompressor(dict_data=known).decompress(data)
        except zstandard.ZstdError as error:
            raise StoreBroken(f"a compressed entry cannot be read: {error}") from error

    def encode(self, record: object, dictionary: int = 0) -> bytes:
        """Compressed bytes of a record."""
        return self.pack(self.plain(record), dictionary)

    def decode(self, data: bytes, kind: type[T]) -> T:
        """The record of a type. Raises: StoreBroken."""
        return self.read(self.unpack(data), kind)

    def read(self, data: bytes, kind: type[T]) -> T:
        """The record of a type, from its own bytes. Raises: StoreBroken."""
        decoder = self._decoders.get(kind)
        if decoder is None:
            decoder = self._decoders[kind] = msgspec.msgpack.Decoder(kind)
        _need_bytes(data)
        try:
            return decoder.decode(data)  # type: ignore[return-value]
        except msgspec.DecodeError as error:
            raise StoreBroken(f"an entry is no {kind.__name__}: {error}") from error

    def _dictionary(self, number: int) -> zstandard.ZstdCompressionDict:
        found = self._dictionaries.get(number)
        if found is None:
            body = self._fetch(number)
            if body is None:
                raise StoreBroken(f"the dictionary {number} that entries were compressed with is missing")
            found = self._dictionaries[number] = zstandard.ZstdCompressionDict(body)
            found.precompute_compress(level=LEVEL)
        return found

    def forget(self) -> None:
        """Dictionaries that were taken back with their transaction are not valid."""
        self._dictionaries.clear()


def learn(samples: Sequence[bytes], number: int) -> bytes | None:
    """A dictionary of what the samples have in common; None where they are too few or too unlike."""
    try:
        return zstandard.train_dictionary(_DICTIONARY, list(samples), dict_id=number).as_bytes()
    except zstandard.ZstdError:
        return None


def _need_bytes(data: object) -> None:
    """SQLite keeps in a column whatever is put there, of any type. Raises: StoreBroken."""
    if not isinstance(data, bytes):
        raise StoreBroken(f"an entry is no bytes but {type(data).__name__}")


def mark(data: bytes) -> int:
    """64 bits that tell whether bytes changed; signed, as databases hold them."""
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "big", signed=True)
