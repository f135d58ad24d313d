"""Cues that the lexicon misses and the encoder sees."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from musnad.statements.candidate import Candidate
from musnad.statements.content import Range
from musnad.statements.cues import CueHit
from musnad.statements.frames import Frame
from musnad.statements.layout import Layout
from musnad.statements.weigh import Tagging

_LEVEL = 0.5
"""Probability above which a word speaks for lying inside the content."""
_LOYALTY = 1.0
"""Words' worth of evidence that the encoder needs to move a bound that the grammar has set."""
_GAP = 4
_SURE = 0.5
_SHORTEST = 2


def added(layout: Layout, tagging: Tagging, known: frozenset[int]) -> list[Candidate]:
    """Candidates that only the encoder sees: words that are probably cues, and its view of their content."""
    found = []
    for token in np.flatnonzero(tagging.cue > _SURE).tolist():
        if token in known or layout.words.tokens[token].kind != "word":
            continue
        content = _runs(layout, tagging.report(token)[:, 2])
        if content:
            hit = CueHit(token, token + 1, "proposed")
            found.append(Candidate(hit, Frame("proposed", content[0][0], content[0][0]), content, 0.5))
    return found


def _runs(layout: Layout, content: NDArray[Any]) -> tuple[Range, ...]:
    """The longest run of words that the encoder takes for content; short gaps are bridged."""
    runs: list[list[int]] = []
    for token in np.flatnonzero(content > _LEVEL).tolist():
        if runs and token - runs[-1][1] <= _GAP:
            runs[-1][1] = token + 1
        else:
            runs.append([token, token + 1])
    if not runs:
        return ()
    first, stop = max(runs, key=lambda run: run[1] - run[0])
    trimmed = layout.trimmed(first, stop)
    return (trimmed,) if trimmed[1] - trimmed[0] >= _SHORTEST else ()
