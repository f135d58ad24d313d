import pytest

from musnad.lang.ar.forms import FormIndex
from musnad.records import EntityKind
from musnad.statements.cues import CueLexicon
from musnad.statements.media import told
from musnad.statements.propose import propose

from .build import entities, layout

SPEAKER: tuple[str, EntityKind, str] = ("نادر سعيد", "PER", "p")
CHANNEL: tuple[str, EntityKind, str] = ("قناة المدار", "ORG", "c")


@pytest.mark.parametrize(
    ("text", "medium"),
    [
        ("قال نادر سعيد في مؤتمر صحفي إن العمل بدأ.", "press conference"),
        ("وقال نادر سعيد في منشور على تلغرام إن العمل بدأ.", "Telegram"),
        ("وفي بيان مشترك، قال نادر سعيد إن العمل بدأ.", "joint statement"),
        ("قال نادر سعيد إن العمل بدأ في مؤتمر صحفي.", None),
    ],
)
def test_media(text: str, medium: str | None, forms: FormIndex, lexicon: CueLexicon) -> None:
    made = layout(text, SPEAKER, lexicon=lexicon)
    candidate = propose(made, forms)[0]
    assert told(made, candidate, {}, None).medium == medium


def test_the_channel_spoken_to_is_via_but_not_the_outlet(forms: FormIndex, lexicon: CueLexicon) -> None:
    made = layout("قال نادر سعيد في مقابلة مع قناة المدار إن العمل بدأ.", SPEAKER, CHANNEL, lexicon=lexicon)
    known = {entity.id: entity for entity in entities(SPEAKER, CHANNEL)}
    candidate = next(c for c in propose(made, forms) if c.hit.token == 0)
    assert told(made, candidate, known, None).via == ("c",)
    assert told(made, candidate, known, None).medium == "interview with قناة المدار"
    assert told(made, candidate, known, "قناة المدار").via == ()


def test_a_platform_ahead_of_the_cue_and_an_occasion_behind_it(forms: FormIndex, lexicon: CueLexicon) -> None:
    made = layout("كتب على تلغرام، وقال نادر سعيد في تصريح مقتضب إن العمل بدأ.", SPEAKER, lexicon=lexicon)
    found = told(made, propose(made, forms)[0], {}, None)
    assert (found.medium, made.words.span(found.first, found.stop).quote) == ("Telegram", "تلغرام")
