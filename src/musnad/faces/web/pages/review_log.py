"""`/review/log`: every word of a person in one order of time: who, when, what, before and after, and taking it back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any
from urllib.parse import urlencode

import msgspec
from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from msgspec import Struct

from musnad.faces.naming import Naming
from musnad.faces.web.addresses import actor_address, fact_address
from musnad.faces.web.audit import Who
from musnad.faces.web.laid import naming, wording
from musnad.faces.web.pages.desk import Kept, Pages
from musnad.faces.web.preferences import Language
from musnad.faces.web.render import preferences
from musnad.records import Correction, Decision, Entity, Layer
from musnad.store.base import Store
from musnad.store.entries import Held

router = APIRouter(include_in_schema=False)
SCREEN = 30
LABELS: Mapping[str, str] = {
    "trigger": "review-trigger", "cue": "cue", "span": "words", "type": "review-type", "mode": "review-mode",
    "status": "status", "actors": "actor", "recipients": "recipient", "place": "place", "date": "date",
    "killed": "killed", "injured": "injured", "attributed_to": "according-to", "content": "content",
    "speaker": "speaker", "speaker_span": "review-speaker-words", "medium": "medium", "polarity": "review-polarity",
    "anonymous": "anonymous", "via": "via", "kind": "kind", "form": "review-form", "entity": "review-who",
    "repair": "meant", "intended": "meant", "value": "review-value", "by": "by", "for": "for", "demand": "demand",
    "due": "due", "state": "state", "evidence": "evidence", "consequence": "consequence",
}  # fmt: skip
"""Fields of items that a person can say otherwise, with the key of their name."""
_ENTITIES = frozenset({"actors", "recipients", "place", "speaker", "via", "entity", "by", "for"})
_CODES: Mapping[str, str] = {
    "type": "", "status": "", "state": "", "consequence": "", "form": "review-form:",
}  # fmt: skip
Entry = Correction | Decision
Text = Annotated[str, Query(max_length=200)]


class Change(Struct, frozen=True):
    """One field that was said otherwise; None where the whole item was not there."""

    label: str
    before: str | None
    after: str | None


class Line(Struct, frozen=True, kw_only=True):
    """One line of the log."""

    id: str
    at: str
    by: str
    act: str
    comment: str
    layer: str = ""
    held: Held | None = None
    other: Held | None = None
    words: str = ""
    key: str = ""
    two: tuple[tuple[str, str], ...] = ()
    changes: tuple[Change, ...] = ()
    undone: bool = False
    undoing: bool = False


class Done(Struct, frozen=True):
    """What was done last, for the notice above the next page; `id` is what an undoing would take back."""

    act: str
    label: str
    words: str
    id: str
    back: str = ""


@router.get("/review/log")
def log(
    request: Request, store: Kept, pages: Pages, who: Who, person: Text = "", article: Text = "", after: Text = "",
    done: Text = "",
) -> Response:  # fmt: skip
    """The log, the latest first."""
    whole = whole_log(store)
    undone = taken_back(whole)
    fit = [one for one in whole if (not person or one.by == person) and (not article or article in articles_of(one))]
    last = tuple(after.split("|", 1)) if "|" in after else None
    rest = [one for one in fit if last is None or (one.at, one.id) < last]
    lang = preferences(request).lang
    lines = Lines(store, naming(request), lang, rest[:SCREEN])
    kept = {key: value for key, value in (("person", person), ("article", article)) if value}
    end = rest[SCREEN - 1] if len(rest) > SCREEN else None
    return pages.page(
        request, "review_log.html.j2", lines=[lines.line(one, one.id in undone) for one in rest[:SCREEN]],
        counts=store.doubt_counts(), person_asked=person, article=article,
        held=store.article(article) if article else None,
        persons=sorted({one.by for one in whole}), may=who.may("reviewer"), first=last is None,
        more=f"/review/log?{urlencode({**kept, 'after': f'{end.at}|{end.id}'})}" if end else None,
        start="/review/log" + (f"?{urlencode(kept)}" if kept else ""), done=done_of(store, done),
    )  # fmt: skip


def whole_log(store: Store) -> list[Entry]:
    """Corrections and decisions, the latest first."""
    found: list[Entry] = [*store.corrections(), *store.decisions()]
    return sorted(found, key=lambda one: (one.at, one.id), reverse=True)


def taken_back(entries: Iterable[Entry]) -> set[str]:
    """Ids of what somebody took back."""
    return {one.undoes for one in entries if one.undoes}


def articles_of(entry: Entry) -> set[str]:
    """Ids of the articles that an entry names."""
    if isinstance(entry, Correction):
        return {entry.article}
    return {thing.partition("/")[0] for thing in (entry.one, entry.other) if thing.startswith("article:")}


def done_of(store: Store, id: str, back: str = "") -> Done | None:
    """What an entry did; nothing where there is none of this id."""
    if not id:
        return None
    log: Sequence[Entry] = store.decisions() if id.startswith("decision:") else store.corrections()
    found = next((one for one in log if one.id == id), None)
    if found is None:
        return None
    standing = found.undoes is None and all(one.undoes != id for one in log)
    if isinstance(found, Decision):
        act = "undo" if found.undoes else "same" if found.same else "differ"
        return Done(act, "", "", found.id if standing else "", back)
    told = _item(found.after) or _item(found.before)
    act = "undo" if found.undoes else found.act
    return Done(act, f"review-layer:{found.layer}", _own_words(found.layer, told), found.id if standing else "", back)


class Lines:
    """Makes lines of the log, with the names of what they are about."""

    def __init__(self, store: Store, names: Naming, lang: Language, entries: Sequence[Entry]) -> None:
        self._store, self._names = store, names
        self._tell = wording().ar if lang == "ar" else wording().en
        self._joint = "، " if lang == "ar" else ", "
        self._held = store.held(sorted({id for one in entries for id in articles_of(one)}))
        wanted = {id for one in entries for id in _named_in(one)}
        self._known: dict[str, Entity] = store.entities(sorted(wanted))
        for one in entries:
            if isinstance(one, Correction):
                self._known.update((entity.id, entity) for entity in one.entities if entity.id not in self._known)

    def line(self, entry: Entry, undone: bool) -> Line:
        """One entry as a line."""
        if isinstance(entry, Decision):
            two = [thing.partition("/")[0] for thing in (entry.one, entry.other)]
            one, other = (self._held.get(thing) for thing in two)
            names = tuple(self._linked(thing) for thing in (entry.one, entry.other))
            return Line(
                id=entry.id, at=entry.at, by=entry.by, comment=entry.comment, held=one, other=other, two=names,
                act="undo" if entry.undoes else "same" if entry.same else "differ",
                undone=undone, undoing=entry.undoes is not None, layer=f"review-about:{entry.about}",
            )  # fmt: skip
        before, after = _item(entry.before), _item(entry.after)
        told = after or before
        key = str(told.get("id") or "")
        return Line(
            id=entry.id, at=entry.at, by=entry.by, act="undo" if entry.undoes else entry.act, comment=entry.comment,
            layer=f"review-layer:{entry.layer}", held=self._held.get(entry.article), key=key,
            words=_own_words(entry.layer, told),
            changes=tuple(self._changes(entry.layer, before, after)) if entry.act != "accept" else (),
            undone=undone, undoing=entry.undoes is not None,
        )  # fmt: skip

    def _linked(self, thing: str) -> tuple[str, str]:
        """A thing's name and address; no address where there is none (any more)."""
        if thing in self._known:
            return self._thing(thing), actor_address(thing)
        if fact := self._store.fact(thing):
            quote = next((witness.quote for witness in (*fact.supporting, *fact.denying)), "")
            return f"{self._tell(fact.type)} «{quote[:80]}»", fact_address(fact.id)
        return thing, ""

    def _thing(self, thing: str) -> str:
        entity = self._known.get(thing)
        return self._names.name(entity) if entity else thing

    def _changes(self, layer: Layer, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterable[Change]:
        if before and not after:  # taken out: its words say enough
            return
        for field, label in LABELS.items():
            old, new = before.get(field), after.get(field)
            if old != new and (old or new or before):
                yield Change(label, self._told(layer, field, old) if before else None, self._told(layer, field, new))

    def _told(self, layer: Layer, field: str, value: Any) -> str:
        """A value in words."""
        if value is None or value in ((), [], ""):
            return ""
        if isinstance(value, dict):
            return str(value.get("quote", ""))
        if isinstance(value, list):
            return self._joint.join(self._told(layer, field, one) for one in value)
        if isinstance(value, bool):
            return self._tell("yes" if value else "no")
        if field in _ENTITIES:
            return self._thing(str(value))
        if field == "polarity":
            return self._tell(f"review-polarity:{value}")
        if field == "mode":
            return self._tell(f"mode:{value}" if layer == "event" else str(value))
        if field == "kind" and layer in ("mention", "damage"):
            return self._tell(str(value))
        return self._tell(_CODES[field] + str(value)) if field in _CODES else str(value)


def _item(told: str | None) -> Mapping[str, Any]:
    """An item as the log keeps it."""
    found: Mapping[str, Any] = msgspec.json.decode(told) if told else {}
    return found


def _own_words(layer: str, told: Mapping[str, Any]) -> str:
    span = told.get({"event": "trigger", "statement": "cue"}.get(layer, "span")) or {}
    return str(span.get("quote", ""))


def _named_in(entry: Entry) -> set[str]:
    """Ids of entities that an entry names."""
    if isinstance(entry, Decision):
        return {entry.one, entry.other} if entry.about == "entity" else set()
    found: set[str] = set()
    for told in (_item(entry.before), _item(entry.after)):
        for field in _ENTITIES:
            value = told.get(field)
            found |= set(value) if isinstance(value, list) else {value} if value else set()
    return found
