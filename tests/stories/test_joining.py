from musnad.records import TimeRange
from musnad.stories.cast import Cast
from musnad.stories.joining import join
from musnad.stories.matching import Matcher
from musnad.stories.reports import Copybook, Report
from musnad.stories.told import told_events
from tests.stories.handmade import Draft, copied, span


def joined(
    *reports: Report, same: tuple[tuple[int, int], ...] = (), apart: tuple[tuple[int, int], ...] = ()
) -> tuple[tuple[int, ...], ...]:
    cast = Cast(reports)
    told = told_events(reports, cast)
    return join(told, Matcher(told, cast), Copybook(reports), same=same, apart=apart)


def report(name: str, text: str, trigger: str, kind: str = "ASSAULT", **more: object) -> Report:
    draft = Draft(name, text)
    if "يوم" in text:
        day = str(more["date"])
        draft.times.append(TimeRange(span=span(text, "يوم"), value=day, kind="date", precision="day"))
    draft.tells(trigger, kind, **more)  # type: ignore[arg-type]
    return draft.done()


ONE = report("a", "قتيلان في هجوم على نقطة تفتيش في تل النهر", "هجوم", killed=2, place="gn:1")
TWO = report("b", "قتيلان في هجوم على نقطة تفتيش قرب تل النهر", "هجوم", killed=2, place="gn:1")
FAR = report("c", "زلزال وقصف على مدينة رأس العين", "قصف", killed=50, place="gn:2", date="2025-08-01")


def test_likely_events_are_joined_and_others_are_not() -> None:
    assert joined(ONE, TWO, FAR) == ((0, 1), (2,))


def test_copies_are_joined_whatever_was_read_in_them() -> None:
    assert joined(FAR, copied(FAR, "موقع", "d")) == ((0, 1),)


def test_a_person_outranks_the_machine() -> None:
    assert joined(ONE, TWO, FAR, apart=((0, 1),)) == ((0,), (1,), (2,))
    assert joined(ONE, TWO, FAR, same=((0, 2),), apart=((0, 1),)) == ((0, 2), (1,))
    assert joined(FAR, copied(FAR, "موقع", "d"), apart=((0, 1),)) == ((0,), (1,))


def test_many_events_are_joined_too() -> None:
    days = [f"2025-{month:02}-{day:02}" for month in range(1, 9) for day in range(1, 27, 2)]
    many = [
        report(
            f"{n}-{k}",
            f"قتيلان في هجوم يوم {day} على الموقع{n} في تل النهر",
            "هجوم",
            place="gn:1",
            date=day,
            killed=n + 2,
        )
        for n, day in enumerate(days)
        for k in range(4)
    ]
    groups = joined(*many)
    assert sorted(i for group in groups for i in group) == list(range(len(many)))
    assert all(len({i // 4 for i in group}) == 1 for group in groups)
