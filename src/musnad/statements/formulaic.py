"""Candidates that are no verb with its complement: حسبما قال, بحسب مصادر, and the headline's «speaker: …»."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from musnad.statements.candidate import Candidate
from musnad.statements.content import Range, clause_after, clause_before
from musnad.statements.cues import CueHit, FormulaHit
from musnad.statements.frames import Frame
from musnad.statements.layout import COMMAS, Layout
from musnad.statements.phrases import Phrase, names_person, phrase_from
from musnad.statements.subjects import subject_after

_AS = ("كما",)
_ACCORDING = 0.95
"""Share of the verbs behind حسبما، وفقا لما that report; those behind كما more often only go on telling."""


def clause_cues(layout: Layout, others: Mapping[int, CueHit]) -> dict[int, FormulaHit]:
    """Verbs behind حسبما، كما، وفقا لما: they report the clause before them or the sentence after."""
    found: dict[int, FormulaHit] = {}
    for formula in layout.formulas:
        if formula.formula.kind != "clause":
            continue
        for token in range(formula.stop, min(layout.size, formula.stop + 3)):
            hit = others.get(token)
            if hit is not None and hit.form == "finite":
                found[token] = formula
                break
    return found


def reported_before(layout: Layout, hit: CueHit, formula: FormulaHit, cuts: frozenset[int]) -> Candidate | None:
    """What a verb behind حسبما or كما reports: the clause before it, or the one after where it opens the sentence."""
    stop = layout.sentence(hit.token)[1]
    content = clause_before(layout, formula.first, cuts)
    mark = min(stop, hit.token + 25)
    if content is None:
        start = clause_after(layout, hit.stop, stop)
        if start is None:
            return None
        content, mark = layout.trimmed(start, stop), start - 1
    if hit.cue is None or content[1] - content[0] < 2:
        return None
    frame = Frame("reported", content[0], mark, None)
    prior = hit.cue.weight / 2 if formula.formula.words == _AS else _ACCORDING
    return Candidate(hit, frame, (content,), prior, subject_after(layout, hit, mark))


def sources(layout: Layout, bounds: frozenset[int], reported: set[int]) -> Iterator[Candidate]:
    """بحسب، وفقا لـ and the like: the noun phrase behind them is the speaker.

    `reported` are the sentences with another cue: there a closing formula (حسب قوله) reports nothing of its own.
    """
    for formula in layout.formulas:
        kind = formula.formula.kind
        if kind == "closing" and layout.words.tokens[formula.first].sentence not in reported:
            content = clause_before(layout, formula.first, bounds)
            if content is not None:
                hit = CueHit(formula.first, formula.first + 1, "source")
                yield Candidate(hit, Frame("source", content[0], formula.stop), (content,), 0.6)
        elif kind == "source" and not layout.formula(formula.first, "closing", "clause", "ignored"):
            candidate = _source(layout, formula, bounds)
            if candidate is not None:
                yield candidate


def _source(layout: Layout, formula: FormulaHit, bounds: frozenset[int]) -> Candidate | None:
    first, stop = layout.sentence(formula.first)
    subject = phrase_from(layout, formula.stop, stop)
    if subject is None:
        return None
    content = clause_before(layout, formula.first, bounds) if formula.first - first > 2 else None
    if content is None:
        start = clause_after(layout, subject.stop, stop)
        if start is None and subject.place is not None and subject.place.stop < subject.stop:
            start = subject.place.stop
            subject = Phrase(subject.first, start, subject.place)
        if start is None:
            return None
        content = layout.trimmed(start, stop)
    if content[1] - content[0] < 2:
        return None
    hit = CueHit(formula.first, formula.stop, "source")
    ranges = (content, *_continued(layout, content, formula.first, subject.stop, stop, bounds))
    return Candidate(hit, Frame("source", content[0], subject.stop), ranges, 0.6, subject)


def _continued(
    layout: Layout, before: Range, first: int, behind: int, stop: int, bounds: frozenset[int]
) -> tuple[Range, ...]:
    """The rest of a sentence that a parenthetical source only interrupts: «…، وفقا لـ…، …»."""
    parenthetical = before[0] < first and behind < stop and layout.keys[behind] in COMMAS
    if not parenthetical or before[1] - before[0] > 12:
        return ()
    end = min([b for b in bounds if behind < b < stop], default=stop)
    rest = layout.trimmed(behind + 1, end)
    return (rest,) if rest[1] - rest[0] > 2 else ()


def headlines(layout: Layout, others: Mapping[int, CueHit]) -> Iterator[Candidate]:
    """The colon of a headline «speaker: …»."""
    stop = layout.words.title_stop
    for at in range(1, min(stop, 14)):
        if layout.keys[at] != ":" or any(t in others for t in range(max(0, at - 2), at)):
            continue
        subject = phrase_from(layout, 0, at)
        content = layout.trimmed(at + 1, layout.sentence(at)[1])
        if subject is not None and content[1] - content[0] >= 2:
            kind = subject.place.mention.kind if subject.place is not None else "none"
            prior = {"PER": 0.9, "GROUP": 0.8, "ORG": 0.6, "GPE": 0.25}.get(kind, 0.1)
            if kind == "none" and names_person(layout, subject.first):
                prior = 0.7
            if any(layout.keys[t] in ("في", "من", "الي", "عن") for t in range(at)):
                prior *= 0.6
            yield Candidate(CueHit(at, at + 1, "colon"), Frame("headline", content[0], at), (content,), prior, subject)
        return
