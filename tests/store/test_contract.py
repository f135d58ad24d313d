"""The contract of the port `Store`: what holds for SQLite and for PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from musnad.errors import StoreError
from musnad.records import Change, Cluster, CopyLink, Decision, Passage
from musnad.sources.base import Failed, Visit
from musnad.store.base import Store
from musnad.store.engine import SqlStore
from musnad.store.entries import Filters
from musnad.store.folding import folded_for_search
from musnad.store.integrity import content_digest
from tests.store.reports import FRONT, MINISTER, TOWN, add, fact, limit, page, reading, story

ATTACK = "هاجمت جبهة الشمال بلدة مرسى\nقال سالم الراوي إن العقوبات لن توقف الهجوم."
TALKS = "التقى سالم الراوي وفدا في مرسى\nوبحث معه رفع العقوبات عن البلاد."
URL = "https://alfajr.example/1"


def ids(store: Store, **filters: object) -> list[str]:
    found = store.search(Filters(**filters), limit=100)  # type: ignore[arg-type]
    assert found.total == len(found.hits)
    return [hit.article.id for hit in found.hits]


def changes(store: Store, since: int = 0) -> list[tuple[int, str, str]]:
    return [(one.number, one.what, one.id) for one in store.alterations(since)]


def test_it_is_a_store(store: SqlStore) -> None:
    port: Store = store
    assert port.check() == ()


# originals, articles
def test_an_original_is_kept_as_it_was_delivered(store: SqlStore) -> None:
    retrieved = datetime(2025, 8, 6, 9, 30, 15, 250, tzinfo=UTC)
    given = replace(page(URL, ATTACK), retrieved=retrieved, content_type="text/html; charset=utf-8")
    made = reading(ATTACK, url=URL)
    assert not store.has_page(store.page_id(given))
    assert store.add(given, made, folded=folded_for_search(ATTACK), derived=b"state")
    kept = store.original(store.page_id(given))
    assert kept is not None
    assert kept.page == given
    assert kept.article == made.article.id
    assert store.reading(made.article.id) == made
    assert [one.state for one in store.derived()] == [b"state"]


def test_the_same_thing_again_changes_nothing(store: SqlStore) -> None:
    add(store, ATTACK, URL)
    before = content_digest(store)
    assert not store.add(page(URL, ATTACK), reading(ATTACK, url=URL), folded=folded_for_search(ATTACK))
    assert content_digest(store) == before
    assert len(changes(store)) == 1


def test_articles_are_numbered_in_the_order_of_taking_in(store: SqlStore) -> None:
    expected = [add(store, f"{ATTACK} {i}") for i in range(5)]
    held = list(store.articles())
    assert [one.id for one in held] == expected
    assert [one.number for one in held] == [1, 2, 3, 4, 5]
    assert [one.id for one in store.articles(after=3)] == expected[3:]
    assert [one.article.id for one in store.readings(["nothing", expected[2], expected[0]])] == [
        expected[2],
        expected[0],
    ]


def test_other_bytes_with_another_text_are_a_correction(store: SqlStore) -> None:
    first = add(store, ATTACK, URL)
    second = add(store, ATTACK.replace("لن", "قد"), URL)
    old, new = store.article(first), store.article(second)
    assert old is not None
    assert new is not None
    assert (old.superseded, new.supersedes) == (second, first)
    assert [one.id for one in store.articles()] == [second]
    assert len(list(store.articles(current=False))) == 2
    assert changes(store) == [(1, "added", first), (2, "corrected", second)]
    assert ids(store, text="العقوبات") == [second]
    assert ids(store, actor=FRONT.id) == [second]
    assert store.reading(first) is not None


def test_other_bytes_with_the_same_article_are_one_more_original(store: SqlStore) -> None:
    id = add(store, ATTACK, URL)
    add(store, ATTACK, URL, bytes_of=ATTACK + " إعلان")
    assert [one.id for one in store.articles()] == [id]
    assert [kept.article for kept in store.originals()] == [id, id]
    assert [kept.page.body for kept in store.originals(after=1)] == [(ATTACK + " إعلان").encode()]
    assert len(changes(store)) == 1


def test_a_version_that_is_published_again_stands_again(store: SqlStore) -> None:
    first = add(store, ATTACK, URL)
    second = add(store, TALKS, URL)
    add(store, ATTACK, URL, bytes_of=ATTACK + " ")
    assert [one.id for one in store.articles()] == [first]
    held = store.article(second)
    assert held is not None
    assert held.superseded == first
    assert store.check() == ()


def test_a_retraction_is_a_tombstone_that_can_be_taken_back(store: SqlStore) -> None:
    id = add(store, ATTACK)
    store.retract(id, "نفته الصحيفة", at="2025-08-07T00:00:00Z")
    held = store.article(id)
    assert held is not None
    assert held.retracted == "نفته الصحيفة"
    assert ids(store) == []
    seen = store.entity(FRONT.id)
    assert seen is not None
    assert seen.articles == 0
    store.restore(id, at="2025-08-08T00:00:00Z")
    assert ids(store) == [id]
    assert [what for _, what, _ in changes(store)] == ["added", "retracted", "restored"]
    with pytest.raises(StoreError, match="no such article"):
        store.retract("article:none", "", at="")


def test_a_new_reading_takes_the_place_of_the_old_one(store: SqlStore) -> None:
    id = add(store, ATTACK, URL, derived=b"old")
    new = reading(ATTACK, url=URL, type="PROTEST")
    store.replace_reading(new, folded=folded_for_search(ATTACK), derived=b"new")
    assert store.reading(id) == new
    assert ids(store, type="PROTEST") == [id]
    assert ids(store, type="ASSAULT") == []
    changed = replace(new, article=replace(new.article, text=ATTACK + " ختام"))
    store.replace_reading(changed, folded=folded_for_search(ATTACK + " ختام"), derived=b"new")
    assert ids(store, text="ختام") == [id]
    assert ids(store, text="العقوبات") == [id]
    assert [one.state for one in store.derived()] == [b"new"]
    assert store.check() == ()


# failures, visits, notes
def test_a_failure_is_kept_until_the_item_is_read(store: SqlStore) -> None:
    given = page(URL, "لا نص")
    failed = Failed(source=URL, reason="no-article", message="no article", body=b"raw")
    store.set_aside(failed, page=given)
    store.set_aside(failed, page=given)
    (found,) = store.failures()
    assert found.tries == 2
    assert found.failed == failed
    assert store.has_page(store.page_id(given))
    assert [kept.article for kept in store.originals()] == [None]
    assert store.add(given, reading(ATTACK, url=URL), folded="")
    assert list(store.failures()) == []
    assert len(list(store.originals())) == 1


def test_visits_and_notes_are_remembered(store: SqlStore) -> None:
    visit = Visit(url=URL, etag='"1"', seen=datetime(2025, 8, 6, tzinfo=UTC), status=200)
    assert store.visit(URL) is None
    store.note_visit(replace(visit, status=304))
    store.note_visit(visit)
    assert store.visit(URL) == visit
    store.note("cursor", "1")
    store.note("cursor", "2")
    assert (store.noted("cursor"), store.noted("none")) == ("2", None)


# what many reports tell
def test_a_copy_link_replaces_that_of_the_same_articles(store: SqlStore) -> None:
    one, two = add(store, ATTACK), add(store, TALKS)
    link = CopyLink(article=two, origin=one, kind="copy", share=0.5, origin_share=0.5)
    better = replace(link, share=0.9, passages=(Passage(0, 5, 0, 5),))
    store.put_copies([link])
    store.put_copies([better])
    assert store.copies(one) == store.copies(two) == (better,)
    assert list(store.all_copies()) == [better]
    with pytest.raises(StoreError):
        store.put_copies([replace(link, origin="article:none")])


def test_a_story_is_kept_with_its_facts_and_deadlines(store: SqlStore) -> None:
    one, two = add(store, ATTACK), add(store, TALKS, published="2025-08-06")
    facts = (fact("fact:1", one), fact("fact:2", two, date=None))
    told = story("story:1", (one, two), ("fact:1", "fact:2"))
    limits = (limit("limit:1", None), limit("limit:2", "2025-09-01"), limit("limit:3", "2025-08-20"))
    store.put_story(told, facts, limits)
    assert store.story("story:1") == told
    assert store.story_of(two) == "story:1"
    assert [store.fact(id) for id in told.facts] == list(facts)
    assert [one.id for one in store.limits()] == ["limit:3", "limit:2", "limit:1"]
    assert store.limits(story="story:none") == ()
    assert [one.id for one in store.facts(Filters())] == ["fact:2", "fact:1"]
    assert store.check() == ()


def test_only_what_changed_is_listed(store: SqlStore) -> None:
    one, two = add(store, ATTACK), add(store, TALKS)
    first = fact("fact:1", one), fact("fact:2", one)
    store.put_story(story("story:1", (one,), ("fact:1", "fact:2")), first, [limit("limit:1", None)])
    last = len(changes(store))
    store.put_story(story("story:1", (one,), ("fact:1", "fact:2")), first, [limit("limit:1", None)])
    assert changes(store, last) == []
    second = fact("fact:1", one, killed=3), fact("fact:3", two)
    store.put_story(story("story:1", (one, two), ("fact:1", "fact:3")), second, [])
    assert [change[1:] for change in changes(store, last)] == [
        ("story", "story:1"), ("fact", "fact:1"), ("fact", "fact:3"), ("fact", "fact:2"), ("deadline", "limit:1"),
    ]  # fmt: skip
    assert store.fact("fact:2") is None
    assert (store.losers("fact:2"), store.losers("fact:1")) == (("story:1",), ())
    assert [one.number for one in store.alterations()] == list(range(1, last + 6))


def test_a_story_that_merged_leads_to_the_one_that_took_it_in(store: SqlStore) -> None:
    one, two = add(store, ATTACK), add(store, TALKS)
    store.put_story(story("story:1", (one,), ("fact:1",)), [fact("fact:1", one)], [])
    store.put_story(story("story:2", (two,)), [], [limit("limit:2", None, story="story:2")])
    taker = replace(
        story("story:1", (one, two), ("fact:1",)), history=(Change(after=two, what="merged", other="story:2"),)
    )
    store.put_story(taker, [fact("fact:1", one)], [limit("limit:2", None)])
    store.drop_story("story:2")
    assert store.story("story:2") == taker
    assert [found.id for found in store.stories(Filters())] == ["story:1"]
    assert store.story_of(two) == "story:1"
    assert [one.id for one in store.limits(story="story:2")] == ["limit:2"]
    assert ids(store, story="story:2") == ids(store, story="story:1")
    assert store.check() == ()


def test_an_article_can_leave_a_story(store: SqlStore) -> None:
    one, two = add(store, ATTACK), add(store, TALKS)
    store.put_story(story("story:1", (one, two)), [], [])
    store.put_story(story("story:2", (two,)), [], [])
    store.put_story(story("story:1", (one,)), [], [])
    assert (store.story_of(one), store.story_of(two)) == ("story:1", "story:2")
    store.put_story(story("story:2", ()), [], [])
    assert store.story_of(two) is None


def test_clusters_are_the_machines_own_view(store: SqlStore) -> None:
    one, two = add(store, ATTACK), add(store, TALKS)
    store.put_clusters([Cluster(id="story:1", articles=(one, two))])
    assert store.cluster_of(two) == "story:1"
    assert list(store.assignments()) == [(one, "story:1"), (two, "story:1")]
    store.put_clusters([Cluster(id="story:1", articles=(one,)), Cluster(id="story:2", articles=(two,))])
    assert store.cluster_of(two) == "story:2"
    store.forget_clusters()
    assert store.cluster("story:1") is None


def test_decisions_are_appended_and_stay(store: SqlStore) -> None:
    first = Decision(id="decision:1", about="entity", one="a", other="b", same=True, at="2025-08-06T00:00:00Z")
    undone = Decision(id="decision:2", about="entity", one="a", other="b", same=True, undoes="decision:1")
    for decision in (first, undone, first):
        store.decide(decision)
    assert store.decisions() == (first, undone)
    assert [what for _, what, _ in changes(store)] == ["decision", "decision"]


# search
def test_words_are_found_under_their_clitics_and_spellings(store: SqlStore) -> None:
    one, two = add(store, ATTACK), add(store, "دعا المجلس إلى الالتزام بالعقوبات الأميركية على الجهات المسؤولة.")
    assert sorted(ids(store, text="العقوبات")) == sorted([one, two])
    assert ids(store, text="العُقُوبات الامريكيه") == []
    assert ids(store, text="الى العقوبات الاميركيه") == [two]
    assert ids(store, text='"العقوبات الأميركية"') == [two]
    assert ids(store, text='"الأميركية العقوبات"') == []
    assert ids(store, text="العقوبات -الهجوم") == [two]
    assert ids(store, text="-الهجوم") == [two]
    assert ids(store, text="أمير*") == [two]
    assert ids(store, text="؟! ...") == []


def test_every_filter_must_hold(store: SqlStore) -> None:
    one = add(store, ATTACK, damage="gender", mode="aerial")
    two = add(store, TALKS, type="CONSULT", status="planned", outlet="almada", published="2025-08-06T10:00:00+03:00")
    cases: list[tuple[dict[str, object], list[str]]] = [
        ({"actor": "جبهه الشمال", "role": "actor"}, [two, one]),
        ({"actor": FRONT.id, "role": "recipient"}, []),
        ({"actor": "سالم الراوى", "role": "speaker"}, [two, one]),
        ({"actor": MINISTER.id, "type": "CONSULT"}, [two]),
        ({"actor": MINISTER.id, "role": "actor", "type": "CONSULT"}, []),
        ({"actor": "nobody"}, []),
        ({"type": "ASSAULT", "status": "planned"}, []),
        ({"type": "ASSAULT", "mode": "aerial"}, [one]),
        ({"place": "Marsa"}, [two, one]),
        ({"place": TOWN.id, "status": "planned"}, [two]),
        ({"outlet": "almada"}, [two]),
        ({"since": "2025-08-06"}, [two]),
        ({"until": "2025-08-06"}, [one]),
        ({"damage": "gender"}, [one]),
        ({"damage": "any", "text": "العقوبات"}, [one]),
        ({"damage": "number"}, []),
        ({"story": "story:1"}, [two]),
    ]
    store.put_story(story("story:1", (two,), ("fact:1",)), [fact("fact:1", two)], [])
    for filters, expected in cases:
        assert ids(store, **filters) == expected, filters


def test_facts_and_stories_are_found_by_what_they_are(store: SqlStore) -> None:
    one, two = add(store, ATTACK), add(store, TALKS, outlet="almada")
    store.put_story(story("story:1", (one,), ("fact:1",), last="2025-08-04"), [fact("fact:1", one)], [])
    later = fact("fact:2", two, story="story:2", date="2025-08", type="CONSULT")
    store.put_story(story("story:2", (two,), ("fact:2",)), [later], [])
    cases: list[tuple[dict[str, object], list[str]]] = [
        ({"actor": "جبهة الشمال", "role": "actor"}, ["fact:1", "fact:2"]),
        ({"actor": MINISTER.id, "role": "speaker", "type": "CONSULT"}, ["fact:2"]),
        ({"since": "2025-08-20"}, ["fact:2"]),
        ({"until": "2025-08-03"}, ["fact:2"]),
        ({"until": "2025-08-01"}, []),
        ({"text": "رفع"}, ["fact:2"]),
        ({"outlet": "almada"}, ["fact:2"]),
        ({"story": "story:1", "place": "مرسي"}, ["fact:1"]),
        ({"text": "لا شيء"}, []),
    ]
    for filters, expected in cases:
        found = [one.id for one in store.facts(Filters(**filters))]  # type: ignore[arg-type]
        assert found == expected, filters
    assert [one.id for one in store.facts(Filters(), limit=1, after="fact:1")] == ["fact:2"]
    assert [one.id for one in store.stories(Filters())] == ["story:2", "story:1"]
    assert [one.id for one in store.stories(Filters(), after="story:2")] == ["story:1"]
    assert [one.id for one in store.stories(Filters(text="الهجوم"))] == ["story:1"]


@pytest.mark.parametrize("text", [None, "العقوبات"])
def test_screens_of_a_search_follow_each_other(store: SqlStore, text: str | None) -> None:
    expected = {
        add(store, f"{ATTACK} {'العقوبات ' * (i % 3)} رقم {i}", published=f"2025-08-0{1 + i % 5}") for i in range(17)
    }
    found: list[str] = []
    after: str | None = None
    while True:
        screen = store.search(Filters(text=text), limit=5, after=after)
        assert screen.total in (17, 18)
        found += [hit.article.id for hit in screen.hits]
        if len(found) == 5:
            add(store, f"{TALKS} خبر لاحق", published="2025-09-01")
        after = screen.next
        if after is None:
            break
    assert len(found) == len(set(found)) == 17
    assert set(found) == expected
    for false in ("no cursor at all", "3:5" if text is None else "5:3:1"):
        with pytest.raises(StoreError, match="no screen of this search"):
            store.search(Filters(text=text), after=false)
    with pytest.raises(StoreError, match="no screen of this search"):
        store.search(Filters(text=text), after="3:5", latest=True)


def test_matched_words_are_marked_in_the_articles_own_text(store: SqlStore) -> None:
    text = (
        "قرارات\n" + "وصف المسؤول الأمر. " * 20 + "وللعُقوباتِ أثرُها، وقال إنّ بالعقوبات يتغير الموقف. " + "نص آخر. " * 30
    )
    add(store, text)
    (hit,) = store.search(Filters(text="العقوبات")).hits
    (snippet,) = hit.snippets
    assert text[snippet.start : snippet.end] == snippet.text
    assert [text[start:end] for start, end in snippet.matched] == ["وللعُقوباتِ", "بالعقوبات"]
    assert len(snippet.text) < 250


# entities
def test_an_entity_is_shown_over_all_articles(store: SqlStore) -> None:
    add(store, ATTACK)
    add(store, "صرح الراوي بأن الهدنة قائمة")
    seen = store.entity(MINISTER.id)
    assert seen is not None
    assert seen.articles == 2
    assert dict(seen.spellings) == {"الراوي": 2, "سالم الراوي": 2}
    assert seen.entity.name_en == "Salem al-Rawi"
    place = store.entity(TOWN.id)
    assert place is not None
    assert place.place is not None
    assert place.place.latitude == 10.5
    assert list(store.entities([FRONT.id, "none", MINISTER.id])) == [FRONT.id, MINISTER.id]
    assert store.entity("none") is None


def test_a_place_keeps_no_dash_of_a_dateline(store: SqlStore) -> None:
    made = reading(ATTACK, url=URL)
    dashed = replace(TOWN, name="مرسى -", spellings=("مرسى -", "مرسى"))
    store.add(page(URL, ATTACK), replace(made, entities=(MINISTER, FRONT, dashed)), folded=folded_for_search(ATTACK))
    seen = store.entity(TOWN.id)
    assert seen is not None
    assert (seen.entity.name, seen.spellings) == ("مرسى", (("مرسى", 1),))
    assert [one.id for one in store.named("مرسى")] == [TOWN.id]


# transactions
def test_a_transaction_is_kept_as_a_whole_or_not_at_all(store: SqlStore) -> None:
    add(store, ATTACK)

    def broken_off() -> None:
        with store.transaction():
            add(store, TALKS)
            store.note("cursor", "2")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        broken_off()
    assert len(list(store.articles())) == 1
    assert store.noted("cursor") is None
    second = add(store, TALKS)
    held = store.article(second)
    assert held is not None
    assert held.number == 2
    assert store.check() == ()


def test_what_fails_inside_a_transaction_leaves_the_rest(store: SqlStore) -> None:
    with store.transaction():
        one = add(store, ATTACK)
        with pytest.raises(StoreError):
            store.put_story(story("story:1", (one, "article:none")), [], [])
        two = add(store, TALKS)
        assert [held.id for held in store.articles()] == [one, two]
    assert store.story("story:1") is None
    assert store.check() == ()
