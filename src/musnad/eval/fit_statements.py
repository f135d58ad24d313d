"""Fit the weights of the statement stage on annotated articles (`scripts/fit_statements.py` writes them).

Ends of contents, then the cues' shares, then the odds of candidates: each needs the one before.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from typing import NamedTuple

import numpy as np
from msgspec.structs import replace

from musnad.eval.gold import GoldDocument
from musnad.lang.ar.forms import FormIndex
from musnad.model.infer import Encoder
from musnad.pipeline import Pack, tag
from musnad.records import NAMED_KINDS, EntityKind, Mention, TimeRange, Words
from musnad.spans import Span
from musnad.statements.candidate import Candidate
from musnad.statements.cues import Cue, CueLexicon
from musnad.statements.ends import end_features, end_options, open_ended, seen_features
from musnad.statements.frames import STRONG
from musnad.statements.layout import Layout
from musnad.statements.odds import Odds
from musnad.statements.propose import propose
from musnad.statements.read import candidates_of
from musnad.statements.weigh import Remembered, Tagging, encoder_features, features
from musnad.text.segment import segment

_GROUP: EntityKind = "GROUP"
ENDS_PENALTY, ODDS_PENALTY, ENCODER_PENALTY = 3.0, 5.0, 1.0
ENDS_LEAST, ODDS_LEAST = 6, 8
"""Uses below which a feature is left out."""
BELIEFS = {"verb": (0.85, 0.45), "noun": (0.35, 0.25)}
BELIEF_COUNTS = 4
"""What a cue's shares are taken for before any use of it is seen, and how many uses that belief is worth."""
OVERLAP = 0.5
"""Words shared, of the words of both, from which a content counts as the annotated one; as scores count."""

Features = dict[str, float]
Weights = dict[str, float]
Example = tuple[Features, bool]


class Report(NamedTuple):
    """An annotated statement in tokens: `[cue, cue_stop)`, the content's words, and the bounds of its first part."""

    cue: int
    cue_stop: int
    words: frozenset[int]
    first: int
    stop: int


class Lesson(NamedTuple):
    """An annotated article as the stage sees it, with the encoder's view where it is asked."""

    words: Words
    mentions: tuple[Mention, ...]
    times: tuple[TimeRange, ...]
    reports: tuple[Report, ...]
    tagging: Tagging | None = None


class Fitted(NamedTuple):
    """The lexicon with its new weights, and the two tables of odds as they are written."""

    lexicon: CueLexicon
    ends: Weights
    odds: Weights


def lesson_of(gold: GoldDocument, model: Encoder | None) -> Lesson:
    """The article with the annotators' own names and times, so that the stage learns from its own errors only."""
    text, annotation = gold.document.text, gold.annotation
    words = segment(text, title=gold.document.title)
    mentions = tuple(
        Mention(
            span=Span.of(text, *at), kind=_kind(e.type), form="nominal" if e.type == "GROUP" else "name", entity=e.id
        )
        for e in annotation.entities
        for at in e.mentions
    )
    times = tuple(TimeRange(span=Span.of(text, *t.span), value=t.value or "", kind="date") for t in annotation.times)
    reports = []
    for statement in annotation.statements:
        parts = [words.within(*part) for part in statement.content]
        cue = words.within(*(statement.cue or statement.content[0]))
        inside = frozenset(t for part in parts for t in part)
        reports.append(Report(cue.start, cue.stop, inside, parts[0].start, parts[0].stop))
    tagging = tag(words, model)
    return Lesson(words, mentions, times, tuple(reports), Remembered(tagging) if tagging is not None else None)


def _kind(name: str) -> EntityKind:
    return next(kind for kind in (*NAMED_KINDS, _GROUP) if kind == name)


def logistic(examples: Sequence[Example], names: Sequence[str], penalty: float) -> Weights:
    """Weights of a logistic model with an L2 `penalty`, by Newton's method."""
    column = {name: i for i, name in enumerate(names)}
    x = np.zeros((len(examples), len(names)))
    y = np.array([label for _, label in examples], dtype=float)
    for row, (found, _) in enumerate(examples):
        for name, value in found.items():
            if name in column:
                x[row, column[name]] = value
    weights = np.zeros(len(names))
    for _ in range(25):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (y - p) - penalty * weights
        weights += np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + penalty * np.eye(len(names)), slope)
    return {name: float(weight) for name, weight in zip(names, weights, strict=True)}


def fit_common(examples: Sequence[Example], least: int, penalty: float) -> Weights:
    """`logistic` over the features with at least `least` uses, rounded as the tables hold them."""
    uses = Counter(name for found, _ in examples for name in found)
    fitted = logistic(examples, [name for name, n in uses.items() if n >= least], penalty)
    return {name: round(weight, 3) for name, weight in fitted.items()}


def end_examples(lesson: Lesson, forms: FormIndex, lexicon: CueLexicon, rules: Odds | None) -> Iterator[Example]:
    """Every point up to the annotated end of a content, and whether it is the end (a word more or less is).

    With `rules` the features are their sum and the encoder's; else the grammar's own.
    """
    layout = Layout(lesson.words, lesson.mentions, lesson.times, lexicon)
    for candidate in propose(layout, forms):
        whole = open_ended(layout, candidate)
        report = _reported(lesson.reports, candidate)
        if whole is None or report is None:
            continue
        first, stop = whole
        end = min(report.stop, stop)
        for at in end_options(layout, first, stop):
            found = dict(end_features(layout, candidate, forms, first, at, stop))
            if rules is not None and lesson.tagging is not None:
                content = lesson.tagging.report(candidate.hit.token)[:, 2]
                found = _beside(rules, found, dict(seen_features(content, first, at, stop)))
            if at <= end + 1:
                yield found, at >= end - 1
            if at >= end - 1:
                break


def _reported(reports: Sequence[Report], candidate: Candidate) -> Report | None:
    """The annotated statement with the candidate's cue whose content begins where the candidate's does."""
    first = candidate.content[0][0]
    near = [r for r in reports if abs(r.first - first) < 2 and abs(r.cue - candidate.hit.token) < 2]
    return min(near, key=lambda r: abs(r.first - first)) if near else None


def _beside(rules: Odds, found: Features, seen: Features) -> Features:
    return {"bias": 1.0, "rules": rules.total(found.items()), **seen}


def judged(lesson: Lesson, candidates: Sequence[Candidate]) -> list[bool]:
    """Which candidates are annotated statements: the content fits, and the cue where any with that content has it."""
    contents = [frozenset(t for first, stop in c.content for t in range(first, stop)) for c in candidates]
    right = [False] * len(candidates)
    for report in lesson.reports:
        fits = [i for i, content in enumerate(contents) if _shared(content, report.words) >= OVERLAP]
        same_cue = [i for i in fits if _same_cue(candidates[i], report)]
        for i in same_cue or fits[:1]:
            right[i] = True
    return right


def _shared(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / len(one | other) if one or other else 0.0


def _same_cue(candidate: Candidate, report: Report) -> bool:
    hit = candidate.hit
    return report.cue <= hit.token < report.cue_stop or hit.token <= report.cue < hit.stop


def candidates_judged(
    lesson: Lesson, forms: FormIndex, lexicon: CueLexicon
) -> Iterator[tuple[Layout, Candidate, bool]]:
    """Every candidate of an article, and whether it is an annotated statement."""
    layout = Layout(lesson.words, lesson.mentions, lesson.times, lexicon)
    candidates = candidates_of(layout, forms, lexicon, lesson.tagging)
    for candidate, right in zip(candidates, judged(lesson, candidates), strict=True):
        yield layout, candidate, right


def believed(cues: Mapping[tuple[str, str], Cue]) -> dict[tuple[str, str], Cue]:
    """The cues with the weights of their class: where counting starts, whatever the table holds from the last time.

    Which word serves which content hangs on the weights themselves, so that counts made with the last counts differ.
    """
    return {k: replace(c, weight=BELIEFS[c.pos][0], bare_weight=BELIEFS[c.pos][1]) for k, c in cues.items()}


def count_cues(lessons: Sequence[Lesson], forms: FormIndex, lexicon: CueLexicon) -> dict[tuple[str, str], Cue]:
    """The cues with their shares of uses that are statements: in strong frames, in others."""
    uses: defaultdict[tuple[str, str, bool], list[bool]] = defaultdict(list)
    for lesson in lessons:
        for _, candidate, right in candidates_judged(lesson, forms, lexicon):
            if (cue := candidate.hit.cue) is not None:
                uses[cue.lemma, cue.pos, candidate.frame.kind in STRONG].append(right)

    def share(cue: Cue, strong: bool) -> float:
        seen = uses[cue.lemma, cue.pos, strong]
        belief = BELIEFS[cue.pos][0 if strong else 1]
        return float(f"{(sum(seen) + BELIEF_COUNTS * belief) / (len(seen) + BELIEF_COUNTS):.2f}")

    return {k: replace(c, weight=share(c, True), bare_weight=share(c, False)) for k, c in lexicon.cues.items()}


def fit_ends(lessons: Sequence[Lesson], forms: FormIndex, lexicon: CueLexicon) -> Weights:
    """Weights of the ends of contents, without the encoder."""
    examples = [example for one in lessons for example in end_examples(one, forms, lexicon, None)]
    return fit_common(examples, ENDS_LEAST, ENDS_PENALTY)


def fit_grammar(lessons: Sequence[Lesson], pack: Pack) -> Fitted:
    """Ends, then cues, then odds: all that is used without the encoder."""
    forms, lexicon = pack.forms, copy(pack.cues)
    grammar = [lesson._replace(tagging=None) for lesson in lessons]
    lexicon.cues = believed(lexicon.cues)
    lexicon.end_odds = Odds(fit_ends(grammar, forms, lexicon))
    lexicon.cues = count_cues(grammar, forms, lexicon)
    ends = fit_ends(grammar, forms, lexicon)
    lexicon.end_odds = Odds(ends)
    examples = [
        (dict(features(layout, candidate)), right)
        for one in grammar
        for layout, candidate, right in candidates_judged(one, forms, lexicon)
    ]
    odds = fit_common(examples, ODDS_LEAST, ODDS_PENALTY)
    lexicon.odds = Odds(odds)
    return Fitted(lexicon, ends, odds)


def fit_encoder(lessons: Sequence[Lesson], pack: Pack, rules: Fitted) -> tuple[Weights, Weights]:
    """What the encoder's view counts for ends and for candidates, beside `rules` fitted on other lessons."""
    lexicon = copy(rules.lexicon)
    ends = _fit_all([e for one in lessons for e in end_examples(one, pack.forms, lexicon, Odds(rules.ends))])
    lexicon.end_odds = Odds(rules.ends | ends)
    examples = []
    for one in lessons:
        for layout, candidate, right in candidates_judged(one, pack.forms, lexicon):
            if one.tagging is not None:
                seen = dict(encoder_features(candidate, one.tagging))
                examples.append((_beside(lexicon.odds, dict(features(layout, candidate)), seen), right))
    return ends, _fit_all(examples)


def _fit_all(examples: Sequence[Example]) -> Weights:
    names = sorted({name for found, _ in examples for name in found})
    return {f"encoder/{n}": round(w, 3) for n, w in logistic(examples, names, ENCODER_PENALTY).items()}
