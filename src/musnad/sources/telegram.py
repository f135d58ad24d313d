"""Telegram as people keep it: the export of Telegram Desktop (`result.json`) and saved pages of `https://t.me/s/…`.

Each message is a page of its own, its bytes as they lie in the file. Messages that say that somebody joined, and
pictures and films without a word, are no reports: they are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
from msgspec import Struct

from musnad.errors import SourceEmpty
from musnad.records import Page
from musnad.sources.base import Failed
from musnad.sources.delivered import Context, Delivered, page
from musnad.sources.jsonwalk import JsonWalk

Items = Iterator[Page | Failed]
_CHAT = re.compile(
    rb'"type"\s*:\s*"(?:saved_messages|(?:personal|bot|private|public)_(?:chat|channel|group|supergroup))"'
)
_MESSAGES = re.compile(rb'"messages"\s*:\s*\[')
_FULL = re.compile(rb'"chats"\s*:\s*\{\s*"about"|"about"\s*:\s*"Here is the data you requested')
_WRAP = re.compile(rb'<div[^<>]{0,80}\bclass="tgme_widget_message_wrap\b')
_WIDGET = re.compile(rb'<div[^<>]{0,80}\bclass="tgme_widget_message(?=[ "])')
_POST = re.compile(rb'\bdata-post="([\w.-]{1,80}/\d{1,15})"')
_TITLE = re.compile(rb'<meta property="og:title" content="([^"]{1,300})"')
_TEXT = b"tgme_widget_message_text"
_SERVICE = re.compile(rb'class="[^"]*\bservice_message\b')
_KEPT_OF_BROKEN = 20_000


class _Piece(Struct):
    """A part of a text that is a link, a name …"""

    text: str = ""


class _Message(Struct):
    """What has to be known of a message to pass it over or not."""

    id: int | str | None = None
    type: str = "message"
    text: str | list[str | _Piece] = ""

    @property
    def speaks(self) -> bool:
        """Whether it has words."""
        pieces = [self.text] if isinstance(self.text, str) else [p if isinstance(p, str) else p.text for p in self.text]
        return any(piece.strip() for piece in pieces)


_messages = msgspec.json.Decoder(_Message)


def sniff_export(head: bytes) -> bool:
    """Whether it is a `result.json`."""
    return bool(_FULL.search(head) or (_CHAT.search(head) and _MESSAGES.search(head)))


def sniff_page(head: bytes) -> bool:
    """Whether it is a saved page of a channel."""
    return bool(_WIDGET.search(head) or _WRAP.search(head) or b'class="tgme_channel_info' in head)


def read_export(item: Delivered) -> Items:
    """Messages of a chat, or of all chats of a full export; streamed."""
    walk = JsonWalk(item.stream, item.name, item.bounds.item)
    yield from _chat(item.name, walk, whole=True)


def _chat(name: str, walk: JsonWalk, *, whole: bool) -> Items:
    """The messages of a chat object; of all chats inside of it where the object is a whole export."""
    known: dict[str, str] = {}
    for member in walk.members():
        first = walk.peek()
        if member == "messages" and first == b"[":
            context = tuple(known.items())
            place = name if whole or not known.get("id") else f"{name}#{known['id']}"
            for _ in walk.elements():
                yield from _taken(place, walk.value(), context, "#" if whole else "/")
        elif member in ("chats", "left_chats") and whole and first == b"{":
            yield from _chats(name, walk)
        elif (raw := walk.value()) is not None and member in ("name", "type", "id"):
            known["channel" if member == "name" else member] = _scalar(raw)


def _chats(name: str, walk: JsonWalk) -> Items:
    for member in walk.members():
        if member != "list" or walk.peek() != b"[":
            walk.value()
            continue
        for _ in walk.elements():
            if walk.peek() == b"{":
                yield from _chat(name, walk, whole=False)
            else:
                walk.value()


def _taken(place: str, raw: bytes | None, context: Context, parting: str) -> Items:
    if raw is None:
        yield Failed(source=place, reason="too-large", message="holds a message that is too large to be one")
        return
    try:
        message = _messages.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as problem:
        line = f"holds a broken message ({str(problem)[:100]})"
        yield Failed(source=place, reason="broken", message=line, body=raw[:_KEPT_OF_BROKEN])
        return
    if message.type == "message" and message.speaks:
        yield page(f"{place}{parting}{message.id}", raw, "telegram", context)


def _scalar(raw: bytes) -> str:
    try:
        value = msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return ""
    return str(value) if isinstance(value, str | int) else ""


def read_page(item: Delivered) -> Items:
    """Messages of a saved page of a channel, each with its own stretch of the page.

    Raises:
        SourceEmpty: a page of Telegram's without messages.
        SourceTooLarge: more than is read at once.
    """
    body = item.whole()
    starts = [m.start() for m in _WRAP.finditer(body)] or [m.start() for m in _WIDGET.finditer(body)]
    if not starts:
        raise SourceEmpty(item.name, "is a page of Telegram's without messages")
    close = body.find(b"</section>", starts[-1])
    ends = [*starts[1:], close if close > 0 else len(body)]
    title = _TITLE.search(body)
    context = (("channel", title[1].decode("utf-8", "replace")),) if title else ()
    for at, (start, end) in enumerate(zip(starts, ends, strict=True)):
        piece = body[start:end].rstrip()
        if _TEXT not in piece or _SERVICE.search(piece):
            continue
        post = _POST.search(piece)
        yield page(f"{item.name}#{post[1].decode() if post else at}", piece, "telegram", context)
