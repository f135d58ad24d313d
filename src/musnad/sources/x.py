"""Posts of X from files: answers of its API (v2), and the archive that X gives an account's owner (`tweets.js`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import msgspec
from msgspec import Struct, field

from musnad.errors import BadDocument
from musnad.records import Page
from musnad.sources.base import Failed
from musnad.sources.delivered import Context, Delivered, page
from musnad.sources.jsonwalk import JsonWalk

Items = Iterator[Page | Failed]
_ARCHIVE = re.compile(rb"\s*window\.YTD\.(?:tweets?|community_tweet)\.part\d+\s*=\s*(?=\[)")
_DATA = re.compile(rb'"data"\s*:\s*[\[{]')
_TELLING = re.compile(rb'"(?:edit_history_tweet_ids|author_id|referenced_tweets|note_tweet|conversation_id)"\s*:')
_KEPT_OF_BROKEN = 20_000
Raws = Mapping[str, msgspec.Raw]


class _Named(Struct):
    """A post or user by its number."""

    id: str = ""


class _Referenced(Struct):
    """Another post that one speaks of."""

    type: str = ""
    id: str = ""


class _Tweet(Struct):
    """What has to be known of a post to put beside it what the answer carries for it."""

    id: str = ""
    author_id: str | None = None
    text: str = ""
    referenced_tweets: list[_Referenced] = field(default_factory=list)


class _Includes(Struct):
    """What an answer carries for its posts."""

    users: list[msgspec.Raw] = field(default_factory=list)
    tweets: list[msgspec.Raw] = field(default_factory=list)


class _Answer(Struct):
    """An answer of the API."""

    data: msgspec.Raw = field(default_factory=lambda: msgspec.Raw(b"[]"))
    includes: _Includes = field(default_factory=_Includes)


class _Account(Struct, rename={"name": "accountDisplayName"}):
    """The owner of an archive."""

    username: str = ""
    name: str = ""


class _Owner(Struct):
    """A line of `account.js`."""

    account: _Account


class _Archived(Struct):
    """A post of an archive; older archives have no box around it."""

    tweet: msgspec.Raw = msgspec.Raw(b"")
    id_str: str = ""
    full_text: str = ""


def sniff_answer(head: bytes) -> bool:
    """Whether it is an answer of the API."""
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and bool(_DATA.search(head) and _TELLING.search(head))


def sniff_archive(head: bytes) -> bool:
    """Whether it is the file of posts of an archive."""
    return _ARCHIVE.match(head) is not None


def read_answer(item: Delivered) -> Items:
    """Posts of one answer, or of several one after another; what is included goes with the posts that need it."""
    walk = JsonWalk(item.stream, item.name, item.bounds.whole)
    while walk.peek():
        raw = walk.value()
        if raw is None:
            yield Failed(source=item.name, reason="too-large", message="holds an answer that is too large to be one")
            continue
        try:
            answer = msgspec.json.decode(raw, type=_Answer)
            one = bytes(answer.data).startswith(b"{")
            posts = [answer.data] if one else msgspec.json.decode(answer.data, type=list[msgspec.Raw])
            users, originals = _by_id(answer.includes.users), _by_id(answer.includes.tweets)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as problem:
            raise BadDocument(item.name, f"is no sound answer of X ({str(problem)[:100]})") from problem
        for at, post in enumerate(posts):
            yield _answered(item.name, at, bytes(post), users, originals)


def _by_id(raws: list[msgspec.Raw]) -> Raws:
    return {msgspec.json.decode(raw, type=_Named).id: raw for raw in raws}


def _answered(name: str, at: int, raw: bytes, users: Raws, originals: Raws) -> Page | Failed:
    try:
        tweet = msgspec.json.decode(raw, type=_Tweet)
        beside = tuple(_beside(tweet, users, originals))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as problem:
        return _broken(f"{name}#{at}", raw, problem)
    return page(f"{name}#{tweet.id or at}", raw, "x", beside)


def _beside(tweet: _Tweet, users: Raws, originals: Raws) -> Iterator[tuple[str, str]]:
    if (author := users.get(tweet.author_id or "")) is not None:
        yield "author", bytes(author).decode("utf-8", "replace")
    passed_on = next((r for r in tweet.referenced_tweets if r.type in ("retweeted", "quoted")), None)
    original = originals.get(passed_on.id) if passed_on else None
    if original is None:
        return
    yield "original", bytes(original).decode("utf-8", "replace")
    writer = msgspec.json.decode(original, type=_Tweet).author_id
    if (user := users.get(writer or "")) is not None:
        yield "original_author", bytes(user).decode("utf-8", "replace")


def read_archive(item: Delivered) -> Items:
    """Posts of an archive, streamed; whose they are is told by `account.js` beside them."""
    match = _ARCHIVE.match(item.head())
    item.stream.seek(match.end() if match else 0)
    context = _owner(item.beside("account.js"))
    walk = JsonWalk(item.stream, item.name, item.bounds.item)
    for at, _ in enumerate(walk.elements()):
        yield _archived(item.name, at, walk.value(), context)


def _owner(script: bytes | None) -> Context:
    """Name and handle only: the file also holds addresses that are nobody's business."""
    _, sign, raw = (script or b"").partition(b"=")
    try:
        owners = msgspec.json.decode(raw, type=list[_Owner]) if sign else []
    except (msgspec.DecodeError, UnicodeDecodeError):
        return ()
    pairs = (("name", owners[0].account.name), ("handle", owners[0].account.username)) if owners else ()
    return tuple((name, value) for name, value in pairs if value)


def _archived(name: str, at: int, raw: bytes | None, context: Context) -> Page | Failed:
    if raw is None:
        return Failed(source=f"{name}#{at}", reason="too-large", message="is too large to be a post")
    try:
        box = msgspec.json.decode(raw, type=_Archived)
        if inner := bytes(box.tweet):
            raw = inner
            box = msgspec.json.decode(raw, type=_Archived)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as problem:
        return _broken(f"{name}#{at}", raw, problem)
    return page(f"{name}#{box.id_str or at}", raw, "x", context)


def _broken(where: str, raw: bytes, problem: Exception) -> Failed:
    line = f"is a broken post ({str(problem)[:100]})"
    return Failed(source=where, reason="broken", message=line, body=raw[:_KEPT_OF_BROKEN])
