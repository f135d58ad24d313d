from musnad.lang.ar.forms import FormIndex
from musnad.statements.cues import CueHit, CueLexicon, find_cues
from musnad.statements.layout import Layout
from musnad.statements.subjects import subject_after, subject_before

from .build import at, layout, quote


def hit_at(made: Layout, word: str, forms: FormIndex, lexicon: CueLexicon) -> CueHit:
    return next(h for h in find_cues(made.words, forms, lexicon) if h.token == at(made, word))


def test_adverbials_before_the_subject_are_passed_over(forms: FormIndex, lexicon: CueLexicon) -> None:
    made = layout("وقال في كلمة مسجلة، نادر سعيد إن العمل بدأ", ("نادر سعيد", "PER", "p"), lexicon=lexicon)
    phrase = subject_after(made, hit_at(made, "وقال", forms, lexicon), at(made, "إن"))
    assert phrase is not None
    assert quote(made, (phrase.first, phrase.stop)) == "نادر سعيد"


def test_no_subject_where_the_clause_follows_at_once(forms: FormIndex, lexicon: CueLexicon) -> None:
    made = layout("وقال إن العمل بدأ", lexicon=lexicon)
    assert subject_after(made, hit_at(made, "وقال", forms, lexicon), at(made, "إن")) is None


def test_antecedent_of_a_relative_clause(forms: FormIndex, lexicon: CueLexicon) -> None:
    made = layout("التقى نادر سعيد الذي أكد أن العمل بدأ", ("نادر سعيد", "PER", "p"), lexicon=lexicon)
    phrase = subject_before(made, hit_at(made, "أكد", forms, lexicon))
    assert phrase is not None
    assert phrase.place is not None
    assert phrase.place.mention.entity == "p"


def test_subject_before_its_verb_keeps_its_title(forms: FormIndex, lexicon: CueLexicon) -> None:
    made = layout("لكن المدير نادر سعيد قال إن العمل بدأ", ("نادر سعيد", "PER", "p"), lexicon=lexicon)
    phrase = subject_before(made, hit_at(made, "قال", forms, lexicon))
    assert phrase is not None
    assert quote(made, (phrase.first, phrase.stop)) == "المدير نادر سعيد"
