"""The measures of `musnad.eval.story_scores` as Markdown for `docs/quality.md`."""

from __future__ import annotations

from collections.abc import Sequence

from musnad.eval.scores import Row
from musnad.eval.story_scores import ChainCase, ChainScores, FactScores


def story_tables(facts: Sequence[FactScores], chains: Sequence[ChainScores]) -> str:
    """Markdown: pairs of events, then chain counts, one row a half; then the stories of the last of `facts`.

    "" where there is neither.
    """
    parts = []
    if facts:
        parts.append(_fact_table(facts))
    if chains:
        parts.append(_chain_table(chains))
    if facts:
        parts.append(_by_story(facts[-1]))
    return "\n".join(parts)


def _fact_table(scores: Sequence[FactScores]) -> str:
    lines = [
        "| facts of | stories | events (no longer read) | P | R | F1 | across articles P | R | F1 "
        "| mean F1 of stories |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for score in scores:
        cells = [score.half or "both halves", str(score.stories), f"{score.events} ({score.lost})"]
        cells += [*_shares(score.pairs), *_shares(score.across), f"{score.mean_f1:.2f}"]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _chain_table(scores: Sequence[ChainScores]) -> str:
    lines = [
        "| chains of | facts | within the read range | overlap it | told by two articles or more: within "
        "| two chains or more for sure: within | denied: within |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for score in scores:
        many = [case for case in score.cases if case.articles > 1]
        several = [case for case in score.cases if case.fact.least > 1]
        denied = [case for case in score.cases if case.fact.most_denying]
        cells = [
            score.half or "both halves",
            str(len(score.cases)),
            _percent(sum(case.within for case in score.cases), len(score.cases)),
            _percent(sum(case.overlaps for case in score.cases), len(score.cases)),
            _of(sum(case.within for case in many), len(many)),
            _of(sum(case.within for case in several), len(several)),
            _of(sum(case.denial_within for case in denied), len(denied)),
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _by_story(score: FactScores) -> str:
    lines = ["| story | pairs right / there | too many | F1 |", "|---|---:|---:|---:|"]
    for story, row in score.by_story:
        cells = [story, f"{row.right} / {row.gold}", str(row.predicted - row.right), _shares(row)[2]]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def chain_errors(scores: ChainScores) -> str:
    """Markdown: each fact whose count is not within the read range, with both ranges and the reader's note."""
    lines = ["| story | fact | read | counted | why |", "|---|---|---:|---:|---|"]
    for case in scores.cases:
        if not case.within:
            cells = [case.story, case.fact.what, _range(case.read), _counted(case), case.fact.note]
            lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _counted(case: ChainCase) -> str:
    return _range(case.counted) if case.counted else "no such fact"


def _range(bounds: tuple[int, int]) -> str:
    return str(bounds[0]) if bounds[0] == bounds[1] else f"{bounds[0]}–{bounds[1]}"


def _percent(right: int, count: int) -> str:
    return f"{100 * right / count:.0f} %" if count else "–"


def _of(right: int, count: int) -> str:
    return f"{right} of {count} ({_percent(right, count)})" if count else "–"


def _shares(row: Row) -> tuple[str, str, str]:
    """Precision, recall, F1; a dash where there is nothing to divide by."""
    return (
        f"{row.precision:.2f}" if row.predicted else "–",
        f"{row.recall:.2f}" if row.gold else "–",
        f"{row.f1:.2f}" if row.predicted + row.gold else "–",
    )
