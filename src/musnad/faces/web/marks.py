"""What a person confirmed, corrected, added or took out, as pages mark it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from musnad.faces.web.pages.review_item import page_key
from musnad.records import Reading, Reviewed
from musnad.review.items import Item
from musnad.store.base import Store

MOST = 5000
"""Corrections that are looked through for the reports of one page, the latest first."""


class Marks(Struct, frozen=True):
    """Marks of one reading: by the item's id on the article's page, and those of what is not there any more."""

    by_key: Mapping[str, Reviewed] = {}
    removed: tuple[Reviewed, ...] = ()


def marks(reading: Reading) -> Marks:
    """The marks of a reading."""
    found: dict[str, Reviewed] = {}
    removed = []
    for mark in reading.reviewed:
        key = page_key(reading, Item(mark.layer, mark.item)) if mark.act != "remove" else ""
        if key:
            found[key] = mark
        elif mark.act == "remove":
            removed.append(mark)
    return Marks(found, tuple(removed))


def reviewed_events(store: Store, articles: Iterable[str]) -> dict[tuple[str, str], Reviewed]:
    """Events of reports that a person spoke about, by report and event; reports without corrections are not read."""
    corrected = {change.id for change in store.altered(("reviewed",), limit=MOST)}
    touched = [article for article in dict.fromkeys(articles) if article in corrected]
    return {
        (reading.article.id, mark.item): mark
        for reading in store.readings(touched)
        for mark in reading.reviewed
        if mark.layer == "event" and mark.act != "remove"
    }
