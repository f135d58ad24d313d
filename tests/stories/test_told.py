from musnad.records import TimeRange
from musnad.stories.cast import Cast
from musnad.stories.told import interval, told_events
from tests.stories.handmade import BRIGADES, DOCTOR, Draft, entity, span


def test_intervals_of_days() -> None:
    begin, end = interval("2025-09-11")
    assert begin is not None
    assert end == begin + 1
    week = interval("2025-W37")
    assert week[0] is not None
    assert week[1] == week[0] + 7
    assert (interval("2025-02")[1] or 0) - (interval("2025-02")[0] or 0) == 28
    assert (interval("2024")[1] or 0) - (interval("2024")[0] or 0) == 366
    assert interval("soon") == interval(None) == (None, None)


def test_the_dead_do_not_act() -> None:
    dead = entity("group:dead", "GROUP", "ثلاثة قتلى")
    draft = Draft("a", "ثلاثة قتلى في هجوم")
    draft.tells("هجوم", actors=("group:dead", DOCTOR.id))
    report = draft.done(more=(dead,))
    (told,) = told_events([report], Cast([report]))
    assert told.actors == (DOCTOR.id,)
    assert told.recipients == ("group:dead",)


def test_what_only_a_threat_tells_is_threatened() -> None:
    draft = Draft("a", "هددت سرايا النهر بشن هجمات جديدة")
    id_ = draft.says("هددت", "هجمات جديدة", BRIGADES)
    draft.tells("هددت", "THREATEN", actors=(BRIGADES.id,))
    draft.tells("هجمات", by=id_)
    report = draft.done()
    threat, attack = told_events([report], Cast([report]))
    assert (threat.status, attack.status) == ("occurred", "threatened")
    assert attack.future


def test_a_day_told_in_the_same_sentence() -> None:
    draft = Draft("a", "وقع الهجوم مساء الخميس. ثم وقع انفجار")
    draft.times.append(TimeRange(span=span(draft.text, "الخميس"), value="2025-09-11", kind="date", precision="day"))
    draft.tells("الهجوم")
    draft.tells("انفجار")
    report = draft.done()
    assert [told.dated for told in told_events([report], Cast([report]))] == [True, False]
