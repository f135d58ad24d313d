"""A person's corrections of readings: kept, shown everywhere at once, and taken back without a trace."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.json import decode
from msgspec.structs import replace

from musnad.errors import ReviewError
from musnad.identity import content_id
from musnad.ingest.collate import collate
from musnad.ingest.state import digested
from musnad.records import Correction, Reading
from musnad.review.doubts import OF_READINGS, doubts_of, lost_doubts
from musnad.review.items import TYPES, first_span, key_of, records
from musnad.review.lay import laid
from musnad.review.make import Signed, taken_back
from musnad.store.base import Store
from musnad.store.corrections import standing


def correct(store: Store, correction: Correction) -> Correction:
    """Keep a correction (of `musnad.review.make`), lay it over the reading, and tell the article's story anew.

    One transaction. Gives the correction as it was kept (its id is another one where the log has that id already).
    Doubts about the item leave the queue.

    Raises:
        ReviewError: no such article, or its item is no longer as the person saw it.
    """
    with store.transaction():
        shown = store.reading(correction.article)
        if shown is None:
            raise ReviewError(f"{correction.article}: no such article")
        if correction.before is not None and not _is_there(shown, correction):
            raise ReviewError("this item was changed meanwhile; look at it again")
        log = store.corrections(correction.article)
        if any(one.id == correction.id for one in log):
            correction = replace(correction, id=content_id("correction", correction.id, len(log)))
        store.settle(_asked(store, correction))
        _put(store, correction, (*log, correction))
        return correction


def undo_correction(store: Store, correction: str, *, by: str, at: str) -> Correction:
    """Take a correction back by its id; gives the undoing as it was kept. Its doubts are in the queue again.

    Raises:
        ReviewError: no such correction, or it was taken back before; a later one stands upon it.
    """
    with store.transaction():
        found = next((one for one in store.corrections() if one.id == correction and one.undoes is None), None)
        if found is None:
            raise ReviewError(f"{correction}: no such correction")
        log = store.corrections(found.article)
        if any(one.undoes == correction for one in log):
            raise ReviewError(f"{correction}: it was taken back already")
        _is_last(store, found, log)
        made = taken_back(found, Signed(by=by, at=at))
        _put(store, made, (*log, made))
        shown = store.reading(found.article)
        if shown is not None and not any(mark.correction == correction for mark in shown.reviewed):
            store.settle(_asked(store, found), settled=False)
        return made


def laid_over(store: Store, machine: Reading) -> tuple[Reading, tuple[str, ...]]:
    """The machine's new reading of a kept article with the corrections that stand, and ids of those that are lost."""
    made = laid(machine, standing(store.corrections(machine.article.id)))
    return made.reading, made.lost


def _put(store: Store, made: Correction, log: Sequence[Correction]) -> None:
    """Append to the log and show what follows from all of it. Raises: ReviewError."""
    machine = store.machine_reading(made.article)
    if machine is None:
        raise ReviewError(f"{made.article}: no such article")
    before = set(laid(machine, standing(tuple(log[:-1]))).lost)
    result = laid(machine, standing(tuple(log)))
    if lost := [id for id in result.lost if id not in before]:
        raise ReviewError(f"{lost[0]} would have no item any more; take that back first")
    digest = digested(result.reading)
    store.correct(made, result.reading, folded=digest.folded, derived=digest.state)
    asked = (*lost_doubts(made.article, log, result.lost), *doubts_of(result.reading))
    store.put_doubts(made.article, asked, kinds=OF_READINGS)
    collate(store, stale=[made.article])


def _is_there(shown: Reading, correction: Correction) -> bool:
    """Whether the item is still as the person saw it."""
    before = decode(correction.before or "null", type=TYPES[correction.layer])
    return before in records(shown, correction.layer)


def _is_last(store: Store, found: Correction, log: Sequence[Correction]) -> None:
    """Raise `ReviewError` where a later word on the same item stands: it was said of what this one made."""
    shown, machine = store.reading(found.article), store.machine_reading(found.article)
    if shown is None or machine is None or any(mark.correction == found.id for mark in shown.reviewed):
        return
    if found.id not in laid(machine, standing(tuple(log))).lost:
        raise ReviewError(f"{found.id}: a later word on the same item stands; take that back first")


def _asked(store: Store, correction: Correction) -> list[str]:
    """Ids of the doubts about a correction's item, by its name and by its place."""
    text = correction.before or correction.after
    if text is None:
        return []
    record = decode(text, type=TYPES[correction.layer])
    span = first_span(record)
    about = {f"{correction.article}/{key_of(record)}", f"{correction.article}/{span.start}-{span.end}"}
    kind = "name" if correction.layer == "mention" else correction.layer
    return [one.id for one in store.doubts_of(correction.article) if one.about in about and one.kind == kind]
