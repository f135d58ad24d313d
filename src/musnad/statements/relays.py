"""Who passes whose words on: «نقلت … عن …»، «ذكرت … نقلا عن …»، «… عن … قوله»."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from msgspec import Struct
from msgspec.structs import replace

from musnad.statements.candidate import Candidate
from musnad.statements.cues import CueHit
from musnad.statements.layout import ENDS, Layout, Place
from musnad.statements.phrases import Phrase, phrase_from
from musnad.statements.subjects import subject_after

_FROM = "عن"
_RELAYING = "نقلا"
_REACH = 28


class Relay(Struct, frozen=True):
    """Whose words are passed on, and the mention that passes them on, if it is named."""

    source: Phrase
    by: Place | None


def relay_of(layout: Layout, hit: CueHit, mark: int, others: Mapping[int, CueHit]) -> Relay | None:
    """The relay that a cue is part of; `mark` is the token that introduces its content. None where there is none."""
    if hit.form == "noun":
        relaying = _relaying_before(layout, hit, others)
        return _from(layout, relaying, hit.token) if relaying is not None else None
    if hit.cue is not None and hit.cue.meaning == "relay":
        return _from(layout, hit, mark)
    for token in range(hit.stop, min(mark, layout.size - 1)):
        if layout.keys[token] == _RELAYING and layout.keys[token + 1] == _FROM:
            source = phrase_from(layout, token + 2, mark)
            by = subject_after(layout, hit, token)
            return Relay(source, by.place if by is not None else None) if source is not None else None
    return None


def _relaying_before(layout: Layout, hit: CueHit, others: Mapping[int, CueHit]) -> CueHit | None:
    """The relaying verb of «نقلت … عن … قوله» before the noun `hit`."""
    if hit.analysis is None or not hit.analysis.suffix:
        return None
    first = max(layout.sentence(hit.token)[0], hit.token - _REACH)
    for token in range(hit.token - 1, first - 1, -1):
        other = others.get(token)
        if other is not None and other.form == "finite" and other.cue is not None and other.cue.meaning == "relay":
            return other
    return None


def _from(layout: Layout, hit: CueHit, mark: int) -> Relay | None:
    for token in range(hit.stop, min(mark, hit.stop + _REACH, layout.size - 1)):
        if layout.keys[token] in ENDS:
            return None
        if layout.keys[token] == _FROM:
            source = phrase_from(layout, token + 1, mark)
            by = subject_after(layout, hit, token)
            return Relay(source, by.place if by is not None else None) if source is not None else None
    return None


def with_press(
    kept: Sequence[tuple[float, Candidate]], all_candidates: Sequence[Candidate], press: Set[str]
) -> list[tuple[float, Candidate]]:
    """The statements with the paper or agency that a closing «بحسب …» behind them names as their way.

    `press` are the ids of the entities that may be one. A source that is kept as a statement of its own relays nothing.
    """
    own = {candidate.hit.token for _, candidate in kept}
    closing = [
        (candidate, place)
        for candidate in all_candidates
        if candidate.frame.kind in ("source", "reported")
        and candidate.hit.token not in own
        and (place := candidate.subject_place) is not None
        and place.mention.entity in press
    ]
    return [(score, _passed(candidate, closing)) for score, candidate in kept]


def _passed(candidate: Candidate, closing: Sequence[tuple[Candidate, Place]]) -> Candidate:
    """The candidate with the closing source that reports the very words of its content."""
    first, stop = candidate.content[0][0], candidate.content[-1][1]
    for source, place in closing:
        begin, end = source.content[0][0], source.content[-1][1]
        if first >= stop or end > source.hit.token or source.hit.token < stop:
            continue
        if (
            min(stop, end) - max(first, begin) > min(end - begin, stop - first) / 2
            and place is not candidate.subject_place
        ):
            return replace(candidate, relays=(*candidate.relays, place))
    return candidate
