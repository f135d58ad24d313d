"""Where a statement was said: platform, occasion or document, and who passed it on."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from musnad.records import Entity
from musnad.statements.candidate import Candidate
from musnad.statements.cues import Medium
from musnad.statements.layout import COMMAS, ENDS, Layout, Place

_BEFORE = 14
_AFTER = 16


class Told(Struct, frozen=True):
    """Medium of a statement in English, the tokens `[first, stop)` that tell it, and the entities it was told to."""

    medium: str | None
    first: int
    stop: int
    via: tuple[str, ...]


NOWHERE = Told(None, 0, 0, ())


_PRESS = frozenset("وكاله الوكاله انباء الانباء صحيفه جريده مجله قناه شبكه محطه اذاعه موقع تلفزيون راديو".split())
_TO = frozenset({"الي", "مع"})


def told(layout: Layout, candidate: Candidate, entities: Mapping[str, Entity], outlet: str | None) -> Told:
    """Where the words of a candidate were said, as its own clause tells it."""
    found: Told | None = None
    for first, stop in _regions(layout, candidate):
        for at in range(first, stop):
            medium = layout.lexicon.medium_at(layout.keys, at)
            if medium is not None and _introduced(layout, at):
                found = _better(found, _with_addressee(layout, at, medium, stop, entities, outlet), medium)
    via = _relayed(layout, candidate, entities, outlet)
    if found is None:
        return Told(None, 0, 0, via) if via else NOWHERE
    return Told(found.medium, found.first, found.stop, tuple(dict.fromkeys((*found.via, *via))))


def _better(known: Told | None, new: Told, medium: Medium) -> Told:
    """A platform says more than «post», and the first occasion more than a later one."""
    if known is None:
        return new
    if medium.kind == "platform" and known.medium in ("post", "statement", "official page", "video"):
        return Told(new.medium, min(known.first, new.first), new.stop, known.via)
    return known


def _regions(layout: Layout, candidate: Candidate) -> tuple[tuple[int, int], ...]:
    """Where the medium may stand: between cue and content, behind an inverted cue, or ahead of the cue."""
    hit, mark = candidate.hit, candidate.frame.mark
    first, stop = layout.sentence(hit.token)
    inside = {t for a, b in candidate.content for t in range(a, b)}
    behind = hit.stop
    while behind < min(stop, hit.stop + _AFTER) and behind not in inside and layout.keys[behind] not in ENDS:
        behind += 1
    if mark > hit.stop and candidate.frame.kind not in ("source", "front", "reported"):
        behind = max(behind, min(mark, stop))
    ahead = max(first, hit.token - _BEFORE)
    while ahead < hit.token and ahead in inside:
        ahead += 1
    regions = ((hit.stop, behind),)
    return regions if hit.form == "participle" or ahead - first > 3 else (*regions, (ahead, hit.token))


def _introduced(layout: Layout, at: int) -> bool:
    return (
        (at > 0 and layout.among(at - 1, "introducing"))
        or layout.keys[at][0] in "بل"
        or any(layout.among(t, "introducing") for t in range(max(0, at - 4), at))
    )


def _with_addressee(
    layout: Layout, at: int, medium: Medium, stop: int, entities: Mapping[str, Entity], outlet: str | None
) -> Told:
    """The medium with whom it was addressed to: «interview with CNN», «statement to TAP»."""
    end = at + len(medium.words)
    place = _addressee(layout, end, stop)
    if place is None or medium.kind == "platform":
        return Told(medium.english, at, end, ())
    entity = entities.get(place.mention.entity)
    name = (entity.name_en or entity.name) if entity is not None else place.mention.span.quote
    link = "with" if medium.english.endswith(("interview", "call", "meeting", "debate")) else "to"
    via = (place.mention.entity,) if place.mention.kind == "ORG" and not _is_outlet(entity, outlet) else ()
    if medium.kind == "document":
        return Told(medium.english, at, end, ())
    return Told(f"{medium.english} {link} {name}", at, place.stop, via)


def _addressee(layout: Layout, at: int, stop: int) -> Place | None:
    """The organisation or person that ل or مع behind a medium addresses."""
    for token in range(at, min(stop, at + 6)):
        key = layout.keys[token]
        if key in COMMAS or key in ENDS:
            return None
        place = layout.at[token]
        if place is not None and place.first <= token and place.mention.kind in ("ORG", "PER"):
            governed = any(layout.keys[t].startswith("ل") or layout.keys[t] in ("مع", "الي", "علي") for t in
                           range(at, token + 1))  # fmt: skip
            return place if governed else None
    return None


def _is_outlet(entity: Entity | None, outlet: str | None) -> bool:
    """Whether the entity is the outlet that publishes the article."""
    if entity is None or outlet is None:
        return False
    names = {name.casefold() for name in (entity.name, entity.name_en, *entity.spellings) if name}
    return any(outlet.casefold() in name or name in outlet.casefold() for name in names)


def _relayed(
    layout: Layout, candidate: Candidate, entities: Mapping[str, Entity], outlet: str | None
) -> tuple[str, ...]:
    """Who passed the words on: the one that relays them, and the one spoken to in «قال لوكالة …»."""
    hit = candidate.hit
    found = [place.mention.entity for place in candidate.relays]
    for token in range(hit.stop, min(candidate.frame.mark, hit.stop + 20)):
        place = layout.at[token]
        if place is None or place.mention.kind != "ORG" or place is candidate.subject_place:
            continue
        if place.first == token and _addressed(layout, token, hit.stop):
            found.append(place.mention.entity)
    return tuple(id_ for id_ in dict.fromkeys(found) if not _is_outlet(entities.get(id_), outlet))


def _addressed(layout: Layout, token: int, stop: int) -> bool:
    """Whether ل or إلى governs the name at `token`, directly or over words such as وكالة أنباء."""
    words = layout.lexicon.words("addressed")
    if layout.keys[token].startswith("ل") or layout.keys[token - 1] in words:
        return True
    at = token - 1
    while at > stop and layout.keys[at] in _PRESS:
        at -= 1
    return at < token - 1 and (layout.keys[at] in words or layout.keys[at] in _TO)
