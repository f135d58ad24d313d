"""The queue of doubts as it is shown: why each is there, its words in their sentence, where it leads."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote, urlencode

from msgspec import Struct

from musnad.errors import DataError
from musnad.faces.reasons import because
from musnad.faces.web.pages.review_item import OF_KIND, PAIRS, find
from musnad.faces.web.pages.review_text import Quoted, quoted
from musnad.faces.web.preferences import Language
from musnad.faces.web.render import Renderer
from musnad.records import DOUBT_KINDS, Doubt, DoubtKind, Reading
from musnad.store.base import Store
from musnad.store.entries import Held

CSS: dict[DoubtKind, str] = {
    "event": "act", "statement": "say", "name": "plain", "deadline": "due", "damage": "broken", "copy": "chain",
    "fact": "act", "story": "chain",
}  # fmt: skip


class Entry(Struct, frozen=True):
    """One line of the queue."""

    doubt: Doubt
    href: str
    css: str
    why: str
    held: Held | None
    other: Held | None
    quote: Quoted | None
    pair: bool


def kind_of(value: str | None) -> DoubtKind | None:
    """A kind of doubts; None for anything else."""
    return next((kind for kind in DOUBT_KINDS if kind == value), None)


def doubt_address(doubt: str, kind: str | None = None, **more: str) -> str:
    """The page of a doubt, among those of a kind where one is given."""
    asked = {key: value for key, value in {"kind": kind, **more}.items() if value}
    return f"/review/{quote(doubt, safe=':')}" + (f"?{urlencode(asked)}" if asked else "")


def item_address(article: str, key: str, **more: str) -> str:
    """The page that corrects one item of an article."""
    return f"/review?{urlencode({'article': article, 'item': key, **more})}"


def why(pages: Renderer, lang: Language, doubt: Doubt) -> str:
    """Why a doubt is there, in plain words."""
    code, _, more = doubt.reason.partition(":")
    for key in (f"review-why:{code}", f"review-why:{doubt.kind}"):
        try:
            told = pages.word(lang)(key)
        except DataError:  # a reason that has no words of its own
            continue
        return f"{told} {because(more.strip(), lang)}".strip() if more else told
    return because(doubt.reason, lang)


def entries(store: Store, pages: Renderer, lang: Language, doubts: Sequence[Doubt], kind: str | None) -> list[Entry]:
    """The lines of some doubts; those whose article is gone are left out."""
    ids = {doubt.article for doubt in doubts} | {doubt.other.partition("/")[0] for doubt in doubts if doubt.other}
    held = store.held(sorted(ids))
    alone = sorted({doubt.article for doubt in doubts if doubt.kind not in PAIRS})
    readings = {reading.article.id: reading for reading in store.readings(alone)}
    return [
        Entry(
            doubt, doubt_address(doubt.id, kind), CSS[doubt.kind], why(pages, lang, doubt), held.get(doubt.article),
            held.get((doubt.other or "").partition("/")[0]), _quote(doubt, readings.get(doubt.article)),
            doubt.kind in PAIRS,
        )
        for doubt in doubts
    ]  # fmt: skip


def _quote(doubt: Doubt, reading: Reading | None) -> Quoted | None:
    layer = OF_KIND.get(doubt.kind)
    if reading is None or layer is None:
        return None
    found = find(reading, doubt.about.partition("/")[2], layer)
    return quoted(reading.article.text, found.span.start, found.span.end) if found else None
