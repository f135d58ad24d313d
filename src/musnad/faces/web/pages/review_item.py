"""One item of a reading as the review page shows it: how it is named, and which words are which part of it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

import msgspec
from msgspec import Struct

from musnad.records import Deadline, DoubtKind, Event, Layer, Mention, Reading, Statement
from musnad.review.doubts import OF_MERGES
from musnad.review.items import Item, Record, first_span, key_of, records
from musnad.spans import Span

_LETTERS: dict[str, Layer] = {
    "v": "event", "s": "statement", "m": "mention", "t": "time", "d": "deadline", "b": "damage",
}  # fmt: skip
OF_KIND: dict[DoubtKind, Layer] = {
    "event": "event", "statement": "statement", "name": "mention", "deadline": "deadline", "damage": "damage",
}  # fmt: skip
"""Layer of what a doubt is about; doubts of the other kinds are about two things that may be one."""
PAIRS: frozenset[DoubtKind] = frozenset(OF_MERGES)
_KEY = re.compile(r"([vsmtdb])([0-9]{1,6})")


class Part(Struct, frozen=True):
    """Words `[start, end)` that are a part of the item: `own` what it is told by, content, actor, recipient …"""

    start: int
    end: int
    role: str


class Found(Struct, frozen=True):
    """An item of a reading, with its name."""

    item: Item
    record: Record

    @property
    def span(self) -> Span:
        """The words that it is told by."""
        return first_span(self.record)


def find(reading: Reading, key: str, layer: Layer | None = None) -> Found | None:
    """The item of a key of the article's page (v3, s2; m4, t2, d1, b1 count from 1), or of `start-end` and a layer."""
    if match := _KEY.fullmatch(key):
        layer = _LETTERS[match.group(1)]
        listed, number = records(reading, layer), int(match.group(2))
        if layer in ("event", "statement"):
            return next((Found(Item(layer, key), one) for one in listed if key_of(one) == key), None)
        if 0 < number <= len(listed):
            return Found(Item(layer, key_of(listed[number - 1])), listed[number - 1])
        return None
    layers = (layer,) if layer else tuple(_LETTERS.values())
    return next((Found(Item(one, key), r) for one in layers for r in records(reading, one) if key_of(r) == key), None)


def page_key(reading: Reading, item: Item) -> str:
    """Id of an item on the article's page; empty where the reading does not hold it."""
    if item.layer in ("event", "statement"):
        return item.key
    letter = next(letter for letter, layer in _LETTERS.items() if layer == item.layer)
    keys = [key_of(one) for one in records(reading, item.layer)]
    return f"{letter}{keys.index(item.key) + 1}" if item.key in keys else ""


def seal(record: Record) -> str:
    """A short digest of a record: it tells whether somebody changed it since it was shown."""
    return hashlib.blake2b(msgspec.json.encode(record), digest_size=8).hexdigest()


def parts(reading: Reading, record: Record) -> Iterator[Part]:
    """Which words of the text are which part of an item."""
    own = first_span(record)
    yield Part(own.start, own.end, "own")
    roles: dict[str, str] = {}
    if isinstance(record, Event):
        roles = {record.place or "": "place", **dict.fromkeys(record.recipients, "recipient")}
        roles |= dict.fromkeys(record.actors, "actor")
        yield from (Part(span.start, span.end, "number") for span in record.casualty_spans)
    elif isinstance(record, Statement):
        roles = {record.speaker or "": "speaker"}
        yield from (Part(span.start, span.end, "content") for span in record.content)
        yield from _some((record.speaker_span, "speaker"), (record.medium_span, "medium"))
    elif isinstance(record, Deadline):
        roles = {record.addressee or "": "recipient", record.by or "": "actor"}
        yield from _some((record.demand, "content"), (record.evidence, "medium"))
    elif isinstance(record, Mention):
        roles = {record.entity: "same"}
    for mention in reading.mentions:
        if mention.entity in roles:
            yield Part(mention.span.start, mention.span.end, roles[mention.entity])


def _some(*told: tuple[Span | None, str]) -> Iterator[Part]:
    yield from (Part(span.start, span.end, role) for span, role in told if span)
