from msgspec.structs import replace

from musnad.eval.gold import Document, GoldDocument, sentence_numbers, token_bounds
from musnad.eval.scores import LAYERS, Row, score, total
from musnad.standoff import FlatEntity, FlatEvent, FlatStatement, FlatTime, Standoff

TEXT = "قال الوزير سامي إن تونس أدانت الهجوم أمس.\nرفضت ليبيا ذلك."
BOUNDS = token_bounds(TEXT)


def at(first: int, last: int) -> tuple[int, int]:
    return BOUNDS[first][0], BOUNDS[last][1]


GOLD = Standoff(
    entities=(
        FlatEntity("sami", "PER", mentions=(at(2, 2),)),
        FlatEntity("tunis", "GPE", mentions=(at(4, 4),)),
        FlatEntity("libya", "GPE", mentions=(at(10, 10),)),
    ),
    statements=(FlatStatement("s1", "sami", at(1, 2), at(0, 0), (at(4, 7),)),),
    events=(
        FlatEvent("v1", at(5, 5), "ACCUSE", actors=("tunis",), date="2025-08-05"),
        FlatEvent("v2", at(9, 9), "REJECT", actors=("libya",)),
    ),
    times=(FlatTime(at(7, 7), "2025-08-05"),),
)
DOCUMENT = GoldDocument("x", Document(TEXT), GOLD, BOUNDS, sentence_numbers(TEXT, BOUNDS))


def test_gold_against_itself_is_perfect() -> None:
    rows = score(DOCUMENT, GOLD).rows
    for layer in ("names", "statements", "attributed", "events", "who-did-what", "arguments", "times"):
        assert rows[layer].f1 == 1.0, layer


def test_nothing_predicted() -> None:
    rows = score(DOCUMENT, Standoff()).rows
    assert rows["events"] == Row(0, 0, 2)
    assert rows["events"].f1 == 0.0


def test_a_region_and_a_state_count_as_one_type_but_a_person_does_not() -> None:
    entities = tuple(replace(e, type="LOC" if e.id == "tunis" else "ORG") for e in GOLD.entities)
    assert score(DOCUMENT, replace(GOLD, entities=entities)).rows["names"].right == 1


def test_half_of_the_content_is_enough_and_less_is_not() -> None:
    for content, right in ((at(4, 5), 1), (at(4, 4), 0)):
        statement = replace(GOLD.statements[0], content=(content,))
        assert score(DOCUMENT, replace(GOLD, statements=(statement,))).rows["statements"].right == right


def test_an_event_needs_its_sentence_and_its_type() -> None:
    elsewhere = replace(GOLD.events[0], trigger=at(9, 9))
    assert score(DOCUMENT, replace(GOLD, events=(elsewhere,))).rows["events"].right == 0
    same_sentence = replace(GOLD.events[0], trigger=at(6, 6))
    assert score(DOCUMENT, replace(GOLD, events=(same_sentence,))).rows["events"].right == 1


def test_a_participant_too_many_is_not_who_did_what() -> None:
    event = replace(GOLD.events[0], recipients=("libya",))
    rows = score(DOCUMENT, replace(GOLD, events=(event,))).rows
    assert rows["events"].right == 1
    assert rows["who-did-what"].right == 0


def test_misses_and_extras_are_listed_with_their_bounds() -> None:
    scores = score(DOCUMENT, replace(GOLD, times=(FlatTime(at(0, 0), "2025"),)))
    assert scores.missed["times"] == (at(7, 7),)
    assert scores.extra["times"] == (at(0, 0),)


def test_totals_add_up() -> None:
    rows = total([score(DOCUMENT, GOLD), score(DOCUMENT, Standoff())])
    assert set(rows) == set(LAYERS)
    assert rows["events"] == Row(2, 2, 4)
