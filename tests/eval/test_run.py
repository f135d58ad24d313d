from musnad.eval.gold import Document, GoldDocument, sentence_numbers, token_bounds
from musnad.eval.run import Scored, misses
from musnad.eval.scores import score
from musnad.standoff import FlatEvent, Standoff

TEXT = "أدانت تونس الهجوم أمس بشدة"
BOUNDS = token_bounds(TEXT)


def test_misses_show_both_sides_in_the_order_of_the_text() -> None:
    gold = Standoff(events=(FlatEvent("v1", BOUNDS[2], "ASSAULT"),))
    found = Standoff(events=(FlatEvent("v1", BOUNDS[0], "ACCUSE"),))
    document = GoldDocument("x", Document(TEXT), gold, BOUNDS, sentence_numbers(TEXT, BOUNDS))
    extra, missed = misses(Scored(document, score(document, found)), "events", around=5)
    assert (extra.missed, extra.quote, extra.context) == (False, "أدانت", "[أدانت] تونس")
    assert (missed.missed, missed.quote) == (True, "الهجوم")
    assert missed.context == "تونس [الهجوم] أمس"
