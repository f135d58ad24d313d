"""Atom (RFC 4287) and JSON Feed 1.1 of facts, the latest first, each with its count of chains and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import BinaryIO
from xml.sax.saxutils import escape

import msgspec
from msgspec import Struct

from musnad.faces.export.selection import Selection
from musnad.faces.wording import Wording
from musnad.records import Fact
from musnad.store.entries import Held

MOST = 200
"""Entries of a feed."""
_NEVER = "1970-01-01T00:00:00Z"
_CONTROL = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF))


class Entry(Struct, frozen=True):
    """One fact as an entry: `title` and `summary` for people, `updated` is the time of its latest report."""

    id: str
    title: str
    summary: str
    updated: str
    link: str | None


class Feed(Struct, frozen=True):
    """A feed's own id and title, and where it and its page are, if anywhere."""

    id: str
    title: str
    address: str = ""
    page: str = ""


def entries(chosen: Selection, wording: Wording) -> tuple[Entry, ...]:
    """The latest facts."""
    found = chosen.facts()[:MOST]
    chosen.meet(id_ for fact in found for id_ in (*fact.actors, *fact.recipients, fact.place) if id_)
    held = chosen.store.held(list(dict.fromkeys(telling.article for fact in found for telling in fact.tellings)))
    return tuple(_entry(fact, chosen, wording, held) for fact in found)


def _entry(fact: Fact, chosen: Selection, wording: Wording, reports: Mapping[str, Held]) -> Entry:
    names = [[name for id_ in ids if (name := chosen.name(id_))] for ids in (fact.actors, fact.recipients)]
    sides = " ← ".join("، ".join(side[:3]) for side in names if side)
    place = chosen.name(fact.place)
    title = " · ".join(filter(None, (wording.ar(fact.type), sides, place, fact.date)))
    quote = next((witness.quote for witness in fact.supporting if witness.quote), "")
    why = (fact.why.ar, fact.why.en) if fact.why else ()
    held = [reports[telling.article] for telling in fact.tellings if telling.article in reports]
    times = sorted(instant(one.published) for one in held if one.published)
    link = next((one.url for one in held if one.url), None)
    summary = "\n".join(filter(None, (f"«{quote}»" if quote else "", *why)))
    return Entry(f"urn:musnad:{fact.id}", title, summary, times[-1] if times else _NEVER, link)


def instant(published: str) -> str:
    """A time of publication as RFC 3339; what is less exact than a second begins at its beginning, UTC."""
    day, _, clock = published.partition("T")
    day = "-".join([*day.split("-"), "01", "01"][:3])
    if not clock:
        return f"{day}T00:00:00Z"
    if clock.endswith("Z") or "+" in clock or "-" in clock:
        return f"{day}T{clock}"
    return f"{day}T{clock if clock.count(':') == 2 else clock + ':00'}Z"


def _text(text: str) -> str:
    return escape(text.translate(_CONTROL), {'"': "&quot;"})


def write_atom(out: BinaryIO, chosen: Selection, wording: Wording) -> int:
    """Write an Atom feed of the facts that are chosen; the number of its entries."""
    return atom(out, entries(chosen, wording), Feed("urn:musnad:facts", "مُسنَد · وقائع"))


def atom(out: BinaryIO, found: Sequence[Entry], feed: Feed) -> int:
    """Write entries as an Atom feed; their number."""
    newest = max((entry.updated for entry in found), default=_NEVER)
    out.write(
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ar">\n'
        f"<id>{_text(feed.id)}</id><title>{_text(feed.title)}</title><updated>{newest}</updated>"
        f"<author><name>Musnad</name></author>{_links(feed)}\n".encode()
    )
    for entry in found:
        link = f'<link href="{_text(entry.link)}"/>' if entry.link else ""
        out.write(
            f"<entry><id>{_text(entry.id)}</id><title>{_text(entry.title)}</title><updated>{entry.updated}</updated>"
            f"{link}<summary>{_text(entry.summary)}</summary></entry>\n".encode("utf-8", "replace")
        )
    out.write(b"</feed>\n")
    return len(found)


def _links(feed: Feed) -> str:
    pairs = (("self", feed.address), ("alternate", feed.page))
    return "".join(f'<link rel="{rel}" href="{_text(href)}"/>' for rel, href in pairs if href)


def write_json_feed(out: BinaryIO, chosen: Selection, wording: Wording) -> int:
    """Write a JSON Feed of the facts that are chosen; the number of its items."""
    return json_feed(out, entries(chosen, wording), Feed("urn:musnad:facts", "مُسنَد · وقائع"))


def json_feed(out: BinaryIO, found: Sequence[Entry], feed: Feed) -> int:
    """Write entries as a JSON Feed; their number."""
    items = [
        {
            "id": entry.id,
            "title": entry.title,
            "content_text": entry.summary,
            "date_published": entry.updated,
            **({"url": entry.link} if entry.link else {}),
        }
        for entry in found
    ]
    told = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "language": "ar",
        "authors": [{"name": "Musnad"}],
        **({"home_page_url": feed.page} if feed.page else {}),
        **({"feed_url": feed.address} if feed.address else {}),
        "items": items,
    }
    out.write(msgspec.json.format(msgspec.json.encode(told), indent=1) + b"\n")
    return len(found)
