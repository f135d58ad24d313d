"""Walking through JSON of any size, value by value, each as the very bytes that were delivered.

Only what part values from each other is read here — strings and brackets — so that one broken record in a list does not
spoil those after it; whether a value is sound JSON its reader tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from musnad.errors import BadDocument

_CHUNK = 1 << 20
_TOKEN = re.compile(rb'"(?:[^"\\\n]+|\\.)*(["\n]?)|[\[\]{}]', re.DOTALL)
"""A string or a bracket. JSON strings hold no raw line break: one that is not closed on its line is taken for a stray
mark, so that what a broken record spoils is bounded."""
_SCALAR = re.compile(rb"[^\s,\]}\[{]*")
_BETWEEN = re.compile(rb"[\s,]*")
_OPENERS = {b"]": b"[", b"}": b"{"}
_MARK = b"\xef\xbb\xbf"


class JsonWalk:
    """A place in a stream of JSON. Whoever asks for `members` or `elements` must take each value before the next."""

    def __init__(self, stream: BinaryIO, source: str, largest: int) -> None:
        """Begin at the start of `stream`; values of more than `largest` bytes are passed over."""
        self._stream = stream
        self._source = source
        self._largest = largest
        self._buffer = b""
        self._at = 0
        self._ended = False
        self._fill()
        if self._buffer.startswith(_MARK):
            self._at = len(_MARK)

    def peek(self) -> bytes:
        """The first byte of what comes next, past white space and commas; empty at the end."""
        while True:
            match = _BETWEEN.match(self._buffer, self._at)
            self._at = match.end() if match else self._at
            if self._at < len(self._buffer):
                return self._buffer[self._at : self._at + 1]
            if not self._fill():
                return b""

    def holds_objects(self) -> bool:
        """Whether a list comes next, and its first element is an object."""
        if self.peek() != b"[":
            return False
        while True:
            match = _BETWEEN.match(self._buffer, self._at + 1)
            end = match.end() if match else self._at + 1
            if end < len(self._buffer) or not self._fill():
                return self._buffer[end : end + 1] == b"{"

    def value(self) -> bytes | None:
        """The next value's own bytes; None where it is too large.

        Raises:
            BadDocument: the bytes end inside of it.
        """
        first = self.peek()
        if first in (b"{", b"[", b'"') and first:
            return self._bracketed()
        return self._scalar()

    def elements(self) -> Iterator[None]:
        """Stand before each element of a list in turn.

        Raises:
            BadDocument: no list, or the bytes end inside of it.
        """
        self._open(b"[")
        while (first := self.peek()) != b"]":
            if not first:
                raise self._cut()
            yield
        self._at += 1

    def members(self) -> Iterator[str]:
        """Names of an object's members; the walk stands before each one's value in turn.

        Raises:
            BadDocument: no object, or the bytes end inside of it.
        """
        self._open(b"{")
        while (first := self.peek()) != b"}":
            if not first:
                raise self._cut()
            name = self._name()
            if self.peek() == b":":
                self._at += 1
            yield name
        self._at += 1

    def _open(self, bracket: bytes) -> None:
        if self.peek() != bracket:
            raise BadDocument(self._source, f"is broken JSON: {bracket.decode()!r} is missing")
        self._at += 1

    def _name(self) -> str:
        raw = self.value() or b""
        try:
            return str(msgspec.json.decode(raw, type=str))
        except (msgspec.DecodeError, UnicodeDecodeError):
            return raw.decode("utf-8", "replace").strip('"')

    def _scalar(self) -> bytes:
        while True:
            match = _SCALAR.match(self._buffer, self._at)
            end = match.end() if match else self._at
            if end < len(self._buffer) or not self._fill():
                break
        end = max(end, min(self._at + 1, len(self._buffer)))  # a bracket that closes nothing is passed over
        raw, self._at = self._buffer[self._at : end], end
        return raw

    def _bracketed(self) -> bytes | None:
        """Bytes up to where the brackets that opened are closed again, or the string ends."""
        scan, open_, over = self._at, [], False
        while True:
            match = _TOKEN.search(self._buffer, scan)
            if match is None or (match.group(1) == b"" and match.group().startswith(b'"')):
                scan = len(self._buffer) if match is None else match.start()
                if len(self._buffer) - self._at > self._largest:
                    over, self._buffer, scan, self._at = True, self._rest(match), 0, 0
                moved = self._at
                if not self._fill():
                    raise self._cut()
                scan -= moved - self._at
                continue
            stray = match.group(1) == b"\n"
            scan = match.start() + 1 if stray else match.end()
            token = match.group()
            if token in (b"{", b"["):
                open_.append(token)
            elif token in _OPENERS and _OPENERS[token] in open_:
                while open_.pop() != _OPENERS[token]:
                    continue
            if not open_:
                break
        raw, self._at = self._buffer[self._at : scan], scan
        return None if over or len(raw) > self._largest else raw

    def _rest(self, match: re.Match[bytes] | None) -> bytes:
        """The buffer without what was looked at; of a string that goes on its opening mark is kept."""
        return b"" if match is None else b'"' + self._buffer[match.end() :]

    def _fill(self) -> bool:
        """Read on; what was passed is let go."""
        if self._ended:
            return False
        chunk = self._stream.read(_CHUNK)
        self._ended = not chunk
        if chunk:
            self._buffer = self._buffer[self._at :] + chunk
            self._at = 0
        return bool(chunk)

    def _cut(self) -> BadDocument:
        return BadDocument(self._source, "ends in the middle: what follows is missing")
