from musnad.records import Change, Event
from musnad.spans import Span
from musnad.stories.telling import tell_story
from tests.stories.told_reports import reading

SHIP = ("سفينة الأمل", "fac:1", "FAC")
PORT = ("ميناء سدرة", "gn:7", "GPE")
NAVY = ("البحرية", "org:2", "ORG")


def told() -> list:
    names = [SHIP, PORT, NAVY]
    body = "قالت البحرية إن سفينة الأمل غرقت قبالة ميناء سدرة"
    rates = "ارتفعت أسعار الشحن بعد غرق سفينة الأمل"
    return [
        reading("غرق سفينة الأمل قبالة ميناء سدرة", body, names=names, published="2024-05-03", number=1),
        reading("البحرية تعلن غرق سفينة الأمل قبالة ميناء سدرة", body, names=names, published="2024-05-04", number=2),
        reading("أسعار الشحن ترتفع", rates, names=[SHIP], published="2024-05-05", number=3),
    ]


def test_the_headline_is_that_of_the_most_central_report() -> None:
    story = tell_story("story:1", told(), (), 3)
    assert story.title in {reading.article.title for reading in told()[:2]}


def test_articles_stand_by_time_and_undated_ones_last() -> None:
    undated = reading("غرق سفينة", "", published=None, number=9)
    story = tell_story("story:1", [undated, *reversed(told())], (), 2)
    assert story.articles == ("article:1", "article:2", "article:3", "article:9")
    assert (story.first, story.last, story.texts) == ("2024-05-03", "2024-05-05", 2)


def test_the_order_of_reports_does_not_matter() -> None:
    assert tell_story("story:1", told(), (), 3) == tell_story("story:1", told()[::-1], (), 3)


def test_names_and_places_that_mark_it() -> None:
    first = told()[0]
    trigger = Span.of(first.article.text, 0, 3)
    event = Event(id="v1", trigger=trigger, type="ASSAULT", actors=("org:2",), place="gn:7")
    told_again = [
        reading("غرق سفينة الأمل قبالة ميناء سدرة", "البحرية", names=[SHIP, PORT, NAVY], events=[event], number=n)
        for n in (1, 2)
    ]
    story = tell_story("story:1", told_again, (), 2)
    assert story.names == ("org:2", "gn:7")
    assert story.places == ("gn:7", "fac:1")


def test_history_is_kept_and_nothing_is_invented() -> None:
    history = (Change(after="article:1", what="began"),)
    story = tell_story("story:1", [reading("", "", published=None)], history, 1)
    assert (story.title, story.first, story.last, story.history) == ("", None, None, history)
    assert (story.facts, story.deadlines, story.least, story.most) == ((), (), 0, 0)
