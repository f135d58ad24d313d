"""The subject of a reporting verb in its own clause: behind it, or before it."""

from __future__ import annotations

from musnad.statements.cues import CueHit
from musnad.statements.layout import COMMAS, COMPLEMENTIZERS, MARKS, RELATIVE, Layout
from musnad.statements.phrases import Phrase, head, is_time, phrase_from

_LONGEST_NP = 28
_LOOK_BACK = 40


def subject_after(layout: Layout, hit: CueHit, mark: int) -> Phrase | None:
    """The subject between a verb and what introduces its content; None where the verb has no other than its own."""
    at = _skip(layout, hit.stop, mark)
    if at >= mark:
        return None
    key = layout.keys[at]
    if layout.among(at, "opening"):
        behind = _behind_adverbial(layout, at, mark)
        return phrase_from(layout, behind, mark) if behind is not None else None
    if (
        layout.among(at, "preposition")
        or key in RELATIVE
        or key in COMPLEMENTIZERS
        or (at in layout.opens and _long(layout, at))
    ):
        return None
    behind = _behind_addressee(layout, at)
    if behind is not None:
        start = _skip(layout, behind, mark)
        return phrase_from(layout, start, mark) if start < mark and not layout.among(start, "preposition") else None
    return phrase_from(layout, at, mark)


def _behind_addressee(layout: Layout, at: int) -> int | None:
    """The token behind those spoken to (للصحفيين، لوكالة …), if they begin at token `at`."""
    key, place = layout.keys[at], layout.at[at]
    if not key.startswith("ل"):
        return None
    if place is not None and place.first == at:
        return place.stop if place.mention.kind != "PER" else None
    following = layout.at[at + 1] if at + 1 < layout.size else None
    if layout.among(at, "addressed"):
        return following.stop if following is not None else at + 2
    return at + 1 if key.startswith("لل") and len(key) > 4 else None


def _long(layout: Layout, at: int) -> bool:
    quotation = layout.opens[at]
    return quotation.stop - quotation.first > 5


def _skip(layout: Layout, at: int, stop: int) -> int:
    while at < stop and (is_time(layout, at) or layout.keys[at] in COMMAS or layout.among(at, "pronoun")):
        at += 1
    return at


def _behind_adverbial(layout: Layout, at: int, stop: int) -> int | None:
    """Where a subject may begin behind an adverbial that opens at `at`: after its comma, at a name or title."""
    for token in range(at + 1, stop):
        if layout.keys[token] in COMMAS:
            behind = _skip(layout, token, stop)
            if behind >= stop or layout.among(behind, "opening"):
                return _behind_adverbial(layout, behind, stop) if behind < stop else None
            return behind if layout.places_from(behind, min(stop, behind + 8)) else None
    return None


def subject_before(layout: Layout, hit: CueHit) -> Phrase | None:
    """The subject that stands before its verb: after كان or لكن, before a relative pronoun, or at the clause's head."""
    first, _ = layout.sentence(hit.token)
    at = hit.token - 1
    while at >= first and (is_time(layout, at) or layout.keys[at] in ("قد", "كان", "كانت", "لا", "لم")):
        if layout.keys[at] in ("كان", "كانت") and at == hit.token - 1:
            return None
        at -= 1
    if at < first:
        return None
    key = layout.keys[at]
    if key in RELATIVE:
        return _ending_at(layout, at - 1 if layout.keys[at - 1] not in COMMAS else at - 2, first)
    if key in COMMAS or key in ')»”"':
        return _clause_head(layout, at, first)
    if key in MARKS or layout.among(at, "preposition"):
        return None
    return _ending_at(layout, at, first)


def _ending_at(layout: Layout, last: int, first: int) -> Phrase | None:
    """The noun phrase whose last word is token `last`."""
    if last < first:
        return None
    begin = last
    for token in range(last, max(first, last - _LONGEST_NP) - 1, -1):
        place = layout.at[token]
        if place is None and (layout.keys[token] in MARKS or layout.keys[token] in COMPLEMENTIZERS
                              or layout.among(token, "preposition") or layout.among(token, "conjunction")
                              or is_time(layout, token)):  # fmt: skip
            break
        begin = token
    if begin - 2 > first and layout.keys[begin - 1] in ("في", "من") and last - begin < 6:
        wider = _ending_at(layout, begin - 2, first)
        if wider is not None and wider.place is not None and wider.place.mention.kind in ("PER", "GROUP"):
            return wider
    first, stop = layout.trimmed(begin, last + 1)
    if first >= stop:
        return None
    place = head(layout, first, stop)
    if place is None:
        inner = [p for p in layout.places_in(first, stop) if p.stop == stop]
        place = inner[0] if inner else None
    return Phrase(first, stop, place) if place is not None else None


def _clause_head(layout: Layout, at: int, first: int) -> Phrase | None:
    """The subject at the head of the sentence, where commas close a relative clause between it and the verb."""
    start = first
    while start < at and (layout.keys[start] in MARKS or layout.among(start, "conjunction") or is_time(layout, start)):
        start += 1
    if at - start > _LOOK_BACK or start >= at or layout.among(start, "preposition"):
        return None
    phrase = phrase_from(layout, start, at)
    return phrase if phrase is not None and phrase.place is not None else None
