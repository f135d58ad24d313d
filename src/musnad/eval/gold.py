"""Gold annotations: documents and their token spans, read as stand-off form with character spans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from musnad.errors import GoldError
from musnad.standoff import Standoff

TOKEN = re.compile(r"\d+(?:[.,:/٫٬]\d+)*|[\w\u0610-\u061a\u0640\u064b-\u065f\u0670]+|[^\w\s]")
_ENDS = frozenset(".!?؟…")
_LISTS = ("entities", "statements", "events", "times", "deadlines", "damage")


class Document(Struct, frozen=True):
    """A document as the gold folders and `musnad annotate` take it."""

    text: str
    doc: str = ""
    published: str | None = None
    outlet: str | None = None
    title: str | None = None


class GoldDocument(Struct, frozen=True):
    """A document with its annotation; `bounds` are the scorer's tokens, `sentence` the sentence of each."""

    name: str
    document: Document
    annotation: Standoff
    bounds: tuple[tuple[int, int], ...]
    sentence: tuple[int, ...]


def token_bounds(text: str) -> tuple[tuple[int, int], ...]:
    """Character bounds `[start, end)` of the tokens that scores count."""
    return tuple(m.span() for m in TOKEN.finditer(text))


def sentence_numbers(text: str, bounds: tuple[tuple[int, int], ...]) -> tuple[int, ...]:
    """Sentence number of every token: a new one after . ! ? ؟ … and at each line break."""
    numbers, current, last = [], 0, 0
    for start, end in bounds:
        current += "\n" in text[last:start]
        numbers.append(current)
        current += text[start:end] in _ENDS
        last = end
    return tuple(numbers)


def _to_characters(raw: dict[str, Any], bounds: tuple[tuple[int, int], ...]) -> dict[str, Any]:
    """Replace every token span [first, last], both included, by its characters [start, end)."""

    def chars(span: list[int] | None) -> list[int] | None:
        return [bounds[span[0]][0], bounds[span[1]][1]] if span else None

    out: dict[str, Any] = {"doc": raw.get("doc", "")}
    for layer in _LISTS:
        out[layer] = [dict(item) for item in raw.get(layer, [])]
        for item in out[layer]:
            for key in ("span", "trigger", "cue", "speaker_span"):
                if key in item:
                    item[key] = chars(item[key])
            for key in ("mentions", "content"):
                if key in item:
                    item[key] = [chars(s) for s in item[key]]
    return out


def read_document(path: Path) -> Document:
    """A `*.doc.json` file.

    Raises:
        GoldError: missing or not such a document.
    """
    try:
        return msgspec.json.decode(path.read_bytes(), type=Document)
    except (OSError, msgspec.DecodeError) as problem:
        raise GoldError(f"{path}: {problem}") from problem


def read_gold(folder: Path) -> Iterator[GoldDocument]:
    """Every annotated document below `folder`, by name.

    Raises:
        GoldError: no annotations there, or one does not fit its document.
    """
    files = sorted(folder.rglob("*.ann.json"))
    if not files:
        raise GoldError(f"{folder}: no *.ann.json files")
    for path in files:
        name = str(path.relative_to(folder))[: -len(".ann.json")]
        document = read_document(path.with_name(path.name.replace(".ann.json", ".doc.json")))
        bounds = token_bounds(document.text)
        try:
            raw = _to_characters(msgspec.json.decode(path.read_bytes()), bounds)
            annotation = msgspec.convert(raw, Standoff)
        except (msgspec.DecodeError, IndexError, TypeError) as problem:
            raise GoldError(f"{path}: {problem}") from problem
        yield GoldDocument(name, document, annotation, bounds, sentence_numbers(document.text, bounds))
