"""Statuses as the API of Mastodon and Truth Social gives them: a list of them, or one; saved as JSON or JSON Lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
from msgspec import Struct

from musnad.records import Page
from musnad.sources.base import Failed
from musnad.sources.delivered import Delivered, page
from musnad.sources.jsonwalk import JsonWalk

_ACCOUNT = re.compile(rb'"account"\s*:\s*\{')
_NAME = re.compile(rb'"acct"\s*:\s*"')
_CONTENT = re.compile(rb'"content"\s*:\s*"')
_TELLING = re.compile(rb'"(?:reblog|reblogs_count|spoiler_text|in_reply_to_id|favourites_count)"\s*:')
_LISTS = ("statuses", "data", "items", "posts")
"""Members of an object that hold statuses: answers of a search, and what programs that collect statuses write."""
_KEPT_OF_BROKEN = 20_000


class _Status(Struct):
    """What has to be known of a status to pass it over or not."""

    id: str | int | None = None
    content: str | None = None
    spoiler_text: str | None = None
    reblog: msgspec.Raw = msgspec.Raw(b"null")

    @property
    def speaks(self) -> bool:
        """Whether it has words; those of a boost are in what it boosts."""
        return bool((self.content or "").strip() or (self.spoiler_text or "").strip() or self.boosts)

    @property
    def boosts(self) -> bool:
        """Whether it hands on another status."""
        return bytes(self.reblog) != b"null"


_statuses = msgspec.json.Decoder(_Status)


def sniff(head: bytes) -> bool:
    """Whether it holds statuses."""
    return all(pattern.search(head) for pattern in (_ACCOUNT, _NAME, _CONTENT, _TELLING))


def read(item: Delivered) -> Iterator[Page | Failed]:
    """The statuses in order, streamed; pictures without a word are passed over."""
    walk = JsonWalk(item.stream, item.name, item.bounds.item)
    at = 0
    while first := walk.peek():  # JSON Lines have one after another
        if first == b"[":
            for _ in walk.elements():
                yield from _taken(item.name, at, walk.value())
                at += 1
        else:
            for raw in _objects(walk):
                yield from _taken(item.name, at, raw)
                at += 1


def _objects(walk: JsonWalk) -> Iterator[bytes | None]:
    """The status that an object is, or those in the list that it holds."""
    raw = walk.value()
    try:
        members = msgspec.json.decode(raw or b"", type=dict[str, msgspec.Raw])
    except (msgspec.DecodeError, UnicodeDecodeError):
        yield raw
        return
    name = next((name for name in _LISTS if bytes(members.get(name, b"")).startswith(b"[")), None)
    if name is None or "account" in members:
        yield raw
        return
    yield from map(bytes, msgspec.json.decode(members[name], type=list[msgspec.Raw]))


def _taken(name: str, at: int, raw: bytes | None) -> Iterator[Page | Failed]:
    if raw is None:
        yield Failed(source=f"{name}#{at}", reason="too-large", message="is too large to be a status")
        return
    try:
        status = _statuses.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as problem:
        line = f"is a broken status ({str(problem)[:100]})"
        yield Failed(source=f"{name}#{at}", reason="broken", message=line, body=raw[:_KEPT_OF_BROKEN])
        return
    if status.speaks:
        yield page(f"{name}#{at if status.id is None else status.id}", raw, "mastodon")
