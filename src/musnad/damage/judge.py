"""Whether a text is a machine's at all: weak signs count only where others of the text bear them out.

Every finding says how sure its rule is without more. Findings of different kinds back each other
(one kind may be a writer's habit), and so do habits that are no damage
themselves: a blank before each comma, English quotation order. A text of a good writer shows none of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from musnad.damage.draft import Draft, Finding
from musnad.records import DamageKind

NEEDED = 0.65
_SHARE = 0.25
_MOST = 2.0
_SPACED = 0.5
_FEWEST_COMMAS = 3


def evidence(draft: Draft) -> float:
    """What the text's habits tell, 0 to 2."""
    commas = draft.text.count("،") + draft.text.count(",")
    spaced = draft.text.count(" ،") + draft.text.count(" ,")
    habit = 1.0 if commas >= _FEWEST_COMMAS and spaced >= _SPACED * commas else 0.0
    torn = draft.text.count("# ") + draft.text.count(":=:")
    return min(_MOST, habit + 0.5 * min(2, torn))


def convincing(draft: Draft, findings: Sequence[Finding]) -> list[Finding]:
    """The findings to report: those sure enough by themselves or borne out by the others."""
    habits = evidence(draft)
    best: dict[DamageKind, float] = {}
    for finding in findings:
        best[finding.kind] = max(best.get(finding.kind, 0.0), _weight(finding))
    total = habits + sum(best.values())
    return [f for f in findings if f.sure and f.sure + _SHARE * min(_MOST, total - best[f.kind]) >= NEEDED]


def _weight(finding: Finding) -> float:
    return finding.sure if finding.sure >= 0.5 else finding.sure / 2
