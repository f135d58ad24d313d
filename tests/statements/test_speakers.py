from musnad.lang.ar.forms import FormIndex
from musnad.records import EntityKind
from musnad.statements.cues import CueLexicon
from musnad.statements.propose import propose
from musnad.statements.speakers import Floor, Speaker

from .build import entities, layout

HE: tuple[str, EntityKind, str] = ("نادر سعيد", "PER", "he")
SHE: tuple[str, EntityKind, str] = ("رنا خليل", "PER", "she")


def speakers(text: str, forms: FormIndex, lexicon: CueLexicon) -> list[Speaker]:
    made = layout(text, HE, SHE, lexicon=lexicon)
    floor = Floor(made, entities(HE, SHE))
    return [floor.speaker(candidate, False) for candidate in propose(made, forms)]


def test_gender_picks_the_speaker(forms: FormIndex, lexicon: CueLexicon) -> None:
    text = "قالت رنا خليل إن الطقس بارد. وقال نادر سعيد إن الثلج كثير. وأضافت أن الطريق مغلق. وأضاف أن السوق مفتوح."
    assert [s.entity for s in speakers(text, forms, lexicon)] == ["she", "he", "she", "he"]


def test_a_title_told_before_names_its_holder(forms: FormIndex, lexicon: CueLexicon) -> None:
    text = "قال عمدة البلدة نادر سعيد إن الطقس بارد. وقالت رنا خليل إن الثلج كثير. وأكد العمدة أن السوق مفتوح."
    found = speakers(text, forms, lexicon)
    assert (found[-1].entity, found[-1].reason) == ("he", "title")


def test_subject_of_another_verb_speaks_the_participle(forms: FormIndex, lexicon: CueLexicon) -> None:
    (found,) = speakers("غادر نادر سعيد القاعة غاضبا، مؤكدا أن الاتفاق انتهى.", forms, lexicon)
    assert (found.entity, found.reason) == ("he", "subject-of-sentence")


def test_no_antecedent(forms: FormIndex, lexicon: CueLexicon) -> None:
    (found,) = speakers("وأضاف أن السوق مفتوح.", forms, lexicon)
    assert (found.entity, found.reason) == (None, "no-antecedent")
