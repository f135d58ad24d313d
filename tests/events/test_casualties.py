from collections.abc import Mapping

import pytest

from musnad.events.casualties import CasualtyWord, Toll, counts, tolls
from musnad.events.lexicon import TriggerLexicon
from tests.events.build import Name, Stage, at, trigger

Table = Mapping[str, CasualtyWord]


def told(stage: Stage, table: Table, text: str, *names: Name) -> dict[str, int]:
    """The first number of each outcome."""
    found: dict[str, int] = {}
    for count in counts(stage.scene(text, *names), table):
        found.setdefault(count.outcome, count.number)
    return found


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("أعلنت السلطات مقتل شخصين وإصابة 12 في انفجار", 2, 12),
        ("قُتل خمسة جنود وجرح ثلاثة في هجوم", 5, 3),
        ("أدى القصف إلى سقوط 4 قتلى و10 جرحى", 4, 10),
        ("أعلنت الوزارة استشهاد شاب برصاص الجنود", 1, None),
        ("هجوم أودى بحياة 20 شخصا", 20, None),
        ("حادث راح ضحيته 22 شخصا", 22, None),
        ("أصيب طفلان في غارة", None, 2),
        ("لقي ثلاثة حتفهم في هجوم", 3, None),
        ("للأسف لقي ستة أشخاص مصرعهم", 6, None),
        ("وقال إن سبعة أشخاص على الأقل قتلوا", 7, None),
        ("اثنان من رجال الشرطة أصيبا بجروح", None, 2),
        ("مقتل ما لا يقل عن 17 شخصا وإصابة أكثر من 40 آخرين", 17, 40),
        ("هجوم يوقع ١٢ قتيلا و٢٥ جريحا", 12, 25),
        ("قتل ثلاثة عشر مدنيا وأصيب خمسة وعشرون", 13, 25),
        ("قتل الجيش 20 إرهابيا", 20, None),
        ("قتلت قوات الأمن ثلاثة من المهاجمين", 3, None),
        ("ارتفع عدد القتلى في الهجوم إلى 31", 31, None),
        ("بلغت حصيلة القتلى 23", 23, None),
        ("قُتل قيادي في الحركة وخمسة آخرين", 6, None),
        ("انفجار يخلف قتيلين و6 جرحى", 2, 6),
    ],
)
def test_numbers_of_killed_and_injured(
    stage: Stage, casualties: Table, text: str, killed: int | None, injured: int | None
) -> None:
    found = told(stage, casualties, text)
    assert (found.get("killed"), found.get("injured")) == (killed, injured)


@pytest.mark.parametrize(
    "text",
    [
        "أسفر الانفجار عن مقتل العشرات",
        "قتل عشرات الأشخاص وأصيب مئات آخرون",
        "مقتل العشرات بينهم 3 أطفال",
        "استشهاد مدنيين وأعوان من الأمن",
        "لم يسفر الهجوم عن سقوط قتلى أو جرحى",
        "لم يصب أحد في الهجوم",
        "أصاب الصاروخ مبنى من 5 طوابق",
        "قتل في عام 2015",
    ],
)
def test_what_is_vague_denied_or_no_head_has_no_number(stage: Stage, casualties: Table, text: str) -> None:
    assert told(stage, casualties, text) == {}


@pytest.mark.parametrize("part", ["بينهم طفلان", "من بينهم امرأة", "بينهم 3 أطفال", "بينهم ثلاثة قتلى من الشرطة"])
def test_a_part_does_not_replace_the_total(stage: Stage, casualties: Table, part: str) -> None:
    assert told(stage, casualties, f"قتل 15 شخصا {part} في غارة") == {"killed": 15}


@pytest.mark.parametrize("text", ["قُتل وأصيب 30 شخصا", "مقتل وإصابة 30 شخصا"])
def test_one_number_for_both_is_neither(stage: Stage, casualties: Table, text: str) -> None:
    assert told(stage, casualties, text) == {}


def test_a_named_victim_is_one(stage: Stage, casualties: Table) -> None:
    assert told(stage, casualties, "اغتيال أحمد سالم في بيروت", ("أحمد سالم", "PER", "ahmad")) == {"killed": 1}


def test_the_span_holds_the_words_of_the_count(stage: Stage, casualties: Table) -> None:
    (count,) = counts(stage.scene("أعلن الجيش مقتل ثلاثة جنود"), casualties)
    assert count.span.quote == "مقتل ثلاثة"


def toll(
    stage: Stage, table: Table, lexicon: TriggerLexicon, text: str, *triggers: str
) -> list[tuple[int | None, int | None]]:
    scene = stage.scene(text)
    acts = tuple(trigger(scene, word, "ASSAULT", lexicon) for word in triggers)
    found = tolls(scene, acts, table)
    return [((t := found.get(at(scene, word), Toll())).killed, t.injured) for word in triggers]


def test_a_toll_belongs_to_the_attack_that_killed(stage: Stage, casualties: Table, lexicon: TriggerLexicon) -> None:
    assert toll(stage, casualties, lexicon, "شن مسلحون هجوما أودى بحياة 20 شخصا", "هجوما") == [(20, None)]


def test_killed_and_injured_told_together_belong_to_one_act(
    stage: Stage, casualties: Table, lexicon: TriggerLexicon
) -> None:
    text = "قُتل خمسة جنود وجرح ثلاثة في هجوم على المعسكر"
    assert toll(stage, casualties, lexicon, text, "قُتل", "هجوم") == [(5, 3), (None, None)]


def test_a_preposition_links_a_toll_to_its_act(stage: Stage, casualties: Table, lexicon: TriggerLexicon) -> None:
    text = "بعد هجوم الأمس الذي أدانته الدول أصيب خمسة بقصف على السوق"
    assert toll(stage, casualties, lexicon, text, "هجوم", "بقصف") == [(None, None), (None, 5)]


def test_a_toll_without_a_violent_act_is_nobodys(stage: Stage, casualties: Table, lexicon: TriggerLexicon) -> None:
    scene = stage.scene("أدان الوزير مقتل ثلاثة جنود")
    assert tolls(scene, (trigger(scene, "أدان", "ACCUSE", lexicon),), casualties) == {}


def test_numbers_do_not_cross_into_another_sentence(stage: Stage, casualties: Table, lexicon: TriggerLexicon) -> None:
    assert toll(stage, casualties, lexicon, "وقع هجوم على السوق. ومات 3 في حادث. مقتل 9 بزلزال", "هجوم") == [
        (None, None)
    ]
