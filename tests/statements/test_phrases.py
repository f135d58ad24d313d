from musnad.statements.cues import CueLexicon
from musnad.statements.phrases import phrase_from

from .build import at, layout, quote


def test_title_and_name_are_one_phrase(lexicon: CueLexicon) -> None:
    made = layout("قال رئيس بلدية المدينة، نادر سعيد، إن العمل بدأ", ("نادر سعيد", "PER", "mayor"), lexicon=lexicon)
    phrase = phrase_from(made, at(made, "رئيس"), at(made, "إن"))
    assert phrase is not None
    assert quote(made, (phrase.first, phrase.stop)) == "رئيس بلدية المدينة، نادر سعيد"
    assert phrase.place is not None
    assert phrase.place.mention.entity == "mayor"


def test_a_relative_of_the_named_is_not_the_named(lexicon: CueLexicon) -> None:
    made = layout("قال محامي نادر سعيد إن موكله بريء", ("نادر سعيد", "PER", "client"), lexicon=lexicon)
    phrase = phrase_from(made, at(made, "محامي"), at(made, "إن"))
    assert phrase is not None
    assert phrase.place is None


def test_an_office_is_not_its_organisation(lexicon: CueLexicon) -> None:
    made = layout("قال رئيس نادي الساحل إن العمل بدأ", ("نادي الساحل", "ORG", "club"), lexicon=lexicon)
    phrase = phrase_from(made, at(made, "رئيس"), at(made, "إن"))
    assert phrase is not None
    assert phrase.place is None


def test_a_statement_stands_for_its_author(lexicon: CueLexicon) -> None:
    made = layout("وذكر بيان نادي الساحل أن العمل بدأ", ("نادي الساحل", "ORG", "club"), lexicon=lexicon)
    phrase = phrase_from(made, at(made, "بيان"), at(made, "أن"))
    assert phrase is not None
    assert phrase.place is not None
    assert phrase.place.mention.entity == "club"
