import json

from musnad.page.read import Overrides, read_page
from musnad.records import Article, Page
from musnad.records.article import Repost

WORDS = "عاجل: الرئيس يلتقي وزير الخارجية في القصر"
AUTHOR = {"id": "1", "name": "الخبر", "username": "alkhabar"}
OTHER = {"id": "2", "name": "وكالة النبأ", "username": "nabaa"}


def _read(tweet: dict[str, object], **context: object) -> Article:
    body = json.dumps(tweet, ensure_ascii=False).encode()
    beside = tuple((k, v if isinstance(v, str) else json.dumps(v, ensure_ascii=False)) for k, v in context.items())
    return read_page(Page(source="x", body=body, sha256="0", kind="x", context=beside), Overrides())


def _tweet(text: str, **fields: object) -> dict[str, object]:
    return {"id": "99", "text": text, "author_id": "1", "created_at": "2024-03-05T10:11:12.000Z", **fields}


def test_a_post_of_the_api() -> None:
    page = {"url": "https://t.co/a", "expanded_url": "https://a.example/?x=1&copy=2", "display_url": "a.example/?x…"}
    picture = {"url": "https://t.co/p", "expanded_url": "https://x.com/alkhabar/status/99/photo/1", "media_key": "3"}
    text = f"{WORDS} &lt;نعم&gt; https://t.co/a https://t.co/p"
    article = _read(_tweet(text, entities={"urls": [page, picture]}), author=AUTHOR)
    assert article.text == f"{WORDS} <نعم> https://a.example/?x=1&copy=2"
    assert (article.title, article.outlet) == (None, "الخبر (@alkhabar)")
    assert article.url == "https://x.com/alkhabar/status/99"
    assert article.published == "2024-03-05T10:11:12Z"
    assert article.repost is None


def test_a_long_post_is_taken_whole() -> None:
    note = {"text": f"{WORDS} وهذا بقية الكلام https://t.co/a", "entities": {"urls": [
        {"url": "https://t.co/a", "expanded_url": "https://a.example/1"}]}}  # fmt: skip
    article = _read(_tweet(f"{WORDS}… https://t.co/z", note_tweet=note), author=AUTHOR)
    assert article.text == f"{WORDS} وهذا بقية الكلام https://a.example/1"


def test_a_repost_carries_the_whole_original() -> None:
    tweet = _tweet(f"RT @nabaa: {WORDS[:20]}…", referenced_tweets=[{"type": "retweeted", "id": "5"}])
    original = {"id": "5", "text": WORDS, "author_id": "2", "created_at": "2024-03-04T00:00:00Z"}
    article = _read(tweet, author=AUTHOR, original=original, original_author=OTHER)
    assert (article.text, article.outlet) == (WORDS, "الخبر (@alkhabar)")
    assert article.repost == Repost(
        kind="repost",
        name="وكالة النبأ (@nabaa)",
        url="https://x.com/nabaa/status/5",
        published="2024-03-04T00:00:00Z",
    )


def test_a_repost_without_its_original_says_whose_it_is() -> None:
    article = _read(_tweet(f"RT @nabaa: {WORDS}", referenced_tweets=[{"type": "retweeted", "id": "5"}]))
    assert article.text == WORDS
    assert article.repost == Repost(kind="repost", name="@nabaa")
    assert article.url == "https://x.com/i/web/status/99"
    assert article.outlet is None


def test_a_quote_keeps_its_own_words() -> None:
    link = {"url": "https://t.co/q", "expanded_url": "https://twitter.com/nabaa/status/5"}
    tweet = _tweet(
        f"{WORDS} https://t.co/q", entities={"urls": [link]}, referenced_tweets=[{"type": "quoted", "id": "5"}]
    )
    article = _read(tweet, author=AUTHOR)
    assert article.text == WORDS
    assert article.repost == Repost(kind="quote", name="@nabaa", url="https://twitter.com/nabaa/status/5")


def test_a_reply_is_a_post_of_its_own() -> None:
    assert _read(_tweet(WORDS, referenced_tweets=[{"type": "replied_to", "id": "5"}])).repost is None


def _archived(text: str, **fields: object) -> dict[str, object]:
    return {"id_str": "77", "full_text": text, "created_at": "Tue Mar 05 10:11:12 +0000 2024", **fields}


def test_a_post_of_an_archive() -> None:
    media = {"media": [{"url": "https://t.co/m"}]}
    article = _read(_archived(f"{WORDS} &amp; صور https://t.co/m", entities=media), name="الخبر", handle="alkhabar")
    assert (article.text, article.outlet) == (f"{WORDS} & صور", "الخبر (@alkhabar)")
    assert (article.published, article.url) == ("2024-03-05T10:11:12Z", "https://x.com/alkhabar/status/77")


def test_reposts_and_quotes_of_an_archive() -> None:
    assert _read(_archived(f"RT @nabaa: {WORDS}")).repost == Repost(kind="repost", name="@nabaa")
    link = {"url": "https://t.co/q", "expanded_url": "https://x.com/nabaa/status/5"}
    quoting = _read(_archived(f"{WORDS} https://t.co/q", entities={"urls": [link]}))
    assert quoting.text == WORDS
    assert quoting.repost == Repost(kind="quote", name="@nabaa", url="https://x.com/nabaa/status/5")
