"""What a person sent by the form of a review page, turned into the edit that it stands for."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal, get_args

import msgspec
from fastapi import Depends, Request
from msgspec import UNSET, Struct

from musnad.errors import ReviewError
from musnad.faces.web.pages.review_inputs import Input
from musnad.faces.web.problems import Refusal
from musnad.records import LAYERS, Layer
from musnad.review.edits import (
    DamageEdit,
    DeadlineEdit,
    Edit,
    EventEdit,
    KnownEntity,
    MentionEdit,
    NewEntity,
    StatementEdit,
    TimeEdit,
    Who,
)
from musnad.store.base import Store

PATIENCE = 30.0
"""Seconds for a form to arrive."""
LARGEST = 200_000
"""Bytes of a form."""
Act = Literal["accept", "remove", "change", "add", "same", "differ", "dismiss"]
ACTS: tuple[Act, ...] = get_args(Act)
EDITS: Mapping[Layer, type[Edit]] = {
    "mention": MentionEdit, "time": TimeEdit, "statement": StatementEdit, "event": EventEdit,
    "deadline": DeadlineEdit, "damage": DamageEdit,
}  # fmt: skip
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


class Sent(Struct, frozen=True):
    """A form as it came: every name with all its values, without spaces around them."""

    values: Mapping[str, tuple[str, ...]]

    def one(self, name: str) -> str:
        """The value of a name; empty where it was not sent."""
        return self.values.get(name, ("",))[0]

    @property
    def act(self) -> Act:
        """What was asked for. Raises: Refusal."""
        asked = self.one("act")
        found = next((act for act in ACTS if act == asked), None)
        if found is None:
            raise Refusal("not-valid", f"act: {asked[:40]!r}")
        return found

    @property
    def layer(self) -> Layer | None:
        """The layer that it is about; None where it names none."""
        return next((layer for layer in LAYERS if layer == self.one("layer")), None)


async def sent(request: Request) -> Sent:
    """The form of a request. Raises: Refusal."""
    length = request.headers.get("content-length", "")
    if not length.isascii() or not length.isdigit() or int(length) > LARGEST:
        raise Refusal("too-large", f"at most {LARGEST} bytes are taken")
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise Refusal("unknown-form", "a form is needed")
    try:
        form = await asyncio.wait_for(request.form(), PATIENCE)
    except TimeoutError as problem:
        raise Refusal("not-there-in-time") from problem
    found: dict[str, tuple[str, ...]] = {}
    for name, value in form.multi_items():
        if isinstance(value, str):
            found[name] = (*found.get(name, ()), value.replace("\0", "").replace("\r\n", "\n").strip())
    return Sent(found)


Form = Annotated[Sent, Depends(sent)]


def edit_of(layer: Layer, inputs: Sequence[Input], given: Sent, text: str, store: Store) -> Edit:
    """What differs between the fields as they were shown and as they were sent.

    Raises:
        ReviewError: words that the text does not hold, or a number that is none.
    """
    said: dict[str, Any] = {}
    content: list[tuple[int, int]] = []
    for one in inputs:
        value = _value(one, given, text)
        if one.name.startswith("content-"):
            content += [value] if value is not None else []
        elif one.name == "other_entity":
            said |= {"entity": _other(store, str(value), given.one("kind"))} if value else {}
        elif value != _shown(one):
            said[one.name] = value
    if layer == "statement":
        shown = [(one.span.start, one.span.end) for one in inputs if one.name.startswith("content-") and one.span]
        said |= {"content": tuple(content)} if content != shown else {}
    return EDITS[layer](**{name: value for name, value in said.items() if value is not UNSET})


def _shown(one: Input) -> Any:
    """The value that a field had when it was shown."""
    if one.kind == "span":
        return (one.span.start, one.span.end) if one.span else None
    if one.kind == "many":
        return one.chosen
    if one.kind == "number":
        return int(one.value) if one.value else None
    return bool(one.value) if one.kind == "check" else one.value or None


def _value(one: Input, given: Sent, text: str) -> Any:
    """The value that was sent for a field. Raises: ReviewError."""
    raw = given.one(one.name)
    if one.kind == "span":
        return _bounds(raw, given.one(f"{one.name}-at"), text) if raw else None
    if one.kind == "many":
        chosen = [value for value in given.values.get(one.name, ()) if value]
        kept = [value for value in one.chosen if value in chosen]
        return tuple(dict.fromkeys((*kept, *chosen)))
    if one.kind == "number":
        number = raw.translate(_DIGITS)
        if number and not (number.isascii() and number.isdigit() and len(number) < 10):
            raise ReviewError(f"{one.name}: {raw!r} is no number")
        return int(number) if number else None
    return bool(raw) if one.kind == "check" else raw or None


def _bounds(words: str, at: str, text: str) -> tuple[int, int]:
    """Where words stand: as the page's script told, or the place nearest to it. Raises: ReviewError."""
    start, _, end = at.partition("-")
    known = start.isascii() and start.isdigit() and end.isascii() and end.isdigit() and len(at) < 20
    if known and " ".join(text[int(start) : int(end)].split()) == " ".join(words.split()):
        return int(start), int(end)
    near = int(start) if known else 0
    places = []
    place = text.find(words)
    while place >= 0:
        places.append(place)
        place = text.find(words, place + 1)
    if not places:
        raise ReviewError(f"«{words[:80]}»: these words do not stand in the text")
    best = min(places, key=lambda one: abs(one - near))
    return best, best + len(words)


def _other(store: Store, name: str, kind: str) -> Who:
    """An entity that the store knows by a name; else a new one of this name."""
    known = next((one for one in store.named(name, limit=5) if not kind or one.kind == kind), None)
    if known is None:
        try:
            return msgspec.convert({"name": name, "kind": kind}, NewEntity)
        except msgspec.ValidationError as problem:
            raise ReviewError(f"kind: {problem}") from problem
    seen = store.entity(known.id)
    return KnownEntity(entity=known, place=seen.place if seen else None)
