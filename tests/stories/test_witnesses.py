from msgspec.structs import replace

from musnad.records import Entity, Repost
from musnad.stories.cast import Cast
from musnad.stories.reports import Copybook, Report
from musnad.stories.witnesses import Account, Hearings, claimant_of, presupposed, refers, sentence
from tests.stories.handmade import AFP, BRIGADES, MINISTRY, SOURCE, TURKEY, VISITOR, Draft, copied


def heard(report: Report, *older: Report, event: int = 0) -> tuple[Account, ...]:
    reports = (*older, report)
    hearings = Hearings(reports, Cast(reports), Copybook(reports))
    return tuple(hearings.accounts(len(older), report.reading.events[event]))


def roles(account: Account) -> list[str]:
    return [link.role for link in account.witness.chain.links]


def test_a_named_speaker_is_the_root() -> None:
    draft = Draft("a", "قال سالم المرزوقي إن انفجارا هز تل النهر")
    draft.tells("انفجارا", by=draft.says("قال", "انفجارا هز تل النهر", VISITOR, medium="X"))
    (account,) = heard(draft.done())
    assert account.root.key == "speaker:per:visitor"
    assert roles(account) == ["outlet", "medium", "speaker"]
    assert account.witness.quote == draft.text
    assert not account.own_voice


def test_an_unnamed_source_has_the_one_who_heard_it_in_its_key() -> None:
    draft = Draft("a", "قال مصدر أمني لوكالة فرانس برس إن انفجارا هز البلدة")
    draft.tells(
        "انفجارا", by=draft.says("قال", "انفجارا هز البلدة", SOURCE, words="مصدر أمني", via=AFP, anonymous=True)
    )
    (account,) = heard(draft.done())
    assert account.root.key == "anonymous:security::press:afp"
    assert roles(account) == ["outlet", "agency", "speaker"]


def test_an_agency_before_the_relaying_verb_heard_it() -> None:
    draft = Draft("a", "وكانت وكالة فرانس برس قد نقلت عن مصدر أمني أن انفجارا هز البلدة")
    draft.tells("انفجارا", by=draft.says("نقلت", "انفجارا هز البلدة", SOURCE, words="مصدر أمني", anonymous=True))
    (account,) = heard(draft.done())
    assert account.root.carrier == "press:afp"


def test_a_copy_adds_links_and_no_root() -> None:
    draft = Draft("a", "هز انفجار تل النهر", outlet="الأفق")
    draft.tells("انفجار")
    first = draft.done(("agency", "afp"))
    (original,) = heard(first)
    (again,) = heard(copied(first, "موقع", "b"), first)
    assert original.root.key == again.root.key == "press:afp"
    assert roles(original) == ["outlet", "agency"]
    assert roles(again) == ["outlet", "copy", "agency"]


def test_a_forward_names_whose_words_it_hands_on() -> None:
    draft = Draft("a", "هز انفجار تل النهر")
    draft.tells("انفجار")
    report = draft.done()
    article = replace(report.reading.article, repost=Repost(kind="forward", name="قناة النهر"))
    (account,) = heard(replace(report, reading=replace(report.reading, article=article)))
    assert roles(account) == ["outlet", "copy", "unsourced"]
    assert account.root.key == "unsourced:نهر"


def test_who_condemns_an_attack_does_not_tell_it() -> None:
    draft = Draft("a", "أدانت تركيا الهجوم على تل النهر")
    draft.tells("الهجوم", by=draft.says("أدانت", "الهجوم على تل النهر", TURKEY))
    draft.tells("أدانت", "ACCUSE", mode="disapprove", actors=(TURKEY.id,))
    (account,) = heard(draft.done())
    assert account.own_voice
    (speech,) = heard(draft.done(), event=1)
    assert speech.root.key == "speaker:inst:government:TUR"


def test_who_claims_an_attack_tells_it() -> None:
    draft = Draft("a", "وتبنت سرايا النهر الهجوم على البلدة")
    draft.tells("الهجوم")
    (account,) = heard(draft.done())
    assert account.claims
    assert account.root.key == "speaker:org:brigades"
    nobody = Draft("b", "ولم تتبن سرايا النهر الهجوم على البلدة")
    nobody.tells("الهجوم")
    report = nobody.done()
    assert claimant_of(report, report.reading.events[0]) is None


def test_a_denial_of_a_detail_is_none_of_the_act() -> None:
    draft = Draft("a", "نفت وزارة الداخلية مقتل ضابط في الهجوم ونفت الهجوم")
    draft.tells("الهجوم", status="denied")
    draft.tells("الهجوم", nth=1, status="denied")
    first, second = draft.done().reading.events
    assert presupposed(draft.text, first)
    assert not presupposed(draft.text, second)
    assert [heard(draft.done(), event=i)[0].denies for i in (0, 1)] == [False, True]


def test_the_innermost_source_counts() -> None:
    draft = Draft("a", "قالت وزارة الداخلية إن مصدر أمني أكد أن انفجارا هز البلدة")
    outer = draft.says("قالت", "مصدر أمني أكد أن انفجارا هز البلدة", MINISTRY)
    inner = draft.says("أكد", "انفجارا هز البلدة", VISITOR)
    draft.tells("انفجارا", by=outer)
    report = draft.done()
    event = replace(report.reading.events[0], attributed_to=(outer, inner))
    report = replace(report, reading=replace(report.reading, events=(event,)))
    assert [account.root.key for account in heard(report)] == ["speaker:per:visitor"]


def test_pointing_to_an_act_is_not_telling_it() -> None:
    draft = Draft("a", "هذا التفجير جريمة. وتفجير المسجد عمل جبان. هز انفجار كبير بلدة تل النهر")
    for word in ("التفجير", "تفجير المسجد"[:5], "انفجار"):
        draft.tells(word, nth=0 if word != "تفجير" else 1)
    report = draft.done()
    assert [refers(report, event, False) for event in report.reading.events] == [True, True, False]
    assert not refers(report, report.reading.events[0], True)


def test_the_sentence_of_a_place() -> None:
    text = "أول. ثان هنا\nثالث"
    start, quote = sentence(text, text.index("هنا"))
    assert quote == "ثان هنا"
    assert text[start : start + len(quote)] == quote


def test_a_platform_is_no_witness() -> None:
    platform = Entity(id="org:facebook", kind="ORG", name="فيسبوك", sector="MED", known=True)
    draft = Draft("a", "قالت سرايا النهر على فيسبوك إن انفجارا هز البلدة")
    draft.tells("انفجارا", by=draft.says("قالت", "انفجارا هز البلدة", BRIGADES, via=platform, medium="Facebook"))
    (account,) = heard(draft.done(more=(platform,)))
    assert roles(account) == ["outlet", "medium", "speaker"]
