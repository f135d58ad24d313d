from musnad.lang.ar.forms import FormIndex
from musnad.statements.cues import CueLexicon
from musnad.statements.propose import propose
from musnad.statements.weigh import distinct, features, probability

from .build import layout


def test_a_clear_report_outweighs_a_bare_object(forms: FormIndex, lexicon: CueLexicon) -> None:
    made = layout("قال نادر سعيد إن العمل بدأ.", ("نادر سعيد", "PER", "p"), lexicon=lexicon)
    (clear,) = propose(made, forms)
    assert probability(made, clear, lexicon.odds, None) > 0.8
    assert dict(features(made, clear))["subject/PER"] == 1.0


def test_of_two_cues_with_the_same_content_the_likelier_stays(forms: FormIndex, lexicon: CueLexicon) -> None:
    made = layout("قال نادر سعيد إن العمل بدأ.", ("نادر سعيد", "PER", "p"), lexicon=lexicon)
    (candidate,) = propose(made, forms)
    assert distinct([(0.4, candidate), (0.9, candidate)]) == [(0.9, candidate)]
