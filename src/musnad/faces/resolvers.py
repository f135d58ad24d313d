"""`musnad who`, `when` and `where`: one resolver at a time, with its reasons."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from musnad.faces.bidi import Direction, safe, turn_for

Rtl = Annotated[Direction, typer.Option("--rtl", envvar="MUSNAD_RTL", help="Who turns Arabic around.")]
_MOST = 8
"""Places of one name that are listed."""


class _Printer:
    """Lines whose parts are turned one by one."""

    def __init__(self, direction: Direction) -> None:
        self._turn = turn_for(direction, is_terminal=sys.stdout.isatty(), environment=os.environ)

    def line(self, *parts: str | None) -> None:
        typer.echo("  ".join(self._turn(safe(part)) for part in parts if part))


def who(
    name: Annotated[str, typer.Argument(help="A name, Arabic or Latin, in any spelling.")],
    direction: Rtl = Direction.AUTO,
) -> None:
    """Find an actor under any spelling of the name, and say why it is the one.

    **Examples**: `musnad who زيلنسكي` · `musnad who "وزارة الدفاع الروسية"` · `musnad who Zelensky`
    """
    from musnad.resolve.names import ActorIndex

    printer = _Printer(direction)
    matches = ActorIndex.load().lookup(name)
    for match in matches:
        actor = match.actor
        printer.line(actor.name, actor.name_en, " · ".join(filter(None, (actor.kind, actor.country, actor.sector))))
        printer.line(f"    {actor.id}", f"[{match.how}]", match.reason)
        for office in actor.offices:
            bounds = "–".join((office.since, office.until)) if office.since or office.until else ""
            printer.line(f"    {office.title} @ {office.of}", bounds)
    if not matches:
        _nothing(f"no actor of the list has the name «{safe(name)}»")


def when(
    text: Annotated[str, typer.Argument(help="A time expression, or a sentence with some.")],
    published: Annotated[str | None, typer.Option(help="Date of publication that «أمس» counts from.")] = None,
    direction: Rtl = Direction.AUTO,
) -> None:
    """Read time expressions to TIMEX3 values.

    **Example**: `musnad when "مساء الثلاثاء الماضي" --published 2025-08-06`
    """
    from musnad.page.dates import Months, machine_date
    from musnad.resolve.when import resolve_phrase
    from musnad.resolve.when_lexicon import TimeLexicon
    from musnad.text.segment import segment

    anchor = machine_date(published, Months.load()) if published else None
    if published and anchor is None:
        raise typer.BadParameter(f"{published!r} is no date; write 2025-08-06", param_hint="--published")
    printer = _Printer(direction)
    times = resolve_phrase(segment(text), published=anchor, lexicon=TimeLexicon.load())
    for time in times:
        printer.line(f"{time.value:<16}", time.span.quote, " · ".join(filter(None, (time.kind, time.precision))))
        if time.begin or time.end:
            printer.line(
                f"    [{time.begin or '…'}, {time.end or '…'})", f"from {time.anchor}" if time.anchor else None
            )
        if time.reason:
            printer.line(f"    {time.reason}")
    if not times:
        _nothing("no time expression there")


def where(
    name: Annotated[
        str, typer.Argument(help="A place's name, Arabic or Latin; a word such as محافظة may stand before.")
    ],
    country: Annotated[
        list[str] | None, typer.Option(help="Country that the article talks about, ISO 3166-1 alpha-3; repeatable.")
    ] = None,
    direction: Rtl = Direction.AUTO,
) -> None:
    """Find the place that a name means, and say why this one or why none.

    **Examples**: `musnad where طرابلس --country LBY` · `musnad where "محافظة درعا"`
    """
    from musnad.resolve.gazetteer import Gazetteer
    from musnad.resolve.where import precision_of, resolve

    printer = _Printer(direction)
    weights = {code.upper(): 1.0 for code in country or ()}
    found = resolve(name, gazetteer=Gazetteer.load(), countries=weights)
    if found.place is not None:
        place = found.place
        printer.line(place.name_ar, place.name_en, place.country, found.precision)
        printer.line(f"    {place.lat:.4f}, {place.lon:.4f}", place.id)
    for reason in found.reasons:
        printer.line(f"    [{reason.code}]", reason.en)
        printer.line("   ", reason.ar)
    for other in found.alternatives[:_MOST]:
        printer.line("    or", other.name_ar, other.name_en, other.country, precision_of(other), other.id)
    if len(found.alternatives) > _MOST:
        printer.line(f"    and {len(found.alternatives) - _MOST} more")
    if found.place is None:
        raise typer.Exit(1)


def _nothing(message: str) -> None:
    typer.echo(message, err=True)
    raise typer.Exit(1)
