from msgspec.structs import replace

from musnad.records import CopyLink, Passage
from musnad.stories.reports import Copybook, Spot
from tests.stories.handmade import Draft, copied


def test_words_are_followed_to_their_first_report() -> None:
    draft = Draft("a", "هز انفجار بلدة تل النهر", outlet="وكالة")
    draft.tells("انفجار")
    first = draft.done()
    second = copied(first, "موقع", "b")
    book = Copybook([first, second])
    assert book.source(Spot(1, 3)) == Spot(0, 3)
    assert book.path(Spot(1, 3)) == (Spot(1, 3), Spot(0, 3))
    assert book.source(Spot(0, 3)) == Spot(0, 3)
    assert book.same_event(1, second.reading.events[0]) == (0, 0)
    assert book.same_event(0, first.reading.events[0]) is None


def test_a_circle_of_links_ends() -> None:
    one = Draft("a", "هز انفجار البلدة").done()
    link = CopyLink(
        article="article:a",
        origin="article:b",
        kind="copy",
        share=1.0,
        origin_share=1.0,
        passages=(Passage(0, 9, 0, 9),),
    )
    other = copied(one, "موقع", "b")
    book = Copybook([replace(one, copies=(link,)), other])
    assert book.path(Spot(0, 3)) == (Spot(0, 3), Spot(1, 3))


def test_few_words_in_common_make_no_copy() -> None:
    draft = Draft("a", "هز انفجار بلدة تل النهر")
    draft.tells("انفجار")
    first = draft.done()
    second = copied(first, "موقع", "b")
    link = replace(second.copies[0], kind="derived", share=0.1, origin_share=0.1)
    book = Copybook([first, replace(second, copies=(link,))])
    assert book.same_event(1, second.reading.events[0]) is None
    assert book.main_origin(1, 0.5) is None
    assert book.sharing(0, 0.05) == (1,)
