from musnad.statements.content import clause_before, quoted_before
from musnad.statements.cues import CueLexicon

from .build import at, layout, quote


def test_clause_before_begins_at_the_last_report(lexicon: CueLexicon) -> None:
    made = layout("نزل المطر وأضاف أن السد امتلأ، بحسب المرصد", lexicon=lexicon)
    found = clause_before(made, at(made, "بحسب"), frozenset({at(made, "وأضاف")}))
    assert found is not None
    assert quote(made, found) == "وأضاف أن السد امتلأ"


def test_quotation_right_before_a_word(lexicon: CueLexicon) -> None:
    made = layout("«السد امتلأ»، قال المرصد", lexicon=lexicon)
    found = quoted_before(made, at(made, "قال"))
    assert found is not None
    assert quote(made, (found.first, found.stop)) == "السد امتلأ"
    assert quoted_before(made, at(made, "المرصد")) is None
