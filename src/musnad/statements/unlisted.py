"""What the encoder sees and the grammar does not: cues that no lexicon lists, other contents, other speakers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from musnad.statements.candidate import Candidate
from musnad.statements.content import Range
from musnad.statements.cues import CueHit
from musnad.statements.frames import Frame
from musnad.statements.layout import Layout
from musnad.statements.phrases import Phrase, head
from musnad.statements.weigh import Tagging

_LEVEL = 0.5
"""Probability above which a word counts as content, or as the speaker."""
_CUE = 0.25
_GAP = 4
_SHORTEST = 2
_SAME = 0.6
_SURE, _UNSURE = 0.6, 0.05


def added(layout: Layout, tagging: Tagging, candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    """Candidates that only the encoder sees: for words that are probably cues, its own view of their content.

    A cue that the grammar knows gets a second candidate where the two views of its content differ.
    """
    known = {candidate.hit.token: candidate for candidate in candidates}
    for token in np.flatnonzero(tagging.cue > _CUE).tolist():
        if layout.words.tokens[token].kind != "word" and layout.keys[token] != ":":
            continue
        content = _content(layout, tagging.report(token)[:, 2])
        listed = known.get(token)
        if not content or (listed is not None and _share(listed.content, content) > _SAME):
            continue
        hit = CueHit(token, token + 1, "proposed")
        if listed is not None:
            hit = listed.hit
        yield Candidate(hit, Frame("proposed", content[0][0], content[0][0]), content, 0.5)


def _content(layout: Layout, content: NDArray[Any]) -> tuple[Range, ...]:
    """The runs of words that the encoder takes for content, the longest and those near it; short gaps are bridged."""
    runs = _runs(content)
    if not runs:
        return ()
    longest = max(runs, key=lambda run: run[1] - run[0])
    kept = [layout.trimmed(*run) for run in runs if run is longest or run[1] - run[0] > 2 * _GAP]
    return tuple((first, stop) for first, stop in kept if stop - first >= _SHORTEST)


def _runs(scores: NDArray[Any]) -> list[Range]:
    runs: list[Range] = []
    for token in np.flatnonzero(scores > _LEVEL).tolist():
        if runs and token - runs[-1][1] <= _GAP:
            runs[-1] = runs[-1][0], token + 1
        else:
            runs.append((token, token + 1))
    return runs


def _share(one: Sequence[Range], other: Sequence[Range]) -> float:
    """Intersection over union of two contents, in words."""
    first = {t for a, b in one for t in range(a, b)}
    second = {t for a, b in other for t in range(a, b)}
    return len(first & second) / len(first | second)


def with_seen_speaker(layout: Layout, candidate: Candidate, tagging: Tagging) -> Candidate:
    """The candidate with the subject that the encoder sees, where the grammar has none or a doubtful one.

    A subject that the encoder is sure not to see, and that names nobody, is dropped: then an earlier speaker goes on.
    """
    scores = tagging.report(candidate.hit.token)[:, 1]
    runs = [run for run in _runs(scores) if float(scores[run[0] : run[1]].max()) > _SURE]
    subject = candidate.subject
    if not runs:
        faint = subject is not None and float(scores[subject.first : subject.stop].max()) < _UNSURE
        doubtful = faint and candidate.hit.cue is not None and candidate.hit.form == "finite"
        return replace(candidate, subject=None) if doubtful else candidate
    meeting = [run for run in runs if subject is not None and run[0] < subject.stop and subject.first < run[1]]
    if subject is not None and meeting:
        place = subject.place or head(layout, *meeting[0])
        return replace(candidate, subject=Phrase(subject.first, subject.stop, place))
    first, stop = layout.trimmed(*min(runs, key=lambda run: abs(run[0] - candidate.hit.token)))
    if first >= stop:
        return candidate
    return replace(candidate, subject=Phrase(first, stop, head(layout, first, stop)), impersonal=False)
