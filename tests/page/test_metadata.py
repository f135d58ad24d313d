import json
from datetime import date

import pytest

from musnad.page.extract import blocks, parse
from musnad.page.metadata import PageFacts, page_facts
from musnad.page.tables import load_tables

NODE = {"@type": "NewsArticle", "headline": "عنوان الخبر", "datePublished": "2025-08-06T10:00:00Z",
        "author": {"@type": "Person", "name": "منى علي"},
        "publisher": {"@type": "Organization", "name": "الرواق"}}  # fmt: skip


def _facts(page: str, *, url: str | None = None, latest: date | None = None) -> PageFacts:
    tree = parse(page)
    assert tree is not None
    return page_facts(tree, [b.text for b in blocks(tree.find("body"))], load_tables(), url=url, latest=latest)


def _ld(data: object) -> str:
    return f"<html><head><script type='application/ld+json'>{json.dumps(data, ensure_ascii=False)}</script></head>"


def _value(facts: PageFacts, name: str) -> str | None:
    found = getattr(facts, name)
    return found.value if found else None


@pytest.mark.parametrize(
    "data", [NODE, [{"@type": "WebSite"}, NODE], {"@graph": [{"@type": "Person"}, NODE]}, {"@graph": [[NODE]]}]
)
def test_linked_data_in_all_its_shapes(data: object) -> None:
    facts = _facts(_ld(data) + "<body><p>x</p>")
    assert [_value(facts, f) for f in ("title", "published", "byline", "outlet")] == [
        "عنوان الخبر", "2025-08-06T10:00:00Z", "منى علي", "الرواق",
    ]  # fmt: skip
    assert {known.by for known in facts.known()} == {"json-ld"}


def test_broken_linked_data_is_passed_over() -> None:
    script = "<script type='application/ld+json'>{'a': </script>"
    page = f"<html><head>{script}<title>عنوان | الرواق</title></head><body><h1>عنوان</h1>"
    facts = _facts(page)
    assert (_value(facts, "title"), _value(facts, "outlet")) == ("عنوان", "الرواق")


def test_a_cut_headline_gives_way_to_the_full_one() -> None:
    page = _ld(NODE | {"headline": "قتلى في هجوم على…"}) + "<body><h1>قتلى في هجوم على نقطة تفتيش</h1>"
    assert _value(_facts(page), "title") == "قتلى في هجوم على نقطة تفتيش"


def test_a_desk_or_the_outlet_is_no_byline() -> None:
    page = (
        _ld(NODE | {"author": {"@type": "Person", "name": "admin"}}) + "<body><h1>عنوان الخبر</h1><p>كتب: سامي عوض</p>"
    )
    assert _value(_facts(page), "byline") == "سامي عوض"
    assert (
        _value(_facts(_ld(NODE | {"author": {"@type": "Organization", "name": "وكالة"}}) + "<body>"), "byline") is None
    )


def test_two_dates_outvote_a_stamp() -> None:
    page = _ld(NODE | {"datePublished": "2019-01-01T00:00:00Z"}) + "<body><h1>عنوان الخبر</h1><p>6 آب/أغسطس 2025</p>"
    found = _facts(page, url="https://x.example/2025/08/06/a").published
    assert found is not None
    assert (found.value, found.by) == ("2025-08-06", "written")


def test_a_day_to_come_is_not_believed() -> None:
    page = _ld(NODE | {"datePublished": "2031-01-01"}) + "<body><h1>عنوان الخبر</h1><p>06/08/2025</p>"
    assert _value(_facts(page, latest=date(2025, 8, 7)), "published") == "2025-08-06"


def test_fallbacks_time_element_address_and_host() -> None:
    facts = _facts("<body><h1>عنوان</h1><time datetime='2025-08-06'>أمس</time>", url="https://www.hespress.com/x.html")
    assert (_value(facts, "published"), _value(facts, "outlet")) == ("2025-08-06", "هسبريس")
    assert _value(_facts("<body><h1>عنوان</h1>", url="https://x.example/2025/08/06/a"), "published") == "2025-08-06"
    assert _value(_facts("<body><p>x</p>"), "published") is None
