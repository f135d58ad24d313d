"""Commands by which a person outranks the machine: same, differ, undo, decisions, corrections."""

from __future__ import annotations

from getpass import getuser
from typing import Annotated

import typer

from musnad.faces.bidi import safe
from musnad.faces.keeping import DEFAULT_STORE, StoreUrl, now, opened

One = Annotated[
    str, typer.Argument(metavar="ONE", help="Id of an article, a fact, an entity, or an event (article:…/v3).")
]
Other = Annotated[str, typer.Argument(metavar="OTHER", help="Id of another of the same kind.")]
Comment = Annotated[str, typer.Option(help="Why.")]


def same(one: One, other: Other, store: StoreUrl = DEFAULT_STORE, comment: Comment = "") -> None:
    """Say that two articles are one story's, two facts one happening, two entities one.

    **Example**: `musnad same fact:0123456789abcdef fact:fedcba9876543210`
    """
    _decide(one, other, same=True, store=store, comment=comment)


def differ(one: One, other: Other, store: StoreUrl = DEFAULT_STORE, comment: Comment = "") -> None:
    """Say that two articles, facts or entities are not the same.

    **Example**: `musnad differ article:0123456789abcdef article:fedcba9876543210`
    """
    _decide(one, other, same=False, store=store, comment=comment)


def _decide(one: str, other: str, *, same: bool, store: str, comment: str) -> None:
    from musnad.ingest.decide import decide

    with opened(store) as kept:
        made = decide(kept, one, other, same=same, by=getuser(), at=now(), comment=comment)
    typer.echo(f"{made.id} (take it back with `musnad undo {made.id}`)", err=True)


def undo(
    decision: Annotated[str, typer.Argument(metavar="ID", help="Id of the decision, or of the correction.")],
    store: StoreUrl = DEFAULT_STORE,
) -> None:
    """Take a decision or a correction back; the machine's own view stands again.

    **Example**: `musnad undo decision:0123456789abcdef`
    """
    from musnad.ingest.correct import undo_correction
    from musnad.ingest.decide import undo as take_back

    with opened(store) as kept:
        if decision.startswith("correction:"):
            undo_correction(kept, decision, by=getuser(), at=now())
        else:
            take_back(kept, decision, by=getuser(), at=now())


def decisions(store: StoreUrl = DEFAULT_STORE) -> None:
    """List every decision that was made, with who and when.

    **Example**: `musnad decisions`
    """
    with opened(store) as kept:
        for made in kept.decisions():
            what = f"undoes {made.undoes}" if made.undoes else ("same" if made.same else "not the same")
            parts = (made.id, made.at[:19], made.by, what, made.one, made.other, made.comment)
            typer.echo("\t".join(safe(part) for part in parts))


def corrections(store: StoreUrl = DEFAULT_STORE) -> None:
    """List every correction of a reading that was made, with who, when, before and after.

    **Example**: `musnad corrections`
    """
    with opened(store) as kept:
        for made in kept.corrections():
            what = f"undoes {made.undoes}" if made.undoes else f"{made.act} {made.layer}"
            parts = (
                made.id,
                made.at[:19],
                made.by,
                made.article,
                what,
                made.before or "",
                made.after or "",
                made.comment,
            )
            typer.echo("\t".join(safe(part) for part in parts))
