from musnad.records import Entity, Statement
from musnad.spans import Span
from musnad.statements.chains import chain_of

SPEAKER = Entity(id="s", kind="PER", name="نادر سعيد", name_en="Nader Said")
AGENCY = Entity(id="a", kind="ORG", name="وكالة المدار", sector="MED")
PAPER = Entity(id="p", kind="ORG", name="صحيفة الأفق", sector="MED")
MINISTRY = Entity(id="m", kind="ORG", name="وزارة الخارجية", sector="GOV", known=True)
UNLISTED = Entity(id="u", kind="ORG", name="الأفق الجديد")
PLATFORM = Entity(id="org:facebook", kind="ORG", name="فيسبوك", sector="MED", known=True)
KNOWN = {entity.id: entity for entity in (SPEAKER, AGENCY, PAPER, MINISTRY, UNLISTED, PLATFORM)}
TEXT = "قال مصدر إن العمل بدأ"


def statement(**more: object) -> Statement:
    cue, content = Span.of(TEXT, 0, 3), Span.of(TEXT, 12, 21)
    return Statement(id="s1", cue=cue, content=(content,), mode="indirect", **more)  # type: ignore[arg-type]


def test_the_chain_goes_from_the_outlet_back_to_the_speaker() -> None:
    made = chain_of(statement(speaker="s", via=("a", "p"), medium="X"), KNOWN, "Daily", False)
    assert [link.role for link in made.links] == ["outlet", "paper", "agency", "medium", "speaker"]
    assert made.links[-1].name == "Nader Said"


def test_a_described_source_is_the_root() -> None:
    made = chain_of(statement(speaker_span=Span.of(TEXT, 4, 8)), KNOWN, None, False)
    assert (made.links[-1].role, made.links[-1].name) == ("speaker", "مصدر")


def test_a_text_may_be_the_root() -> None:
    made = chain_of(statement(speaker_span=Span.of(TEXT, 4, 8)), KNOWN, None, True)
    assert made.links[-1].role == "document"


def test_nobody_said_it() -> None:
    assert chain_of(statement(), KNOWN, None, False).links[-1].role == "unsourced"


def test_a_ministry_that_hands_words_on_is_a_witness_and_no_paper() -> None:
    made = chain_of(statement(speaker="s", via=("m", "u")), KNOWN, "Daily", False)
    assert [link.role for link in made.links] == ["outlet", "paper", "witness", "speaker"]


def test_a_platform_is_the_medium_and_told_once() -> None:
    told = chain_of(statement(speaker="s", via=("org:facebook",), medium="post to Facebook"), KNOWN, "Daily", False)
    assert [link.name for link in told.links] == ["Daily", "post to Facebook", "Nader Said"]
    untold = chain_of(statement(speaker="s", via=("org:facebook",)), KNOWN, "Daily", False)
    assert [link.role for link in untold.links] == ["outlet", "medium", "speaker"]
