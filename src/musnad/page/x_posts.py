"""Posts of X to articles: of its API (v2) and of the archive that X gives to the owner of an account.

Beside the post's own bytes, `Page.context` holds what the answer carried for it: `author` (the user as JSON),
`original` and `original_author` (the post that is reposted or quoted, and its user), or `name` and `handle` for an
archive.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping

from musnad.page.dates import Months, machine_date
from musnad.page.parts import Post, account
from musnad.records.article import Page, PassedOn, Repost

Fields = Mapping[str, object]
_RETWEET = re.compile(r"RT @(\w{1,15}):\s?")
_STATUS = re.compile(r"https?://(?:www\.|mobile\.)?(?:twitter|x)\.com/(\w{1,15}|i/web)/status/(\d+)")
_OLD_DATE = re.compile(r"\w{3} (\w{3}) (\d{2}) (\d{2}:\d{2}:\d{2}) ([+-]\d{4}) (\d{4})")
"""Such as `Wed Oct 10 20:19:24 +0000 2018`."""


def x_post(tweet: Fields, page: Page, months: Months) -> Post:
    """A post of X; of a repost the original's text, where the answer carried it."""
    context = dict(page.context)
    author = _user(context.get("author")) or account(context.get("name"), context.get("handle"))
    original = _fields(context.get("original"))
    relation = _relation(tweet)
    body = _body(tweet)
    match = _RETWEET.match(body)
    if relation == "repost" or (relation is None and match):
        text = _body(original) if original else body[match.end() :] if match else body
        name = _user(context.get("original_author")) or (f"@{match[1]}" if match else _mentioned(tweet))
        repost = _repost("repost", original, name, None, months)
    else:
        url = _quoted_url(tweet)
        text, repost = body, None
        if relation == "quote" or url:
            repost = _repost("quote", original, _user(context.get("original_author")), url, months)
    return Post(
        text=text,
        account=author,
        url=_url(tweet, _handle(context)),
        published=_published(tweet, months),
        repost=repost,
    )


def _relation(tweet: Fields) -> PassedOn | None:
    """What the post says that it hands on."""
    kinds = [_string(item, "type") for item in _objects(tweet.get("referenced_tweets"))]
    return "repost" if "retweeted" in kinds else "quote" if "quoted" in kinds else None


def _repost(kind: PassedOn, original: Fields, name: str | None, url: str | None, months: Months) -> Repost:
    match = _STATUS.match(url or "")
    number = _string(original, "id")
    if name is None and match and match[1] != "i/web":
        name = f"@{match[1]}"
    handle = re.search(r"@(\w+)\)?$", name or "")
    if url is None and number:
        url = f"https://x.com/{handle[1] if handle else 'i/web'}/status/{number}"
    return Repost(kind=kind, name=name, url=url, published=_published(original, months))


def _body(tweet: Fields) -> str:
    """The whole text, entities unescaped, short addresses opened; those of its pictures and quotes are not shown."""
    note = _object(tweet.get("note_tweet"))
    text = _string(note, "text") or _string(tweet, "full_text") or _string(tweet, "text") or ""
    text = html.unescape(text)
    quoted = {_string(item, "id") for item in _objects(tweet.get("referenced_tweets"))}
    held = [_object(tweet.get("entities")), _object(note.get("entities")), _object(tweet.get("extended_entities"))]
    for entities in held:
        for link in _objects(entities.get("urls")):
            short, full = _string(link, "url"), _string(link, "expanded_url") or _string(link, "unwound_url")
            if short and full:
                text = text.replace(
                    short, "" if _is_hidden(link, full, quoted) or _ends_with_post(text, link) else full
                )
        for picture in _objects(entities.get("media")):
            if short := _string(picture, "url"):
                text = text.replace(short, "")
    return re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE).strip()


def _is_hidden(link: Fields, full: str, quoted: set[str | None]) -> bool:
    """Whether X shows what the address leads to in its place."""
    match = _STATUS.match(full)
    if match and (full.endswith(("/photo/1", "/video/1")) or match[2] in quoted):
        return True
    return "media_key" in link


def _quoted_url(tweet: Fields) -> str | None:
    """Address of the post that a text ends with, which X shows as a quote."""
    body = html.unescape(_string(tweet, "full_text") or _string(tweet, "text") or "")
    links = _objects(_object(tweet.get("entities")).get("urls"))
    return next((_string(link, "expanded_url") for link in links if _ends_with_post(body, link)), None)


def _ends_with_post(text: str, link: Fields) -> bool:
    """Whether the text ends with the short address of another post."""
    short, full = _string(link, "url"), _string(link, "expanded_url") or ""
    is_post = _STATUS.match(full) and "/photo/" not in full and "/video/" not in full
    return bool(short and is_post and text.rstrip().endswith(short))


def _published(tweet: Fields, months: Months) -> str | None:
    day = _string(tweet, "created_at")
    if day and (match := _OLD_DATE.fullmatch(day)):
        day = f"{match[2]} {match[1]} {match[5]} {match[3]} {match[4]}"
    return machine_date(day, months) if day else None


def _url(tweet: Fields, handle: str | None) -> str | None:
    number = _string(tweet, "id_str") or _string(tweet, "id")
    return f"https://x.com/{handle or 'i/web'}/status/{number}" if number else None


def _handle(context: Mapping[str, str]) -> str | None:
    return _string(_fields(context.get("author")), "username") or context.get("handle")


def _user(text: str | None) -> str | None:
    user = _fields(text)
    return account(_string(user, "name"), _string(user, "username"))


def _mentioned(tweet: Fields) -> str | None:
    mentions = _objects(_object(tweet.get("entities")).get("mentions"))
    return next((f"@{name}" for item in mentions if (name := _string(item, "username"))), None)


def _fields(text: str | None) -> Fields:
    """The JSON object of a context's value; empty where it is none."""
    if not text:
        return {}
    try:
        return _object(json.loads(text, strict=False))
    except ValueError:
        return {}


def _object(value: object) -> Fields:
    return value if isinstance(value, dict) else {}


def _objects(value: object) -> Iterator[Fields]:
    return (item for item in value if isinstance(item, dict)) if isinstance(value, list) else iter(())


def _string(fields: Fields, name: str) -> str | None:
    value = fields.get(name)
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace") or None
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else None
