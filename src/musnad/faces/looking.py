"""Commands that look into a store: stories, story, facts, deadlines, search."""

from __future__ import annotations

import os
import sys
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from musnad.errors import MusnadError
from musnad.faces.bidi import Direction, turn_for
from musnad.faces.keeping import DEFAULT_STORE, StoreUrl, opened, today

if TYPE_CHECKING:
    from musnad.faces.shelf import Shelf
    from musnad.store.base import Store
    from musnad.store.entries import Filters

Rtl = Annotated[Direction, typer.Option("--rtl", envvar="MUSNAD_RTL", help="Who turns Arabic around.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print records, one line of JSON each.")]
Most = Annotated[int, typer.Option("--limit", min=1, max=10_000, help="How many at most.")]
Actor = Annotated[str | None, typer.Option(help="A name in any spelling, or an entity's id.")]
Role = Annotated[str, typer.Option(help="What the actor is there: actor, recipient, speaker or any.")]
Type = Annotated[str | None, typer.Option("--type", help="PLOVER type, e.g. ASSAULT.")]
Mode = Annotated[str | None, typer.Option(help="PLOVER mode, e.g. airstrike.")]
Status = Annotated[str | None, typer.Option(help="occurred, ongoing, planned, threatened, denied …")]
PlaceName = Annotated[str | None, typer.Option("--place", help="A place's name or id.")]
Outlet = Annotated[str | None, typer.Option(help="Who publishes it.")]
Since = Annotated[str | None, typer.Option(help="First day, e.g. 2025-08-01.")]
Until = Annotated[str | None, typer.Option(help="Day after the last.")]
Broken = Annotated[str | None, typer.Option("--damage", help="Reports that a translation broke so; any: in any way.")]


def _shelf(store: Store, direction: Direction) -> Shelf:
    from rich.console import Console

    from musnad.faces.shelf import Shelf
    from musnad.faces.terminal import Sheet
    from musnad.faces.wording import Wording

    console = Console(highlight=False)
    turn = turn_for(direction, is_terminal=console.is_terminal, environment=os.environ)
    return Shelf(store, Sheet(console, turn, Wording.load()))


def filters(**given: Any) -> Filters:
    """Filters of a search; a value that no field takes is a usage error."""
    import msgspec

    from musnad.store.entries import Filters

    for name in ("since", "until"):
        a_day(given.get(name), f"--{name}")
    for name, known in _choices().items():
        if (value := given.get(name)) is not None and value not in known:
            raise typer.BadParameter(f"{value} is none of {', '.join(known)}", param_hint=f"--{name}")
    try:
        return msgspec.convert({key: value for key, value in given.items() if value is not None}, Filters)
    except msgspec.ValidationError as problem:
        raise typer.BadParameter(str(problem)) from problem


def _choices() -> dict[str, tuple[str, ...]]:
    """Filters that take one of some words, and those words."""
    from musnad.records import DAMAGE_KINDS, EVENT_TYPES, STATUSES
    from musnad.store.entries import Role

    return {"type": EVENT_TYPES, "status": STATUSES, "role": get_args(Role), "damage": ("any", *DAMAGE_KINDS)}


def a_day(value: str | None, option: str) -> None:
    """Nothing, if `value` is an ISO day or None; else a usage error: compared as words, it would find nothing."""
    try:
        fits = value is None or date.fromisoformat(value).isoformat() == value
    except ValueError:
        fits = False
    if not fits:
        raise typer.BadParameter(f"{value} is no day; write 2025-08-01", param_hint=option)


def _lines(records: Any) -> None:
    import msgspec

    for record in records:
        sys.stdout.write(msgspec.json.encode(record).decode() + "\n")


def stories(
    store: StoreUrl = DEFAULT_STORE,
    actor: Actor = None,
    place: PlaceName = None,
    since: Since = None,
    until: Until = None,
    limit: Most = 20,
    as_json: AsJson = False,
    direction: Rtl = Direction.AUTO,
) -> None:
    """List stories, the latest first: reports, texts and independent chains of each.

    **Example**: `musnad stories --since 2025-08-01`
    """
    with opened(store) as kept:
        found = kept.stories(filters(actor=actor, place=place, since=since, until=until), limit=limit)
        if as_json:
            _lines(found)
            return
        shelf = _shelf(kept, direction)
        for story in found:
            shelf.headline(story)
    if not found:
        typer.echo("no story fits", err=True)


def story(
    story: Annotated[str, typer.Argument(metavar="ID", help="Id of the story, or of an article in it.")],
    store: StoreUrl = DEFAULT_STORE,
    as_json: AsJson = False,
    direction: Rtl = Direction.AUTO,
) -> None:
    """Show one story: its reports and copies, facts with their chains and why, conflicts, deadlines.

    **Example**: `musnad story story:0123456789abcdef`
    """
    with opened(store) as kept:
        found = kept.story(story) or kept.story(kept.story_of(story) or "")
        if found is None:
            raise MusnadError(f"{story}: no such story in the store")
        if as_json:
            facts = [fact for id_ in found.facts if (fact := kept.fact(id_))]
            _lines([found, *facts, *kept.limits(story=found.id)])
            return
        _shelf(kept, direction).story(found)


def facts(
    store: StoreUrl = DEFAULT_STORE,
    actor: Actor = None,
    role: Role = "any",
    type_: Type = None,
    mode: Mode = None,
    status: Status = None,
    place: PlaceName = None,
    outlet: Outlet = None,
    since: Since = None,
    until: Until = None,
    limit: Most = 50,
    as_json: AsJson = False,
    direction: Rtl = Direction.AUTO,
) -> None:
    """List facts: what happened, by how many independent chains, and why so many.

    **Example**: `musnad facts --actor بوتين --type CONSULT --since 2025-08-01`
    """
    asked = filters(
        actor=actor, role=role, type=type_, mode=mode, status=status, place=place, outlet=outlet, since=since,
        until=until,
    )  # fmt: skip
    with opened(store) as kept:
        found = kept.facts(asked, limit=limit)
        if as_json:
            _lines(found)
            return
        shelf = _shelf(kept, direction)
        for fact in found:
            shelf.fact(fact)
    if not found:
        typer.echo("no fact fits", err=True)


def deadlines(
    store: StoreUrl = DEFAULT_STORE,
    as_of: Annotated[str | None, typer.Option("--as-of", help="Day that the state is told for; today.")] = None,
    state: Annotated[str | None, typer.Option(help="Only these: open, met, extended, lapsed, unknown.")] = None,
    as_json: AsJson = False,
    direction: Rtl = Direction.AUTO,
) -> None:
    """List deadlines that reports had told of by a day: who gave whom until when for what, and how it stands on it.

    **Example**: `musnad deadlines --as-of 2025-08-08`
    """
    from musnad.records import DeadlineState
    from musnad.stories.limit_state import set_by, state_as_of

    a_day(as_of, "--as-of")
    if state is not None and state not in get_args(DeadlineState):
        raise typer.BadParameter(f"{state} is none of {', '.join(get_args(DeadlineState))}", param_hint="--state")
    day = as_of or today()
    with opened(store) as kept:
        found = [state_as_of(limit, day) for limit in kept.limits() if set_by(limit, day)]
        found = [limit for limit in found if state is None or limit.state == state]
        if as_json:
            _lines(found)
            return
        shelf = _shelf(kept, direction)
        for limit in found:
            shelf.limit(limit)
    if not found:
        typer.echo("no deadline fits", err=True)


def search(
    words: Annotated[str, typer.Argument(help='Words; "a phrase" in quotes, -without, begin*. May be empty.')] = "",
    store: StoreUrl = DEFAULT_STORE,
    actor: Actor = None,
    role: Role = "any",
    type_: Type = None,
    mode: Mode = None,
    status: Status = None,
    place: PlaceName = None,
    outlet: Outlet = None,
    since: Since = None,
    until: Until = None,
    damage: Broken = None,
    limit: Most = 20,
    after: Annotated[str | None, typer.Option(help="Go on after this: the last line of the search before.")] = None,
    as_json: AsJson = False,
    direction: Rtl = Direction.AUTO,
) -> None:
    """Search the reports in folded Arabic: hamza, ة/ه, ى/ي, tashkeel and clitics do not matter.

    **Example**: `musnad search "فرض عقوبات" --actor روسيا --role recipient`
    """
    asked = filters(
        text=words or None, actor=actor, role=role, type=type_, mode=mode, status=status, place=place, outlet=outlet,
        since=since, until=until, damage=damage,
    )  # fmt: skip
    with opened(store) as kept:
        found = kept.search(asked, limit=limit, after=after)
        if as_json:
            _lines(found.hits)
        else:
            shelf = _shelf(kept, direction)
            for hit in found.hits:
                shelf.hit(hit)
    typer.echo(f"{found.total} found" + (f" · more: --after {found.next}" if found.next else ""), err=True)
