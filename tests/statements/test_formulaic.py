from musnad.lang.ar.forms import FormIndex
from musnad.statements.cues import CueLexicon
from musnad.statements.propose import propose

from .build import layout, quote


def test_a_parenthetical_source_interrupts_its_content(forms: FormIndex, lexicon: CueLexicon) -> None:
    text = "وبلغ العدد، وفقا لوزارة الصحة، خمسين مريضا في يومين."
    made = layout(text, ("لوزارة الصحة", "ORG", "m"), lexicon=lexicon)
    (found,) = [c for c in propose(made, forms) if c.frame.kind == "source"]
    assert [quote(made, part) for part in found.content] == ["وبلغ العدد", "خمسين مريضا في يومين"]


def test_a_verb_behind_as_reports_the_clause_before(forms: FormIndex, lexicon: CueLexicon) -> None:
    made = layout("بلغ العدد خمسين مريضا، حسبما أفاد مدير المستشفى.", lexicon=lexicon)
    (found,) = propose(made, forms)
    assert found.frame.kind == "reported"
    assert [quote(made, part) for part in found.content] == ["بلغ العدد خمسين مريضا"]


def test_as_also_is_an_ordinary_report(forms: FormIndex, lexicon: CueLexicon) -> None:
    made = layout("كما قال مدير المستشفى إن العدد بلغ خمسين مريضا.", lexicon=lexicon)
    (found,) = propose(made, forms)
    assert found.frame.kind == "an"


def test_a_place_heads_no_statement(forms: FormIndex, lexicon: CueLexicon) -> None:
    title = "بيروت: أمطار غزيرة تغلق الطرق"
    made = layout(title, ("بيروت", "GPE", "b"), lexicon=lexicon, title=title)
    assert all(c.prior < 0.3 for c in propose(made, forms) if c.frame.kind == "headline")
