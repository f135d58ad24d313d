"""Noun phrases: their bounds, and the name that a phrase stands for."""

from __future__ import annotations

from msgspec import Struct

from musnad.statements.layout import COMMAS, COMPLEMENTIZERS, ENDS, FA_AN, MARKS, QUOTE_MARKS, RELATIVE, Layout, Place

_LONGEST_NP = 28


class Phrase(Struct, frozen=True):
    """A noun phrase, tokens `[first, stop)`, and the name in it that it stands for, if any."""

    first: int
    stop: int
    place: Place | None


def is_time(layout: Layout, at: int) -> bool:
    """Whether token `at` tells a time or is an adverb or topic marker: no noun phrase goes on over it."""
    return layout.time[at] is not None or layout.among(at, "adverb") or at in layout.skipped


def phrase_from(layout: Layout, first: int, stop: int) -> Phrase | None:
    """The noun phrase that begins at token `first`, with title and apposition, not beyond `stop`."""
    at, named = first, False
    while at < min(stop, first + _LONGEST_NP):
        place = layout.at[at]
        if place is not None and place.mention.kind in ("PER", "GROUP") and place.first == at:
            if place.mention.kind == "PER" and at == first + 1 and layout.keys[first].endswith("ون"):
                break  # many do not bear one man's name: he is the object
            named = named or place.mention.kind == "PER"
            at = place.stop
            continue
        if _phrase_ends(layout, at, first, named):
            open_title = named or names_person(layout, first)
            if layout.keys[at] in COMMAS and open_title and (behind := _apposition(layout, at + 1, stop, named)):
                at, named = behind, True
                continue
            break
        at += 1
    first, last = layout.trimmed(first, at)
    last = _closed_quote(layout, first, last)
    return Phrase(first, last, head(layout, first, last)) if first < last else None


def _closed_quote(layout: Layout, first: int, stop: int) -> int:
    opened = sum(1 for t in range(first, stop) if t in layout.opens)
    return stop + 1 if opened and stop < layout.size and stop in layout.closes else stop


def _phrase_ends(layout: Layout, at: int, first: int, named: bool) -> bool:
    key = layout.keys[at]
    if key in QUOTE_MARKS:
        quotation = layout.opens.get(at)
        return not (at in layout.closes or (quotation is not None and quotation.stop - quotation.first <= 5))
    if key in MARKS or key in COMPLEMENTIZERS or key in FA_AN or key in RELATIVE or is_time(layout, at):
        return key not in "()"
    if layout.formula(at, "source", "closing", "clause") is not None:
        return True
    if not layout.among(at, "preposition"):
        return named and _opens_another(layout, at)
    if named or key not in ("في", "لدي", "من", "علي", "عن", "مع"):
        return True
    following = layout.keys[at + 1] if at + 1 < layout.size else ""
    return (
        at == first
        or following in layout.lexicon.words("speech-place")
        or is_time(layout, min(at + 1, layout.size - 1))
    )


def _opens_another(layout: Layout, at: int) -> bool:
    """Whether an addressee (للصحفيين) or another body or place begins at `at`, behind the phrase's name."""
    key, place = layout.keys[at], layout.at[at]
    if key.startswith("ل") and (place is not None or key.startswith("لل") or layout.among(at, "addressed")):
        return True
    return place is not None and place.first == at and place.mention.kind in ("GPE", "LOC", "ORG")


def _apposition(layout: Layout, at: int, stop: int, named: bool) -> int | None:
    """The end of an apposition behind a comma: the name after a title, or the title after a name."""
    limit = min(stop, at + 12)
    for token in range(at, limit):
        place = layout.at[token]
        if place is not None and place.mention.kind == "PER" and place.first == token:
            return place.stop if not named else None
        key = layout.keys[token]
        if key in COMMAS or key in COMPLEMENTIZERS or key in ENDS:
            return token if named and token > at and _is_title(layout, at) else None
        if token == at and (layout.among(token, "preposition") or key in RELATIVE or is_time(layout, token)):
            return None
    return None


def _is_title(layout: Layout, at: int) -> bool:
    return layout.keys[at].startswith(("ال", "رئيس", "وزير", "متحدث", "مدير", "امين", "نائب", "عضو", "قائد", "ناطق"))


def head(layout: Layout, first: int, stop: int) -> Place | None:
    """The mention that a noun phrase stands for: its person, else what its head names."""
    within = layout.places_in(first, stop)
    if not within:
        return None
    if plain(layout.keys[first]) in layout.lexicon.words("document"):
        named = [p for p in within if p.mention.kind != "FAC"]
        return named[0] if named else None
    groups = [p for p in within if p.mention.kind == "GROUP" and p.first - first <= 1]
    persons = [p for p in within if p.mention.kind == "PER"]
    if persons:
        person = persons[0]
        for other in persons[1:]:
            if not layout.keys[other.first].startswith("و") and layout.keys[other.first - 1] != "و":
                person = other
        before = layout.keys[person.first - 1] if person.first > first else ""
        if plain(before) in layout.lexicon.words("kin") and len(persons) == 1:
            return groups[0] if groups else None
        return person
    if groups:
        return max(groups, key=lambda p: p.stop - p.first)
    near = [p for p in within if p.first - first <= 3]
    if near and near[0].first > first and names_person(layout, first):
        return None
    return near[0] if near else None


def plain(key: str) -> str:
    """A word without conjunction and article."""
    if len(key) > 3 and key[0] in "وف" and key[1:3] == "ال":
        key = key[1:]
    return key[2:] if key.startswith("ال") and len(key) > 4 else key


def names_person(layout: Layout, at: int) -> bool:
    """Whether the word at token `at` is an office or a role, so that what follows is not the one who holds it."""
    return plain(layout.keys[at]) in layout.lexicon.words("person-head")


def is_document(layout: Layout, phrase: Phrase) -> bool:
    """Whether the phrase names a text (بيان، تقرير) rather than a person or body."""
    return plain(layout.keys[phrase.first]) in layout.lexicon.words("document")
