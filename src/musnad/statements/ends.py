"""Where reported content ends short of its sentence: the likeliest of the points where it may.

A clause in Arabic news often runs on in the outlet's own voice (relative clauses, وذلك بعد, background). The
grammar cannot tell; counts can: every comma, conjunction and relative pronoun has a chance to be the end.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from numpy.typing import NDArray

from musnad.lang.ar.forms import FormIndex
from musnad.statements.candidate import Candidate
from musnad.statements.content import Range
from musnad.statements.layout import COMMAS, MARKS, Layout
from musnad.statements.odds import Odds, logit

_EXACT = 0.2
"""What it is worth to hit the end itself, beside being right about more than half of the content."""
_STEPS = (1, 2, 4, 7, 12, 20, 35)
_LONGEST = 99
_AHEAD = 5
_WEAK = frozenset({"prep", "object", "pred"})
_FIXED = frozenset({"front", "reported", "source", "headline", "proposed"})


def shortened(
    layout: Layout, candidate: Candidate, forms: FormIndex, odds: Odds, content: NDArray[Any] | None
) -> tuple[Range, ...]:
    """The content of a candidate, cut where it probably ends.

    `content` holds the encoder's probability of each word to be content of this cue, `(n,)`; None without encoder.
    """
    whole = open_ended(layout, candidate)
    if whole is None:
        return candidate.content
    first, stop = whole
    chances, left = [], 1.0
    for at in end_options(layout, first, stop):
        seen = None if content is None else list(seen_features(content, first, at, stop))
        chance = odds.probability(end_features(layout, candidate, forms, first, at, stop), seen)
        chances.append((at, left * chance))
        left *= 1 - chance
    chances.append((stop, left))
    trimmed = layout.trimmed(first, _best(first, chances))
    return (trimmed,) if trimmed[0] < trimmed[1] else candidate.content


def open_ended(layout: Layout, candidate: Candidate) -> Range | None:
    """The content whose end is to be found; None where the frame or a quotation tells it."""
    if candidate.frame.kind in _FIXED or len(candidate.content) != 1:
        return None
    first, stop = candidate.content[0]
    quotation = layout.inside[first]
    if quotation is not None and (first, stop) == layout.trimmed(quotation.first, quotation.stop):
        return None
    return first, stop


def _best(first: int, chances: list[tuple[int, float]]) -> int:
    """The end with the best prospect: most of the probability within a factor of two in length, some for itself."""

    def prospect(end: int, own: float) -> float:
        near = (p for at, p in chances if 2 * min(end - first, at - first) >= max(end - first, at - first))
        return sum(near) + _EXACT * own

    return max(chances, key=lambda chance: prospect(*chance))[0]


def end_options(layout: Layout, first: int, stop: int) -> list[int]:
    """Tokens behind `first` before which content may end: commas, conjunctions, relative pronouns, prepositions."""
    options, at = [], first + 1
    while at < stop:
        quotation = layout.opens.get(at)
        if quotation is not None and quotation.stop <= stop:
            at = max(at + 1, quotation.stop)
            continue
        if at + 1 < stop and _may_end(layout, at):
            options.append(at)
        at += 1
    return options


def _may_end(layout: Layout, at: int) -> bool:
    key, place = layout.keys[at], layout.at[at]
    if place is not None and place.first < at:
        return False
    if key in COMMAS or (at - 1 in layout.closes and key not in MARKS):
        return True
    turning = layout.among(at, "turning") or (key[0] == "و" and len(key) > 2)
    return turning and layout.keys[at - 1] not in COMMAS


def _step(length: int) -> int:
    return next((step for step in _STEPS if length <= step), _LONGEST)


def end_features(
    layout: Layout, candidate: Candidate, forms: FormIndex, first: int, at: int, stop: int
) -> Iterator[tuple[str, float]]:
    """Named features of an end before token `at` of content that began at `first` and must end by `stop`."""
    comma = layout.keys[at] in COMMAS
    following = min(at + 1, layout.size - 1) if comma else at
    key, kind = layout.keys[following], candidate.frame.kind
    pre = "comma/" if comma else "plain/"
    force = "weak" if kind in _WEAK else "strong"
    names = ["bias", pre, pre + key, pre + force, f"{pre}kind-{kind}", f"length/{force}/{_step(at - first)}"]
    names += [f"rest/{_step(stop - at)}", *_word_features(layout, forms, following, pre)]
    closed = layout.closes.get(at - 1)
    if closed is not None:
        names.append(pre + "after-quotation")
        if closed.first == first:
            names.append(pre + "closes-first")
    quotation = layout.inside[first]
    if quotation is not None and quotation.first == first:
        names.append("begins-quoted")
    yield from ((name, 1.0) for name in names)


def _word_features(layout: Layout, forms: FormIndex, at: int, pre: str) -> Iterator[str]:
    key = layout.keys[at]
    if key[0] in "وف":
        yield f"{pre}{key[0]}-"
    analyses = forms.analyses(layout.words.tokens[at].text)
    if any(a.finite for a in analyses):
        yield pre + "finite"
        if any(a.tense == "past" and a.proclitics[:1] == "و" for a in analyses):
            yield pre + "wa-past"
    if key[-1] in "اه" and any(a.tense == "participle" for a in analyses):
        yield pre + "participle"
    if layout.time[at] is not None:
        yield pre + "time"


def seen_features(content: NDArray[Any], first: int, at: int, stop: int) -> Iterator[tuple[str, float]]:
    """Named features of an end before token `at`, as the encoder's content probabilities show it."""
    ahead = content[at + 1 : min(stop, at + 1 + _AHEAD)]
    behind = content[max(first, at - _AHEAD) : at]
    after = float(ahead.mean()) if len(ahead) else 0.0
    yield "ahead", logit(after)
    yield "drop", float(behind.mean()) - after
