"""Archives of articles as JSON: one document, a list of records, an object with one list, or a record a line."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from typing import BinaryIO

import msgspec

from musnad.errors import BadDocument, SourceEmpty
from musnad.records import Page
from musnad.sources.base import Failed
from musnad.sources.delivered import Delivered, page
from musnad.sources.jsonwalk import JsonWalk
from musnad.sources.mapping import FieldMapping, complete

Items = Iterator[Page | Failed]
_DOCUMENT = frozenset(["doc", "text", "title", "outlet", "published", "url"])
"""Fields of a document of Musnad's own, whose text is taken verbatim."""
_LISTS = (
    "articles",
    "items",
    "data",
    "results",
    "records",
    "documents",
    "docs",
    "news",
    "posts",
    "entries",
    "response",
)
_KEPT_OF_BROKEN = 20_000
_EXCERPT = 4


def sniff_lines(head: bytes, name: str) -> bool:
    """Whether it is JSON Lines: by its name, or by a whole object among its first lines."""
    if name.lower().endswith((".jsonl", ".ndjson", ".jsonlines")):
        return True
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    lines = [line.strip() for line in text.split(b"\n")[:_EXCERPT] if line.strip()]
    objects = [line for line in lines if line.startswith(b"{")]
    return text.startswith(b"{") and len(objects) > 1 and any(isinstance(_decoded(line), dict) for line in objects)


def sniff(head: bytes) -> bool:
    """Whether it may be JSON."""
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[")


def read_lines(item: Delivered, given: FieldMapping) -> Items:
    """One record a line; `Page.source` ends with the number of the line, from 1."""
    largest, number, empty = item.bounds.item, 0, True
    while line := item.stream.readline(largest + 1):
        number += 1
        where = f"{item.name}:{number}"
        if len(line) > largest and not line.endswith(b"\n"):
            _skip_line(item.stream)
            yield _too_large(where, largest)
            continue
        line = line.removeprefix(b"\xef\xbb\xbf").strip() if number == 1 else line.strip()
        if line:
            empty = False
            yield _record(where, line, given)
    if empty:
        raise SourceEmpty(item.name, "is empty")


def read(item: Delivered, given: FieldMapping) -> Items:
    """The records of a JSON file; `Page.source` ends with the record's place in the list, from 0."""
    largest = item.bounds.item
    walk = JsonWalk(item.stream, item.name, largest)
    if walk.peek() == b"[":
        yield from _elements(item.name, walk, given, largest)
        return
    item.stream.seek(0)
    body = item.stream.read(largest + 1)
    if len(body) <= largest:
        fields = _decoded(body)
        if fields is not None and (not isinstance(fields, dict) or _list_of(fields, given) is None):
            yield _document(item.name, body, fields, given)
            return
        wanted = _list_of(fields, given) if fields is not None else None
        walk = JsonWalk(io.BytesIO(body), item.name, largest)
        yield from _listed(item.name, walk, given, largest, wanted)
        return
    item.stream.seek(0)
    yield from _listed(item.name, JsonWalk(item.stream, item.name, largest), given, largest, None)


def _list_of(fields: Mapping[str, object], given: FieldMapping) -> str | None:
    """The name of the list of records that an object holds; None where the object is itself the record."""
    lists = [name for name, value in fields.items() if isinstance(value, list) and value and isinstance(value[0], dict)]
    mapping = complete(given, fields)
    text = fields.get(mapping.text or "")
    if not lists or (isinstance(text, str) and text.strip()):
        return None
    return next((name for name in _LISTS if name in lists), max(lists, key=lambda name: len(_sized(fields[name]))))


def _sized(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _listed(name: str, walk: JsonWalk, given: FieldMapping, largest: int, wanted: str | None) -> Items:
    """Records of the wanted list of an object; of its first list of objects where none is wanted."""
    found = False
    for member in walk.members():
        if not (member == wanted if wanted else walk.holds_objects() and not found):
            walk.value()
            continue
        found = True
        yield from _elements(name, walk, given, largest)
    if not found:
        raise BadDocument(name, "is an object without a list of records; use --map to say which field is the text")


def _elements(name: str, walk: JsonWalk, given: FieldMapping, largest: int) -> Items:
    at = 0
    for _ in walk.elements():
        raw = walk.value()
        where = f"{name}#{at}"
        at += 1
        yield _too_large(where, largest) if raw is None else _record(where, raw, given)
    if not at:
        raise SourceEmpty(name, "is an empty list")


def _record(where: str, raw: bytes, given: FieldMapping) -> Page | Failed:
    """One record; its bytes are kept as they are, and the mapping with them."""
    fields = _decoded(raw)
    if not isinstance(fields, dict):
        what = "is broken JSON" if fields is None else "is no record: an object is needed"
        return Failed(source=where, reason="broken", message=what, body=raw[:_KEPT_OF_BROKEN])
    mapping = complete(given, fields)
    if not mapping.text:
        names = ", ".join(map(str, list(fields)[:12]))
        message = f"has no field that is known to be the text; name it with --map text=FIELD (fields: {names})"
        return Failed(source=where, reason="unknown-form", message=message, body=raw[:_KEPT_OF_BROKEN])
    return page(where, raw, "record", mapping.context())


def _document(name: str, body: bytes, fields: object, given: FieldMapping) -> Page | Failed:
    """A file that is one document: of Musnad's own form, or a record."""
    own = isinstance(fields, dict) and isinstance(fields.get("text"), str) and set(fields) <= _DOCUMENT
    if own and given == FieldMapping():
        return page(name, body, "json")
    return _record(name, body, given)


def _decoded(raw: bytes) -> object:
    """The value; None for broken JSON. Bytes that are not UTF-8 are no fault yet: the reader tells their encoding."""
    try:
        return msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        pass
    try:
        return json.loads(raw.decode("latin-1"), strict=False)
    except (ValueError, RecursionError):
        return None


def _skip_line(stream: BinaryIO) -> None:
    while (rest := stream.readline(1 << 20)) and not rest.endswith(b"\n"):
        continue


def _too_large(where: str, largest: int) -> Failed:
    return Failed(source=where, reason="too-large", message=f"is larger than {largest / 1e6:.0f} MB")
