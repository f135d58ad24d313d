"""The complement of a reporting cue: how it is built and where what is reported begins."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from musnad.records import Quotation
from musnad.statements.cues import CueHit
from musnad.statements.layout import (
    BI_AN,
    COMMAS,
    COMPLEMENTIZERS,
    ENDS,
    QUOTE_MARKS,
    RELATIVE,
    Layout,
)

FrameKind = Literal[
    "an", "quote", "colon", "prep", "object", "pred", "front", "reported", "source", "headline", "whether", "proposed"
]
STRONG: frozenset[FrameKind] = frozenset({"an", "quote", "colon", "front", "reported", "headline", "whether"})
_CLAUSE_HEADS = frozenset({"كما", "قد", "وقد", "فيما", "بينما", "ثم", "حيث", "لكنه", "لكنها", "لكن", "ولكن"})
_GLUED = ("انال", "بانال", "انهال")
"""A complementizer that lost the space behind it (إنالحكومة)."""
_RIVAL = 0.5
_REACH = 45
"""Tokens; a complement farther from its cue than this belongs to another word."""
_SHORT_NAME = 4


class Frame(Struct, frozen=True):
    """How a cue takes its content: `start` the first token of it, `mark` the word or mark that introduces it.

    Between the cue and `mark` stands what else belongs to the cue: speaker, addressee, medium, time.
    """

    kind: FrameKind
    start: int
    mark: int
    quotation: Quotation | None = None


def find_frame(layout: Layout, hit: CueHit, others: dict[int, CueHit]) -> Frame | None:
    """The complement that follows a cue in its sentence, None where there is none that its lexicon entry allows."""
    _, stop = layout.sentence(hit.token)
    takes = hit.cue.takes if hit.cue else frozenset({"an", "quote"})
    prepositions = hit.cue.prepositions if hit.cue else ()
    at, relative, rival = hit.stop, False, False
    limit = min(stop, hit.token + _REACH)
    while at < limit:
        frame = _quoted(layout, at, takes, stop)
        if frame is not None:
            return _with_object(layout, hit, frame)
        quotation = layout.opens.get(at)
        if quotation is not None and quotation.stop < limit:
            at = quotation.stop + 1
            continue
        key = layout.keys[at]
        before = others.get(at - 1)
        if key in COMPLEMENTIZERS and at > hit.stop and before is not None and _serves(before):
            return None
        frame = None if relative and rival else _clause(layout, at, takes)
        if frame is None and not rival and prepositions:
            frame = _prepositional(layout, at, hit, prepositions, stop, relative)
        if frame is not None:
            return frame
        other = others.get(at)
        rival = relative and (rival or (other is not None and _serves(other)))
        if other is not None and other.form != "noun" and _ends_search(layout, at, hit, other):
            return None
        relative = _in_relative(relative, key)
        if key in ENDS and at > hit.stop:
            return None
        at += 1
    return None


def _serves(hit: CueHit) -> bool:
    """Whether a verb right before a complementizer claims it for itself."""
    return hit.form != "noun" and hit.cue is not None and "an" in hit.cue.takes and hit.cue.weight > _RIVAL


def _in_relative(relative: bool, key: str) -> bool:
    """Whether the next token is still part of a relative clause or bracket that the search passes over."""
    return key in RELATIVE or (relative and key not in COMMAS)


def _ends_search(layout: Layout, at: int, hit: CueHit, other: CueHit) -> bool:
    """Whether another reporting word ends the search: it has a complement of its own to serve."""
    before = layout.keys[at - 1]
    if before in RELATIVE or other.cue is None or max(other.cue.weight, other.cue.bare_weight) < _RIVAL:
        return False
    if other.form == "participle":
        return (
            at > hit.stop and other.cue.meaning != "say" and (before in COMMAS or not _is_adjective(layout, at, other))
        )
    return starts_clause(layout, at, other)


def _is_adjective(layout: Layout, at: int, hit: CueHit) -> bool:
    """Whether a participle rather qualifies the noun before it (مصادر مطلعة): feminine, without a clause of its own."""
    following = layout.keys[at + 1] if at + 1 < layout.size else ""
    own = hit.cue is not None and (following in hit.cue.prepositions or "an" in hit.cue.takes)
    return layout.keys[at].endswith("ه") and not (own and (following in COMPLEMENTIZERS or following in ("الي", "علي")))


def starts_clause(layout: Layout, at: int, hit: CueHit) -> bool:
    """Whether a finite verb stands where a clause begins: with a conjunction, behind a comma, قد or كما; a noun that
    is spelled like the verb does not."""
    proclitics = hit.analysis.proclitics if hit.analysis else ""
    return proclitics[:1] in ("و", "ف") or layout.keys[at - 1] in COMMAS or layout.keys[at - 1] in _CLAUSE_HEADS


def _quoted(layout: Layout, at: int, takes: frozenset[str], stop: int) -> Frame | None:
    """A quotation or a colon that opens the content at token `at`."""
    key = layout.keys[at]
    quotation = layout.opens.get(at)
    if quotation is not None and "quote" in takes:
        if quotation.stop - quotation.first <= _SHORT_NAME and (
            _goes_on(layout, quotation, stop) or _is_name(layout, quotation)
        ):
            return None
        return Frame("quote", quotation.first, at, quotation)
    if key == ":" and at + 1 < stop:
        opened = layout.opens.get(at + 1)
        if opened is not None:
            return Frame("quote", opened.first, at, opened)
        return Frame("colon", at + 1, at) if "quote" in takes or "an" in takes else None
    return None


def _is_name(layout: Layout, quotation: Quotation) -> bool:
    """Whether the quoted words are a name, or part of one."""
    place = layout.at[quotation.first]
    if place is None or place.mention.kind == "GROUP":
        return False
    return place.first <= quotation.first and place.stop >= quotation.stop


def _with_object(layout: Layout, hit: CueHit, frame: Frame) -> Frame:
    """The frame itself, or one that begins earlier where words of the content lead up to the quoted ones."""
    if hit.form != "participle" or layout.keys[frame.mark] == ":" or frame.mark - hit.stop < 1:
        return frame
    start = hit.stop
    key = layout.keys[start]
    if layout.among(start, "adverb-head") or key in COMMAS or layout.time[start] is not None or start in layout.skipped:
        return frame
    if hit.cue is not None and hit.cue.takes & {"obj"}:
        return Frame("object", start, start, layout.inside[start])
    return frame


def _goes_on(layout: Layout, quotation: Quotation, stop: int) -> bool:
    """Whether a short quotation is only a name: the clause goes on behind it to its complementizer."""
    for at in range(quotation.stop + 1, min(stop, quotation.stop + 15)):
        if layout.keys[at] in COMPLEMENTIZERS or layout.keys[at] == ":" or at in layout.opens:
            return True
        if layout.keys[at] in ENDS:
            return False
    return False


def _clause(layout: Layout, at: int, takes: frozenset[str]) -> Frame | None:
    """A clause introduced at token `at` by أن، إن، بأن, or by a question word."""
    key = layout.keys[at]
    if "an" in takes and len(key) > 5 and key.startswith(_GLUED):
        return Frame("an", at, at)
    if "an" in takes and key in COMPLEMENTIZERS and not layout.among(at - 1, "barred"):
        return _opened(layout, "an", at + 1, at)
    if key in ("عما", "اذا", "ما") and ("an" in takes or "prep" in takes) and _asks(layout, at):
        return Frame("whether", at, at)
    return None


def _asks(layout: Layout, at: int) -> bool:
    following = layout.keys[at + 1] if at + 1 < layout.size else ""
    return layout.keys[at] == "عما" or (layout.keys[at] == "ما" and following == "اذا")


def _opened(layout: Layout, kind: FrameKind, start: int, mark: int) -> Frame | None:
    """A frame whose content begins at `start`, behind a colon or an opening quotation mark."""
    while start < layout.size and (layout.keys[start] in ":،," or layout.keys[start] in QUOTE_MARKS):
        start += 1
    return Frame(kind, start, mark, layout.inside[start]) if start < layout.size else None


def _prepositional(
    layout: Layout, at: int, hit: CueHit, prepositions: tuple[str, ...], stop: int, relative: bool
) -> Frame | None:
    """A complement behind one of the cue's prepositions at `at`; in a relative clause only إلى أن and the like."""
    key = layout.keys[at]
    if at + 1 >= stop and key in prepositions:
        return None
    for preposition in prepositions:
        if preposition == "ل" and key.startswith("لل") and not _verbal_noun(key[2:]):
            continue
        if preposition in ("ب", "ل"):
            if relative:
                continue
            if key in BI_AN or not _cliticised(layout, at, preposition, hit):
                continue
            return _opened(layout, "prep", at + 1 if key == preposition else at, at)
        if key != preposition or layout.among(at + 1, "after-" + preposition):
            continue
        if layout.keys[at + 1] in COMPLEMENTIZERS:
            return _opened(layout, "an", at + 2, at)
        return None if relative else _opened(layout, "prep", at + 1, at)
    return None


def _verbal_noun(key: str) -> bool:
    """Whether a word without article has the shape of a derived stem's verbal noun (تحرك، انضمام، مشاركة)."""
    return len(key) > 3 and not key.endswith("ات") and (key[0] in "ات" or (key[0] == "م" and key.endswith("ه")))


def _cliticised(layout: Layout, at: int, clitic: str, hit: CueHit) -> bool:
    """Whether the token carries the preposition as a clitic (بالتقشف) and is no name, adverb or other word with it."""
    key = layout.keys[at]
    if (len(key) < 4 and not (key == clitic and at + 1 in layout.opens)) or not key.startswith(clitic):
        return False
    if layout.among(at, "not-bi") or layout.formula(at, "source", "closing", "topic") is not None:
        return False
    place = layout.at[at]
    if place is not None and place.first < at:
        return False
    if place is not None and place.mention.kind != "GROUP":
        return place.first == at and key.startswith(clitic + "ال") and at > hit.stop
    return not (clitic == "ل" and (place is not None or key in ("لدي", "لكن", "لان", "لقد", "لكنه", "لكنها", "لذلك")))
