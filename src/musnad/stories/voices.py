"""Roots as they are made: unnamed sources, agencies and papers, reporters, outlets without a source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from musnad.lang.ar.fold import fold_word
from musnad.records import Article, Credit, Entity
from musnad.stories.cast import STATE
from musnad.stories.press import ANY_AGENCY, is_press, press_key, press_name
from musnad.stories.roots import Root, SourceClass
from musnad.stories.terms import words


def anonymous_root(kind: SourceClass, entity: Entity | None, name: str, hearer: Root, body: str | None = None) -> Root:
    """The root of a source without a name: a class of people, as `hearer` heard them."""
    country = entity.country if entity is not None and entity.country != "IGO" else None
    return Root(
        kind="anonymous",
        key=f"anonymous:{kind.name}:{country or ''}:{hearer.key}",
        role="speaker",
        ar=f"{name} عبر {hearer.ar}" if hearer.kind != "unsourced" else f"{name} ({hearer.ar})",
        en=f"{kind.en} through {hearer.en}" if hearer.kind != "unsourced" else f"{kind.en} ({hearer.en})",
        country=country,
        sector=entity.sector if entity is not None and entity.sector in STATE else None,
        body=body,
        described=kind.name,
        carrier=hearer.key,
    )


def credit_roots(credits: Sequence[Credit], article: Article) -> Iterator[Root]:
    """The roots that a report's credits name: agencies and papers, and a reporter of its own who signs it.

    A desk («الرياض - الوئام») is the outlet's own voice and no witness; «وكالات» names nobody to be told from another.
    """
    for credit in credits:
        outlet = article.outlet or credit.name
        if credit.kind == "own" and signed(credit, article):
            name = press_name(outlet)
            yield Root(
                kind="own", key=f"own:{press_key(outlet)}", role="witness",
                ar=f"مراسل {name.ar}", en=f"{name.en}'s own correspondent",
            )  # fmt: skip
        elif credit.kind != "own" and press_key(credit.name) != ANY_AGENCY:
            yield press_root("agency" if credit.kind == "agency" else "paper", credit.name)


def signed(credit: Credit, article: Article) -> bool:
    """Whether a person signs a report: a part of the credit or byline that is neither an outlet nor a town."""
    line = fold_word(f"{credit.quote} - {article.byline or ''}")
    own = press_key(article.outlet or credit.name)
    parts = [" ".join(words(part)) for part in _PARTS.split(line)]
    return any(
        len(part.split()) > 1 and part not in _TOWNS and press_key(part) != own and not is_press(part) for part in parts
    )


_PARTS = re.compile(r"\s*(?:[-–—:،,/()«»\"؛]|\bمن\b)\s*")
_TOWNS = frozenset(
    "رام الله|تل ابيب|ابو ظبي|مكه المكرمه|المدينه المنوره|خميس مشيط|حفر الباطن|نيو دلهي|الدار البيضاء|القدس المحتله"
    "|سان فرانسيسكو|لوس انجليس|كوالا لمبور|الامم المتحده".split("|")
)


def press_root(role: str, name: str, *, en: str | None = None) -> Root:
    """An agency or paper that is itself the last that is known."""
    shown = press_name(name)
    return Root(
        kind="press",
        key=f"press:{press_key(name)}",
        role="agency" if role == "agency" else "paper",
        ar=shown.ar,
        en=en or shown.en,
    )


def unsourced(name: str) -> Root:
    """An outlet's own voice, with nobody that it has it from."""
    shown = press_name(name)
    return Root(
        kind="unsourced",
        key=f"unsourced:{press_key(name)}",
        role="unsourced",
        ar=f"{shown.ar} بلا مصدر",
        en=f"{shown.en} without a source",
    )


def either(roots: Sequence[Root]) -> Root:
    """One of several roots: a text that credits two agencies has each word from one of them, nobody says which."""
    keys = tuple(sorted(root.key for root in roots))
    return Root(
        kind="press",
        key="|".join(keys),
        role=roots[0].role,
        ar=" أو ".join(root.ar for root in roots),
        en=" or ".join(root.en for root in roots),
        candidates=keys,
    )
