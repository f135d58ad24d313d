from musnad.stories.cast import Cast
from musnad.stories.gathering import Case, counted_roots, counted_voices, gather
from musnad.stories.reports import Copybook, Report
from musnad.stories.told import told_events
from musnad.stories.witnesses import Hearings
from tests.stories.handmade import MINISTRY, TURKEY, VISITOR, Draft

LONG = "انفجارا كبيرا هز سوق الخضار القديم وسط بلدة تل النهر صباح اليوم وخلف أضرارا واسعة"


def case(*reports: Report) -> Case:
    cast = Cast(reports)
    return gather(told_events(reports, cast), reports, Hearings(reports, cast, Copybook(reports)))


def roots(*reports: Report) -> list[str]:
    return [voice.account.root.key for voice in case(*reports).voices]


def said(name: str, speaker: object, words: str, *credits: tuple[str, str]) -> Report:
    draft = Draft(name, f"قال {words} إن {LONG}", outlet=f"صحيفة {name}")
    draft.tells("انفجارا", by=draft.says("قال", LONG, speaker, words=words))  # type: ignore[arg-type]
    return draft.done(*credits)  # type: ignore[arg-type]


def plain(name: str, text: str, *credits: tuple[str, str]) -> Report:
    draft = Draft(name, text, outlet=f"صحيفة {name}")
    draft.tells("انفجار")
    return draft.done(*credits)  # type: ignore[arg-type]


def test_a_headline_is_no_voice_beside_its_text() -> None:
    draft = Draft("أ", f"قال سالم المرزوقي إن {LONG}", title="انفجار في تل النهر")
    draft.tells("انفجار")
    draft.tells("انفجارا", by=draft.says("قال", LONG, VISITOR))
    assert roots(draft.done()) == ["speaker:per:visitor"]


def test_an_agency_that_names_its_source_elsewhere_knows_from_there() -> None:
    sourced = said("أ", VISITOR, "سالم المرزوقي", ("agency", "afp"))
    assert roots(sourced, plain("ب", "وقع انفجار قرب بلدة بعيدة", ("agency", "afp"))) == ["speaker:per:visitor"]
    other = plain("ب", "وقع انفجار قرب بلدة بعيدة", ("agency", "reuters"))
    assert roots(sourced, other) == ["speaker:per:visitor", "press:reuters"]


def test_nearly_the_same_words_have_one_root() -> None:
    one, two = said("أ", VISITOR, "سالم المرزوقي"), said("ب", MINISTRY, "وزارة الداخلية")
    made = case(one, two)
    assert [voice.account.root.key for voice in made.voices] == ["speaker:per:visitor"] * 2
    assert made.voices[1].account.witness.chain.links[-1].entity == VISITOR.id
    assert sum(made.weights) == 1.0


def test_who_only_comments_does_not_count_beside_who_tells() -> None:
    comment = Draft("ب", "قالت تركيا إن الانفجار محزن")
    comment.tells("الانفجار", by=comment.says("قالت", "الانفجار محزن", TURKEY))
    assert roots(said("أ", VISITOR, "سالم المرزوقي"), comment.done()) == ["speaker:per:visitor"]
    assert roots(comment.done()) == ["speaker:inst:government:TUR"]


def test_of_what_its_author_announces_he_is_the_root() -> None:
    draft = Draft("أ", "قالت وزارة الداخلية إنها تدين ما جرى")
    draft.tells("تدين", "ACCUSE", by=draft.says("قالت", "تدين ما جرى", MINISTRY), actors=(MINISTRY.id,))
    other = Draft("ب", "الداخلية تدين بشدة")
    other.tells("تدين", "ACCUSE", actors=(MINISTRY.id,))
    reports = [draft.done(), other.done(("agency", "afp"))]
    made = case(*reports)
    kept = counted_voices(made.voices, "ACCUSE", (MINISTRY.id,), Cast(reports))
    assert [voice.account.root.key for voice in kept] == [f"speaker:{MINISTRY.id}"]
    assert len(counted_voices(made.voices, "ASSAULT", (MINISTRY.id,), Cast(reports))) == 2


def test_a_headline_that_names_its_source_is_no_voice_beside_its_text() -> None:
    draft = Draft("أ", f"قال سالم المرزوقي إن {LONG}", title="وزارة الداخلية: انفجار في تل النهر")
    draft.tells("انفجار", by=draft.says("الداخلية", "انفجار في تل النهر", MINISTRY))
    draft.tells("انفجارا", by=draft.says("قال", LONG, VISITOR))
    assert roots(draft.done()) == ["speaker:per:visitor"]


def test_of_what_is_announced_a_reporter_may_have_the_same_words() -> None:
    draft = Draft("أ", "زار الوزير البلدة", outlet="صحيفة الأفق")
    draft.byline = "سالم النهري"
    draft.tells("زار", "CONSULT")
    made = case(draft.done(("own", "صحيفة الأفق")))
    assert [root.kind for root in counted_roots(made.voices, "ASSAULT")] == ["own"]
    assert [root.kind for root in counted_roots(made.voices, "CONSULT")] == ["press"]
