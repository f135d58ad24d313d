"""Title, outlet, byline and date of publication of a page, each with where it was found.

Order of trust: linked data, OpenGraph, other meta elements, `<time>`, dates in words, the address. A first date that
two other sources agree against is not believed: sites stamp their reports with the day of a move or of an update.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from lxml import html
from msgspec import Struct

from musnad.lang.ar.fold import fold_word
from musnad.page.datelines import clean_byline, signed
from musnad.page.dates import day_of, hijri_date, machine_date, url_date, written_date
from musnad.page.linked import Linked, linked_data
from musnad.page.tables import PageTables
from musnad.records.article import Evidence, Known

_PUBLISHED = ("article:published_time", "og:published_time", "og:article:published_time", "datepublished",
              "date.published", "publish_date", "publishdate", "publish-date", "pubdate", "publication_date",
              "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.created", "dc.date", "dcterms.date",
              "cxenseparse:recs:publishtime", "article_date_original", "date", "datecreated")  # fmt: skip
_AUTHORS = ("author", "article:author", "og:article:author", "dc.creator", "dcterms.creator", "parsely-author",
            "sailthru.author", "byl", "cxenseparse:author", "twitter:data1")  # fmt: skip
_OUTLETS = (
    "og:site_name",
    "application-name",
    "dc.publisher",
    "dcterms.publisher",
    "publisher",
    "apple-mobile-web-app-title",
)
_TITLES = ("og:title", "twitter:title", "dc.title", "headline", "title")
_PARTING = re.compile(r"\s+(?:[|:»«•·–—-]|::)+\s+")
_DATE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:date|time|datetime|published|publish|pubdate|timestamp|posted|tarikh)", re.IGNORECASE
)
_AUTHOR_CLASS = re.compile(r"(?:^|[\s_-])(?:author|byline|writer|reporter|katib)(?:$|[\s_-])", re.IGNORECASE)
_RIGHTS = re.compile(r"(?:©|&copy;|حقوق[^\d\n]{0,40}محفوظة)\s*(?:لـ?\s*)?(?:\d{4}\s*)?[-–,]?\s*([^\n|.©]{3,50})")
_SHORT = 90
FIELDS = ("title", "outlet", "byline", "published", "url")
"""Fields that a page may say."""


class Found(Struct, frozen=True):
    """A value and where it was found."""

    value: str
    by: Evidence
    quote: str


class PageFacts(Struct, frozen=True):
    """What a page says about its report."""

    title: Found | None = None
    outlet: Found | None = None
    byline: Found | None = None
    published: Found | None = None
    url: Found | None = None
    linked_body: str | None = None

    def known(self) -> tuple[Known, ...]:
        """How each field that was found is known."""
        found = ((name, getattr(self, name)) for name in FIELDS)
        return tuple(Known(field=name, by=f.by, quote=f.quote[:300]) for name, f in found if f is not None)


def page_facts(
    tree: html.HtmlElement, lines: Sequence[str], tables: PageTables, *, url: str | None, latest: date | None
) -> PageFacts:
    """Read the fields of a page.

    Args:
        tree: the page, without boxes of furniture but with its scripts.
        lines: all lines that the page shows, in order.
        tables: months, desks, outlets.
        url: where the page came from; None asks the page.
        latest: last day that is believed as date of publication; None for no bound.
    """
    metas = _metas(tree)
    linked = linked_data(tree)
    address = Found(url, "url", url) if url else _address(tree, metas, linked)
    heading = _heading(tree)
    outlet = _outlet(tree, metas, linked, tables, address, heading, lines)
    title = _title(metas, linked, tree, heading, outlet)
    near = _near(lines, title.value if title else heading)
    found = list(_dates(tree, metas, linked, near, address, tables))
    return PageFacts(
        title=title,
        outlet=outlet,
        byline=_byline(tree, metas, linked, near, tables, outlet),
        published=_settled([f for f in found if latest is None or day_of(f.value) <= latest + timedelta(days=2)]),
        url=address,
        linked_body=linked.body,
    )


def _metas(tree: html.HtmlElement) -> Mapping[str, str]:
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = " ".join((meta.get("content") or "").split())
        if name and content:
            metas.setdefault(name.strip().lower(), content)
    return metas


def _text_of(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _address(tree: html.HtmlElement, metas: Mapping[str, str], linked: Linked) -> Found | None:
    for link in tree.xpath("//link[@rel='canonical']/@href"):
        if str(link).startswith("http"):
            return Found(str(link), "meta", str(link))
    if (url := metas.get("og:url", "")).startswith("http"):
        return Found(url, "opengraph", url)
    if linked.url and linked.url.startswith("http"):
        return Found(linked.url, "json-ld", linked.url)
    return None


def _heading(tree: html.HtmlElement) -> str | None:
    marked = tree.xpath("//h1[@itemprop='headline'] | //*[@itemprop='headline'][not(self::meta)]")
    return max((_text_of(h) for h in [*marked[:1], *tree.iter("h1")][:3]), key=len, default="") or None


def _title(
    metas: Mapping[str, str], linked: Linked, tree: html.HtmlElement, heading: str | None, outlet: Found | None
) -> Found | None:
    """The fullest wording: linked data and OpenGraph cut long headlines."""
    page_title = next((_text_of(t) for t in tree.iter("title")), "")
    candidates: list[tuple[str | None, Evidence]] = [(linked.title, "json-ld"), (metas.get("og:title"), "opengraph")]
    candidates += [(heading, "heading")]
    candidates += [(metas.get(name), "meta") for name in _TITLES[1:]]
    candidates += [(page_title, "meta")]
    for value, by in candidates:
        plain = _without_outlet(" ".join((value or "").split()), outlet)
        if not plain or not any(c.isalpha() for c in plain):
            continue
        stem = fold_word(plain.rstrip("…. "))
        if heading and len(heading) > len(plain) and stem and fold_word(heading).startswith(stem):
            return Found(heading, "heading", heading)
        return Found(plain, by, str(value))
    return None


def _without_outlet(title: str, outlet: Found | None) -> str:
    pieces = list(_PARTING.finditer(title))
    if outlet is None or not pieces:
        return title
    name = fold_word(outlet.value)
    last, first = fold_word(title[pieces[-1].end() :]), fold_word(title[: pieces[0].start()])
    if last and (last == name or last in name or name in last):
        return title[: pieces[-1].start()].strip()
    return title[pieces[0].end() :].strip() if first and (first == name or name in first) else title


def _outlet(
    tree: html.HtmlElement, metas: Mapping[str, str], linked: Linked, tables: PageTables, address: Found | None,
    heading: str | None, lines: Sequence[str],
) -> Found | None:  # fmt: skip
    if linked.outlet:
        return Found(linked.outlet, "json-ld", linked.outlet)
    for name in _OUTLETS:
        if value := metas.get(name):
            return Found(value, "opengraph" if name.startswith("og:") else "meta", value)
    page_title = next((_text_of(t) for t in tree.iter("title")), "")
    pieces = list(_PARTING.finditer(page_title))
    if (
        pieces
        and len(name := page_title[pieces[-1].end() :]) <= 40
        and _is_suffix(page_title, pieces[-1], heading, lines)
    ):
        return Found(name, "meta", page_title)
    for line in lines[-12:]:
        if (match := _RIGHTS.search(line)) and (name := match[1].strip(" -–:|،,لـ")):
            return Found(name, "layout", line)
    if address and (named := tables.outlet_of(address.value)):
        return Found(named, "url", address.value)
    return None


def _is_suffix(page_title: str, parting: re.Match[str], heading: str | None, lines: Sequence[str]) -> bool:
    """Whether what follows the last parting of a page's title names the site: the rest is the headline."""
    rest = fold_word(page_title[: parting.start()])
    if heading:
        return rest in fold_word(heading) or fold_word(heading) in rest
    if any(fold_word(line) == rest for line in lines[:60] if len(line) <= len(page_title)):
        return True
    return "|" in parting.group() and len(page_title[parting.end() :].split()) <= 4


def _near(lines: Sequence[str], title: str | None) -> Sequence[str]:
    """Short lines beside the headline, those after it first: there pages write the day and the author."""
    at = next((i for i, line in enumerate(lines) if title and fold_word(line) == fold_word(title)), None)
    if at is None:
        return [line for line in lines[:25] if len(line) <= _SHORT]
    around = [*lines[at + 1 : at + 10], *reversed(lines[max(0, at - 3) : at])]
    return [line for line in around if len(line) <= _SHORT]


def _dates(
    tree: html.HtmlElement, metas: Mapping[str, str], linked: Linked, near: Sequence[str], address: Found | None,
    tables: PageTables,
) -> Iterator[Found]:  # fmt: skip
    months = tables.months
    if linked.published and (value := machine_date(linked.published, months)):
        yield Found(value, "json-ld", linked.published)
    for name in _PUBLISHED:
        if name in metas and (value := machine_date(metas[name], months)):
            yield Found(value, "opengraph" if ":published" in name else "meta", metas[name])
            break
    for text in _time_elements(tree):
        if value := machine_date(text, months):
            yield Found(value, "time-element", text)
            break
    written = [
        t for e in tree.xpath("//body//*[@class or @id or @itemprop]") if _dated(e) and len(t := _text_of(e)) <= _SHORT
    ]
    for read in (written_date, hijri_date):
        if (day := next((d for line in [*near, *written] if (d := read(line, months))), None)) is not None:
            yield Found(day.value, "written", day.quote)
            break
    if address and (day := url_date(address.value)):
        yield Found(day.value, "url", day.quote)


def _dated(element: html.HtmlElement) -> bool:
    return any(_DATE_CLASS.search(element.get(name) or "") for name in ("class", "id", "itemprop")) and len(element) < 8


def _time_elements(tree: html.HtmlElement) -> Iterator[str]:
    marked = tree.xpath("//*[@itemprop='datePublished'] | //time[@pubdate] | //time[contains(@class, 'publish')]")
    after = tree.xpath("//h1/following::time | //article//time")
    alone = tree.xpath("//time")
    for element in [*marked, *after, *(alone if len(alone) == 1 else [])]:
        text = element.get("datetime") or element.get("content") or _text_of(element)
        if text:
            yield text


def _settled(found: Sequence[Found]) -> Found | None:
    """The first date, unless two others agree, within a day, against it; of one day the most exact."""
    if not found:
        return None

    def agree(one: Found, other: Found) -> bool:
        return abs(day_of(one.value) - day_of(other.value)) <= timedelta(days=1)

    best = found[0]
    others = [f for f in found[1:] if not agree(f, best)]
    if len(others) == len(found) - 1 >= 2 and all(agree(f, others[0]) for f in others):
        best = others[0]
    return next((f for f in found if f.value[:10] == best.value[:10] and len(f.value) > 10), best)


def _byline(
    tree: html.HtmlElement, metas: Mapping[str, str], linked: Linked, near: Sequence[str], tables: PageTables,
    outlet: Found | None,
) -> Found | None:  # fmt: skip
    site = fold_word(outlet.value) if outlet else ""
    for value, by in _authors(tree, metas, linked, near):
        name = clean_byline(value)
        if name is None or fold_word(name) == site or written_date(name, tables.months):
            continue
        if not tables.furniture.is_desk(name):
            return Found(name, by, value)
    return None


def _authors(
    tree: html.HtmlElement, metas: Mapping[str, str], linked: Linked, near: Sequence[str]
) -> Iterator[tuple[str, Evidence]]:
    if linked.author:
        yield linked.author, "json-ld"
    for name in _AUTHORS:
        if name in metas:
            yield metas[name], "opengraph" if name.startswith(("og:", "article:")) else "meta"
    for element in tree.xpath("//*[@rel='author' or @itemprop='author'] | //body//*[@class]"):
        if (
            element.get("rel") == "author"
            or element.get("itemprop") == "author"
            or _AUTHOR_CLASS.search(element.get("class"))
        ):
            yield _text_of(element)[:200], "layout"
    for line in near:
        if person := signed(line):
            yield person, "written"
