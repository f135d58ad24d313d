import json

import pytest

from musnad.errors import BadDocument, NotArabic, SourceEmpty
from musnad.page.read import Overrides, read_page
from musnad.records import Article, Page
from musnad.records.article import Repost, SourceKind

WORDS = "عاجل: الرئيس يلتقي وزير الخارجية في القصر"
CHAT = (("channel", "قناة الخبر"), ("type", "public_channel"), ("id", "1234"))


def _read(body: object, kind: SourceKind, context: tuple[tuple[str, str], ...] = ()) -> Article:
    data = body if isinstance(body, str) else json.dumps(body, ensure_ascii=False)
    return read_page(Page(source="p", body=data.encode(), sha256="0", kind=kind, context=context), Overrides())


def _message(**fields: object) -> dict[str, object]:
    return {"id": 7, "type": "message", "date": "2024-03-05T13:11:12", "date_unixtime": "1709633472", **fields}


def test_a_message_of_an_export() -> None:
    article = _read(_message(text=WORDS, **{"from": "قناة الخبر", "from_id": "channel1234"}), "telegram", CHAT)
    assert article.text == WORDS
    assert (article.title, article.outlet, article.byline) == (None, "قناة الخبر", None)
    assert article.published == "2024-03-05T10:11:12Z"
    assert article.url == "https://t.me/c/1234/7"
    assert article.repost is None
    assert {known.by for known in article.known} == {"post"}


def test_a_text_in_pieces() -> None:
    pieces = [
        WORDS,
        {"type": "bold", "text": " اليوم"},
        "\n",
        {"type": "text_link", "text": "هنا", "href": "https://x.y"},
    ]
    assert _read(_message(text=pieces), "telegram", CHAT).text == f"{WORDS} اليوم\nهنا"
    assert _read(_message(text="", text_entities=[pieces[1], {"text": WORDS}]), "telegram").text == f" اليوم{WORDS}"


def test_a_forward_is_its_authors_words() -> None:
    article = _read(_message(text=WORDS, forwarded_from="وكالة النبأ"), "telegram", CHAT)
    assert article.outlet == "قناة الخبر"
    assert article.repost == Repost(kind="forward", name="وكالة النبأ")
    hidden = _read(_message(text=WORDS, forwarded_from=None), "telegram", CHAT)
    assert hidden.repost == Repost(kind="forward", name=None)


def test_who_writes_in_a_group_is_the_byline() -> None:
    group = (("channel", "أخبار الحي"), ("type", "private_group"), ("id", "9"))
    article = _read(_message(text=WORDS, **{"from": "سامي عوض"}), "telegram", group)
    assert (article.outlet, article.byline, article.url) == ("أخبار الحي", "سامي عوض", None)


WIDGET = f"""<div class="tgme_widget_message_wrap js-widget_message_wrap"><div class="tgme_widget_message text_not"
 data-post="alkhabar/42"><div class="tgme_widget_message_bubble"><div class="tgme_widget_message_author">
 <a class="tgme_widget_message_owner_name" href="https://t.me/alkhabar"><span dir="auto">قناة الخبر</span></a></div>
 %s<a class="tgme_widget_message_reply" href="https://t.me/alkhabar/40"><div class="tgme_widget_message_text">رسالة
 قديمة</div></a><div class="tgme_widget_message_text js-message_text" dir="auto">{WORDS}<br/><br/>مع
 <a href="https://a.example/1">التفاصيل</a> &amp; صور <i class="emoji"><b>🔴</b></i></div>
 <div class="tgme_widget_message_footer"><span class="tgme_widget_message_views">1.2K</span>
 <span class="tgme_widget_message_meta">edited <a class="tgme_widget_message_date" href="https://t.me/alkhabar/42">
 <time datetime="2024-03-05T10:11:12+00:00" class="time">10:11</time></a></span></div></div></div></div>"""


def test_a_message_of_a_saved_page() -> None:
    article = _read(WIDGET % "", "telegram")
    assert article.text == f"{WORDS}\n\nمع التفاصيل & صور 🔴"
    assert article.outlet == "قناة الخبر (@alkhabar)"
    assert article.url == "https://t.me/alkhabar/42"
    assert article.published == "2024-03-05T10:11:12Z"
    assert article.repost is None


@pytest.mark.parametrize(
    ("box", "repost"),
    [
        (
            '<a class="tgme_widget_message_forwarded_from_name" href="https://t.me/nabaa/5"><b>وكالة النبأ</b></a>',
            Repost(kind="forward", name="وكالة النبأ (@nabaa)", url="https://t.me/nabaa/5"),
        ),
        (
            '<span class="tgme_widget_message_forwarded_from_name">سامي عوض</span>',
            Repost(kind="forward", name="سامي عوض"),
        ),
    ],
)
def test_a_forward_on_a_saved_page(box: str, repost: Repost) -> None:
    forwarded = f'<div class="tgme_widget_message_forwarded_from accent_color">Forwarded from {box}</div>'
    assert _read(WIDGET % forwarded, "telegram").repost == repost


ACCOUNT = {"id": "1", "username": "khabar", "acct": "khabar@social.example", "display_name": "الخبر"}
OTHER = {"id": "2", "username": "nabaa", "acct": "nabaa", "display_name": ""}


def _status(content: str, **fields: object) -> dict[str, object]:
    return {"id": "10", "created_at": "2024-03-05T10:11:12.000Z", "url": "https://social.example/@khabar/10",
            "account": ACCOUNT, "content": content, "spoiler_text": "", "reblog": None, **fields}  # fmt: skip


def test_a_status() -> None:
    link = '<a href="https://a.example/long"><span class="invisible">https://</span><span class="ellipsis">a.example/lo'
    link += '</span><span class="invisible">ng</span></a>'
    article = _read(_status(f"<p>{WORDS}<br />ثانيا &quot;نعم&quot;</p><p>{link}</p>"), "mastodon")
    assert article.text == f'{WORDS}\nثانيا "نعم"\n\na.example/lo…'
    assert article.outlet == "الخبر (@khabar@social.example)"
    assert article.url == "https://social.example/@khabar/10"
    assert article.published == "2024-03-05T10:11:12Z"
    assert (article.title, article.repost) == (None, None)


def test_a_warning_is_shown_first() -> None:
    assert _read(_status(f"<p>{WORDS}</p>", spoiler_text="صور صادمة"), "mastodon").text == f"صور صادمة\n\n{WORDS}"


def test_a_boost_and_a_quote() -> None:
    original = {"id": "3", "created_at": "2024-03-04T00:00:00Z", "url": "https://social.example/@nabaa/3",
                "account": OTHER, "content": f"<p>{WORDS}</p>"}  # fmt: skip
    passed_on = Repost(
        kind="boost", name="@nabaa", url="https://social.example/@nabaa/3", published="2024-03-04T00:00:00Z"
    )
    boost = _read(_status("", reblog=original), "mastodon")
    assert (boost.text, boost.outlet, boost.repost) == (WORDS, "الخبر (@khabar@social.example)", passed_on)
    for quote in (original, {"state": "accepted", "quoted_status": original}):
        quoting = _read(_status("<p>هذا ليس صحيحا أبدا كما قلنا أمس</p>", quote=quote), "mastodon")
        assert quoting.text == "هذا ليس صحيحا أبدا كما قلنا أمس"
        assert quoting.repost is not None
        assert (quoting.repost.kind, quoting.repost.name) == ("quote", "@nabaa")


def test_posts_that_are_not_read() -> None:
    with pytest.raises(SourceEmpty):
        _read(_status("<p></p>"), "mastodon")
    with pytest.raises(SourceEmpty):
        _read(_message(text=""), "telegram")
    with pytest.raises(NotArabic):
        _read(_message(text="نعم"), "telegram")
    with pytest.raises(BadDocument):
        _read("<div>لا رسالة هنا على الإطلاق يا سادة</div>", "telegram")
    with pytest.raises(BadDocument):
        _read("[1]", "x")
