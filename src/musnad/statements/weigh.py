"""Which candidates are statements: the odds of each, from the grammar alone or together with the encoder."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from numpy.typing import NDArray

from musnad.statements.candidate import Candidate
from musnad.statements.frames import STRONG
from musnad.statements.layout import COMMAS, COMPLEMENTIZERS, MARKS, QUOTE_MARKS, RELATIVE, Layout
from musnad.statements.odds import Odds, logit

_WITHOUT_REACH = frozenset({"front", "reported", "source"})
_NO_CUE = 0.08
_SAME = 0.6
"""Two candidates whose contents overlap by more than this share (intersection over union) report the same words."""


class Tagging(Protocol):
    """What the stage reads of the encoder's answer; see `musnad.model.infer.Tagging`."""

    @property
    def cue(self) -> NDArray[Any]:
        """Probability of each word to be a reporting cue, `(n,)`."""
        ...

    def report(self, cue: int) -> NDArray[Any]:
        """Probabilities `(n, 3)` of nothing, speaker, content as seen from the word `cue`."""
        ...


class Remembered:
    """An encoder's answer that asks the report head once for each cue."""

    def __init__(self, tagging: Tagging) -> None:
        self.cue = tagging.cue
        self._tagging = tagging
        self._reports: dict[int, NDArray[Any]] = {}

    def report(self, cue: int) -> NDArray[Any]:
        """As `Tagging.report`."""
        known = self._reports.get(cue)
        if known is None:
            known = self._reports[cue] = self._tagging.report(cue)
        return known


def features(layout: Layout, candidate: Candidate) -> Iterator[tuple[str, float]]:
    """Named features of a candidate that the grammar knows."""
    hit, frame = candidate.hit, candidate.frame
    yield "bias", 1.0
    yield "prior", logit(candidate.prior)
    yield f"{frame.kind}/{hit.form}", 1.0
    if hit.cue is not None:
        yield f"meaning/{hit.cue.meaning}", 1.0
    subject = candidate.subject
    kind = "none" if subject is None else subject.place.mention.kind if subject.place else "unknown"
    force = "strong" if frame.kind in STRONG else "weak"
    yield f"subject/{kind}", 1.0
    yield f"subject/{kind}/{frame.kind if hit.cue is None else force}", 1.0
    yield f"before/{_before(layout, hit.token)}/{hit.form}", 1.0
    yield from _verb_features(layout, candidate)
    length = sum(stop - first for first, stop in candidate.content)
    yield "length", math.log(length)
    yield f"length/{force}", math.log(length)
    if frame.kind not in _WITHOUT_REACH:
        yield "reach", math.log(1 + abs(frame.mark - hit.token))
    if layout.in_title(hit.token):
        yield "title", 1.0
    if layout.inside[hit.token] is not None:
        yield "quoted", 1.0


def hopeless(layout: Layout, candidate: Candidate, odds: Odds, tagging: Tagging) -> bool:
    """Whether neither the grammar nor the encoder gives the cue a chance: its content need not be looked at."""
    cue = float(tagging.cue[candidate.hit.token : candidate.hit.stop].max())
    return cue < _NO_CUE and odds.probability(features(layout, candidate)) < _NO_CUE


def _before(layout: Layout, at: int) -> str:
    """What stands before token `at`: a class of words that tells a clause's head from its middle."""
    if at == layout.sentence(at)[0]:
        return "start"
    key = layout.keys[at - 1]
    for name, keys in _CLASSES:
        if key in keys:
            return name
    if layout.among(at - 1, "conjunction") or layout.among(at - 1, "adverb"):
        return "conjunction"
    if layout.among(at - 1, "preposition"):
        return "preposition"
    return "name" if layout.at[at - 1] is not None else "word"


_CLASSES = (
    ("comma", COMMAS),
    ("relative", RELATIVE),
    ("quotation", QUOTE_MARKS),
    ("mark", MARKS),
    ("this", frozenset({"هذا", "وهذا", "هذه", "وهذه", "مما", "ما", "ذلك", "وذلك"})),
    ("negation", frozenset({"غير", "لا", "لم", "لن", "عدم", "دون"})),
    ("that", COMPLEMENTIZERS),
)


def _verb_features(layout: Layout, candidate: Candidate) -> Iterator[tuple[str, float]]:
    hit, analysis = candidate.hit, candidate.hit.analysis
    first = layout.sentence(hit.token)[0]
    if hit.token - first <= 1:
        yield "initial", 1.0
    if candidate.impersonal:
        yield "impersonal", 1.0
    if analysis is None:
        return
    yield f"{analysis.tense}/{hit.form}", 1.0
    if analysis.suffix:
        yield f"suffix/{candidate.frame.kind}/{hit.form}", 1.0
        if hit.cue is not None:
            yield f"suffix/{hit.cue.meaning}", 1.0
    if analysis.proclitics:
        yield f"clitic-{analysis.proclitics}/{hit.form}", 1.0
    yield f"voice-{analysis.voice}/{hit.form}", 1.0


def encoder_features(candidate: Candidate, tagging: Tagging) -> Iterator[tuple[str, float]]:
    """Named features of a candidate that the encoder adds."""
    hit = candidate.hit
    cue = float(tagging.cue[hit.token : hit.stop].max())
    yield "cue", logit(cue)
    content = tagging.report(hit.token)[:, 2]
    inside = [t for first, stop in candidate.content for t in range(first, stop)]
    mass = float(content[inside].sum())
    union = len(inside) + float(content.sum()) - mass
    yield "content", mass / len(inside)
    yield "content-overlap", mass / union if union else 0.0
    if candidate.frame.kind == "proposed":
        yield "proposed", 1.0
        yield "proposed-cue", logit(cue)


def probability(layout: Layout, candidate: Candidate, odds: Odds, tagging: Tagging | None) -> float:
    """Probability of a candidate to be a statement."""
    seen = None if tagging is None else encoder_features(candidate, tagging)
    return odds.probability(features(layout, candidate), seen)


def distinct(scored: Sequence[tuple[float, Candidate]]) -> list[tuple[float, Candidate]]:
    """Of candidates with the same cue, or that report the same words, the likeliest; in the order of their cues.

    A report inside the quotation that another hands on reports no same words, however much of it that is.
    """
    kept: list[tuple[float, Candidate, frozenset[int]]] = []
    cues: set[int] = set()
    reporting: dict[int, list[int]] = defaultdict(list)  # the numbers in `kept` whose contents hold a token
    for score, candidate in sorted(scored, key=lambda pair: -pair[0]):
        if candidate.hit.token in cues:
            continue
        tokens = frozenset(t for first, stop in candidate.content for t in range(first, stop))
        near = {number for token in tokens for number in reporting.get(token, ())}
        if any(_same(candidate, tokens, *kept[number][1:]) for number in near):
            continue
        cues.add(candidate.hit.token)
        for token in tokens:
            reporting[token].append(len(kept))
        kept.append((score, candidate, tokens))
    return [(score, candidate) for score, candidate, _ in sorted(kept, key=lambda k: k[1].hit.token)]


def _same(one: Candidate, tokens: frozenset[int], other: Candidate, theirs: frozenset[int]) -> bool:
    if _quotes(one, other) or _quotes(other, one):
        return False
    return len(tokens & theirs) > _SAME * len(tokens | theirs)


def _quotes(outer: Candidate, inner: Candidate) -> bool:
    quotation = outer.frame.quotation
    return quotation is not None and quotation.first <= inner.hit.token < quotation.stop
