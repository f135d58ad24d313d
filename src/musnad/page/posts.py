"""Posts of Telegram and Mastodon to articles: text as people see it, the account as outlet, whose words it hands on.

A post has no title. The text of a forward or boost is its author's, not the account's: `Article.repost` says whose.
What the source tells beside the post's bytes — the channel that an export is of — is in `Page.context`.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import html

from musnad.errors import BadDocument
from musnad.page.dates import Months, machine_date
from musnad.page.mapped import object_of
from musnad.page.parts import Parts, Post, account
from musnad.page.shown import classed, fragment, shown
from musnad.page.tables import PageTables
from musnad.page.x_posts import x_post
from musnad.records.article import Page, Repost

Fields = Mapping[str, object]


def post(text: str, page: Page, tables: PageTables) -> Parts:
    """The article of a post.

    Raises:
        BadDocument: it is no post.
        SourceEmpty: a post without words.
    """
    if page.kind == "telegram" and text.lstrip("\ufeff \t\r\n").startswith("<"):
        return _widget(text, page, tables.months).parts(page.source)
    fields = object_of(text, page.source)
    read = {"telegram": _message, "mastodon": _status, "x": x_post}[page.kind]
    return read(fields, page, tables.months).parts(page.source)


def _message(message: Fields, page: Page, months: Months) -> Post:
    """A message of a Telegram Desktop export."""
    chat = dict(page.context)
    day = _text(message.get("date_unixtime")) or _text(message.get("date"))
    channel, sender = chat.get("channel"), _text(message.get("from"))
    signer = _text(message.get("author")) or (sender if sender != channel else None)
    return Post(
        text=_telegram_text(message),
        account=account(channel or sender, chat.get("handle")),
        url=_message_url(message, chat),
        published=machine_date(day, months) if day else None,
        byline=signer if channel else None,
        repost=_forward(message),
    )


def _telegram_text(message: Fields) -> str:
    """Text is a string, or a list of strings and objects with `text`; newer exports repeat it in `text_entities`."""
    for name in ("text", "text_entities"):
        value = message.get(name)
        if isinstance(value, str) and value:
            return value
        if isinstance(value, list) and value:
            return "".join(
                piece if isinstance(piece, str) else _text(piece.get("text")) or "" if isinstance(piece, dict) else ""
                for piece in value
            )
    return ""


def _message_url(message: Fields, chat: Mapping[str, str]) -> str | None:
    """Address of a message: public where the handle is known, else the one that members of the channel can open."""
    number = _text(message.get("id"))
    if not number:
        return None
    if handle := chat.get("handle"):
        return f"https://t.me/{handle}/{number}"
    inner = chat.get("id", "").removeprefix("-100")
    return (
        f"https://t.me/c/{inner}/{number}"
        if inner and chat.get("type", "").endswith(("channel", "supergroup"))
        else None
    )


def _forward(message: Fields) -> Repost | None:
    if "forwarded_from" not in message and "forwarded_from_id" not in message:
        return None
    return Repost(kind="forward", name=_text(message.get("forwarded_from")))


def _widget(text: str, page: Page, months: Months) -> Post:
    """A message of a saved `t.me/s/…` page.

    Raises:
        BadDocument: no message in it.
    """
    root = fragment(text)
    found = classed(root, "tgme_widget_message") if root is not None else []
    if not found:
        raise BadDocument(page.source, "holds no message of Telegram")
    message, known = found[0], dict(page.context)
    handle, _, number = (message.get("data-post") or "").partition("/")
    handle = handle or known.get("handle", "")
    bodies = [e for e in classed(message, "tgme_widget_message_text") if not _is_reply(e)]
    owner = _first(message, "tgme_widget_message_owner_name")
    day = next((t.get("datetime") for t in message.iter("time") if t.get("datetime")), None)
    author = _first(message, "tgme_widget_message_from_author")
    return Post(
        text=shown(bodies[0]) if bodies else "",
        account=account(shown(owner) if owner is not None else known.get("channel"), handle),
        url=f"https://t.me/{handle}/{number}" if handle and number else None,
        published=machine_date(day, months) if day else None,
        byline=shown(author) or None if author is not None else None,
        repost=_forward_link(message),
    )


def _forward_link(message: html.HtmlElement) -> Repost | None:
    if (box := _first(message, "tgme_widget_message_forwarded_from")) is None:
        return None
    name = _first(message, "tgme_widget_message_forwarded_from_name")
    url = name.get("href") if name is not None else None
    shown_name = shown(name) if name is not None else shown(box).removeprefix("Forwarded from").strip()
    parts = (url or "").removeprefix("https://t.me/").split("/")
    handle = parts[0] if url and url.startswith("https://t.me/") and parts[0] not in ("c", "") else None
    return Repost(kind="forward", name=account(shown_name, handle), url=url)


def _is_reply(element: html.HtmlElement) -> bool:
    """Whether a text lies in the preview of the message that is answered."""
    return any("tgme_widget_message_reply" in (e.get("class") or "").split() for e in element.iterancestors())


def _first(root: html.HtmlElement, name: str) -> html.HtmlElement | None:
    return next(iter(classed(root, name)), None)


def _status(status: Fields, page: Page, months: Months) -> Post:
    """A status of Mastodon's API, as Truth Social serves it too."""
    boosted, quoted = _object(status.get("reblog")), _quoted(status)
    repost = None
    if boosted is not None:
        repost = _passed_on(boosted, "boost", months)
    elif quoted is not None:
        repost = _passed_on(quoted, "quote", months)
    day = _text(status.get("created_at"))
    return Post(
        text=_status_text(boosted if boosted is not None else status),
        account=_account_of(status) or dict(page.context).get("channel"),
        url=_text(status.get("url")) or _text(status.get("uri")),
        published=machine_date(day, months) if day else None,
        repost=repost,
    )


def _passed_on(status: Fields, kind: str, months: Months) -> Repost:
    day = _text(status.get("created_at"))
    return Repost(
        kind="boost" if kind == "boost" else "quote",
        name=_account_of(status),
        url=_text(status.get("url")) or _text(status.get("uri")),
        published=machine_date(day, months) if day else None,
    )


def _quoted(status: Fields) -> Fields | None:
    """The status that is quoted: given itself, or with the state of the author's consent around it."""
    quote = _object(status.get("quote"))
    if quote is None:
        return None
    inner = _object(quote.get("quoted_status"))
    return inner if inner is not None else quote if "account" in quote else None


def _account_of(status: Fields) -> str | None:
    owner = _object(status.get("account")) or {}
    return account(_text(owner.get("display_name")), _text(owner.get("acct")) or _text(owner.get("username")))


def _status_text(status: Fields) -> str:
    """The warning before the content, where there is one, and the content."""
    pieces = [_text(status.get("spoiler_text")) or "", _markup_text(_text(status.get("content")) or "")]
    return "\n\n".join(piece for piece in pieces if piece.strip())


def _markup_text(markup: str) -> str:
    root = fragment(markup)
    return shown(root) if root is not None else ""


def _object(value: object) -> Fields | None:
    return value if isinstance(value, dict) else None


def _text(value: object) -> str | None:
    """A string, or a whole number as one; lone surrogates replaced."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace") or None
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else None
