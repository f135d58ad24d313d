import json
from pathlib import Path

from musnad.page.read import Overrides, read_page
from tests.sources.given import TEXT, below, dumped, failures, pages, write, zipped

USERS = [{"id": "1", "name": "الخبر", "username": "alkhabar"}, {"id": "2", "name": "النبأ", "username": "nabaa"}]


def tweet(number: int, text: str = TEXT, **fields: object) -> dict[str, object]:
    return {"id": str(number), "text": text, "author_id": "1", "created_at": "2024-03-05T10:11:12.000Z",
            "edit_history_tweet_ids": [str(number)], **fields}  # fmt: skip


def answer(*tweets: object, **included: object) -> dict[str, object]:
    return {"data": list(tweets), "includes": {"users": USERS, **included}, "meta": {"result_count": len(tweets)}}


def test_an_answer_of_the_api(tmp_path: Path) -> None:
    original = {"id": "3", "text": TEXT, "author_id": "2", "created_at": "2024-03-04T00:00:00.000Z"}
    repost = tweet(5, f"RT @nabaa: {TEXT[:10]}…", referenced_tweets=[{"type": "retweeted", "id": "3"}])
    path = write(tmp_path / "a.json", dumped(answer(tweet(4), repost, tweets=[original])))
    found = pages(path)
    assert below(found, path) == ["4", "5"]
    assert {page.kind for page in found} == {"x"}
    assert [json.loads(page.body) for page in found] == [tweet(4), repost]
    assert json.loads(dict(found[1].context)["original"]) == original
    first, second = (read_page(page, Overrides()) for page in found)
    assert (first.text, first.outlet, first.repost) == (TEXT, "الخبر (@alkhabar)", None)
    assert second.text == TEXT
    assert second.repost is not None
    assert (second.repost.kind, second.repost.name) == ("repost", "النبأ (@nabaa)")


def test_one_post_and_several_answers(tmp_path: Path) -> None:
    one = write(tmp_path / "one.json", dumped({"data": tweet(4), "includes": {"users": USERS}}))
    assert below(pages(one), one) == ["4"]
    several = write(tmp_path / "many.jsonl", f"{dumped(answer(tweet(4)))}\n{dumped(answer(tweet(5), tweet(6)))}\n")
    assert below(pages(several), several) == ["4", "5", "6"]


def test_a_broken_post_and_a_broken_answer(tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", dumped(answer(tweet(4), tweet(5, 7), tweet(6))))  # type: ignore[arg-type]
    assert below(pages(path), path) == ["4", "6"]
    assert [failed.reason for failed in failures(path)] == ["broken"]
    cut = write(tmp_path / "b.json", dumped(answer(tweet(4)))[:-30])
    assert [failed.reason for failed in failures(cut)] == ["broken"]


def archived(number: int, text: str = TEXT) -> dict[str, object]:
    return {"tweet": {"id_str": str(number), "full_text": text, "created_at": "Tue Mar 05 10:11:12 +0000 2024"}}


TWEETS = f"window.YTD.tweets.part0 = {dumped([archived(1), archived(2, f'RT @nabaa: {TEXT}')])}"
ACCOUNT = "window.YTD.account.part0 = " + dumped(
    [{"account": {"email": "a@b.c", "username": "alkhabar", "accountDisplayName": "الخبر", "accountId": "1"}}]
)


def test_an_archive_as_it_is_delivered(tmp_path: Path) -> None:
    likes = "window.YTD.like.part0 = []"
    members = {"Your archive.html": "<html></html>", "data/account.js": ACCOUNT, "data/like.js": likes,
               "data/tweets_media/1.jpg": b"\xff\xd8\xff", "data/tweets.js": TWEETS}  # fmt: skip
    path = zipped(tmp_path / "twitter.zip", members)
    found = [page for page in pages(path) if page.kind == "x"]
    assert below(found, path) == ["data/tweets.js#1", "data/tweets.js#2"]
    assert found[0].context == (("name", "الخبر"), ("handle", "alkhabar")), "not the address of a person's mail"
    first, second = (read_page(page, Overrides()) for page in found)
    assert (first.outlet, first.published) == ("الخبر (@alkhabar)", "2024-03-05T10:11:12Z")
    assert first.url == "https://x.com/alkhabar/status/1"
    assert second.repost is not None
    assert second.text == TEXT


def test_an_unpacked_archive(tmp_path: Path) -> None:
    write(tmp_path / "data" / "tweets.js", TWEETS)
    write(tmp_path / "data" / "account.js", ACCOUNT)
    assert below(pages(tmp_path), tmp_path) == ["data/tweets.js#1", "data/tweets.js#2"]
    assert not failures(tmp_path)
    old = write(tmp_path / "tweet.js", f"window.YTD.tweet.part0 = [{dumped(archived(3)['tweet'])}, {{}}, 5]")
    assert below(pages(old), old) == ["3", "1"]
    assert pages(old)[0].context == ()
    assert [failed.reason for failed in failures(old)] == ["broken"]
