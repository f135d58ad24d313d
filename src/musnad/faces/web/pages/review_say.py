"""A person's word, said through a page: kept as a correction or a decision, logged, and taken back again."""

from __future__ import annotations

from msgspec import Struct

from musnad.errors import MusnadError, ReviewError, StoreError
from musnad.faces.keeping import now
from musnad.faces.web.audit import Audit
from musnad.faces.web.problems import Refusal
from musnad.ingest.correct import correct, undo_correction
from musnad.ingest.decide import decide
from musnad.ingest.decide import undo as undo_decision
from musnad.records import Correction, Decision, Doubt, Reading
from musnad.review import make
from musnad.review.doubts import pair_of
from musnad.review.edits import Edit
from musnad.review.items import Item
from musnad.store.base import Store


class Said(Struct, frozen=True, kw_only=True):
    """What a person says of one item: `act` accept, change, add or remove; `edit` for change and add."""

    act: str
    item: Item | None = None
    edit: Edit | None = None
    comment: str = ""


def made(reading: Reading, said: Said, by: str) -> Correction:
    """The correction that says it. Raises: ReviewError."""
    signed = make.Signed(by=by, at=now(), comment=said.comment)
    if said.act == "add" and said.edit is not None:
        return make.add(reading, said.edit, signed)
    if said.item is None:
        raise ReviewError("no item is named")
    if said.act == "change" and said.edit is not None:
        return make.change(reading, said.item, said.edit, signed)
    if said.act == "remove":
        return make.remove(reading, said.item, signed)
    if said.act == "accept":
        return make.accept(reading, said.item, signed)
    raise ReviewError(f"{said.act}: an edit is needed")


def keep(store: Store, audit: Audit, correction: Correction, doubt: Doubt | None = None) -> Correction:
    """Keep a correction and what it settles. Raises: ReviewError."""
    with store.transaction():
        kept = correct(store, correction)
        if doubt is not None:
            store.settle([doubt.id])
        audit.note("change", kept.id, f"{kept.act} {kept.layer} of {kept.article}")
    return kept


def judge(store: Store, audit: Audit, doubt: Doubt, *, same: bool, by: str, comment: str) -> Decision:
    """Say that the two things of a doubt are one, or are not.

    Raises:
        Refusal: they are not there any more, or the word does not fit what is kept.
    """
    pair = pair_of(doubt)
    if pair is None:
        raise Refusal("not-valid", "this doubt is not about two things")
    with store.transaction():
        try:
            decision = decide(store, *pair, same=same, by=by, at=now(), comment=comment)
        except StoreError:
            raise
        except MusnadError as problem:
            raise Refusal("conflict", str(problem)) from problem
        audit.note("change", decision.id, f"{'same' if same else 'not the same'}: {decision.one}, {decision.other}")
    return decision


def dismiss(store: Store, audit: Audit, doubt: Doubt) -> None:
    """Take a doubt out of the queue without a word on its item."""
    with store.transaction():
        store.settle([doubt.id])
        audit.note("change", doubt.id, f"left as it is: {doubt.about}")


def last_of(store: Store, person: str) -> str | None:
    """Id of the last word of a person that stands."""
    log: list[Correction | Decision] = [*store.corrections(), *store.decisions()]
    undone = {one.undoes for one in log if one.undoes}
    mine = [one for one in log if one.by == person and one.undoes is None and one.id not in undone]
    return max(mine, key=lambda one: one.at).id if mine else None


def take_back(store: Store, audit: Audit, id: str, *, by: str) -> Correction | Decision:
    """Take a word back. Raises: Refusal: there is none of this id, or it was taken back before."""
    try:
        with store.transaction():
            if id.startswith("decision:"):
                undone: Correction | Decision = undo_decision(store, id, by=by, at=now())
            else:
                undone = undo_correction(store, id, by=by, at=now())
            audit.note("change", undone.id, f"undoes {id}")
    except StoreError:
        raise
    except MusnadError as problem:
        raise Refusal("conflict", str(problem)) from problem
    return undone
