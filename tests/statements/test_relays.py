import pytest

from musnad.lang.ar.forms import FormIndex
from musnad.records import EntityKind
from musnad.statements.cues import CueLexicon
from musnad.statements.propose import propose
from musnad.statements.relays import with_press

from .build import layout

AGENCY: tuple[str, EntityKind, str] = ("وكالة المدار", "ORG", "agency")
SPEAKER: tuple[str, EntityKind, str] = ("نادر سعيد", "PER", "he")


@pytest.mark.parametrize(
    "text",
    [
        "ونقلت وكالة المدار عن نادر سعيد أن العمل بدأ.",
        "وذكرت وكالة المدار نقلا عن نادر سعيد أن العمل بدأ.",
        "وبحسب ما نقلته وكالة المدار عن نادر سعيد، فإن العمل بدأ.",
        "ونقلت وكالة المدار عن نادر سعيد قوله إن العمل بدأ.",
    ],
)
def test_the_words_are_the_sources_and_the_agency_is_their_way(
    text: str, forms: FormIndex, lexicon: CueLexicon
) -> None:
    made = layout(text, AGENCY, SPEAKER, lexicon=lexicon)
    for found in propose(made, forms):
        assert found.subject_place is not None
        assert found.subject_place.mention.entity == "he"
        assert [place.mention.entity for place in found.relays] == ["agency"]


def test_a_closing_source_is_the_way_of_the_statement_before_it(forms: FormIndex, lexicon: CueLexicon) -> None:
    made = layout("قال نادر سعيد إن العمل بدأ أمس، بحسب وكالة المدار.", AGENCY, SPEAKER, lexicon=lexicon)
    said, source = propose(made, forms)
    assert source.frame.kind == "source"
    ((_, found),) = with_press([(0.9, said)], [said, source], {"agency"})
    assert [place.mention.entity for place in found.relays] == ["agency"]
    assert with_press([(0.9, said), (0.8, source)], [said, source], {"agency"})[0][1].relays == ()
