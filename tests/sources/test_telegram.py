import json
from pathlib import Path

from musnad.page.read import Overrides, read_page
from tests.sources.given import TEXT, below, dumped, failures, pages, write

PIECES = [TEXT, {"type": "link", "text": " https://a.example"}]


def message(number: int, text: object = TEXT, **fields: object) -> dict[str, object]:
    return {"id": number, "type": "message", "date": "2024-03-05T10:11:12", "date_unixtime": "1709633472",
            "from": "قناة الخبر", "from_id": "channel12", "text": text, "text_entities": [], **fields}  # fmt: skip


def chat(name: str, number: int, *messages: object) -> dict[str, object]:
    return {"name": name, "type": "public_channel", "id": number, "messages": list(messages)}


SERVICE = {"id": 1, "type": "service", "date": "2024-03-05T10:00:00", "action": "create_channel", "text": ""}
PICTURE = message(3, "", photo="(File not included. Change data exporting settings to download.)", width=10)


def test_an_export_of_one_chat(tmp_path: Path) -> None:
    messages = [SERVICE, message(2), PICTURE, message(4, PIECES, forwarded_from="وكالة النبأ"), message(5, [])]
    path = write(tmp_path / "result.json", json.dumps(chat("قناة الخبر", 12, *messages), ensure_ascii=False, indent=1))
    found = pages(path)
    assert below(found, path) == ["2", "4"]
    assert not failures(path)
    assert found[0].kind == "telegram"
    assert found[0].context == (("channel", "قناة الخبر"), ("type", "public_channel"), ("id", "12"))
    assert json.loads(found[1].body) == messages[3]
    assert found[1].body in path.read_bytes(), "a message's own bytes"
    article = read_page(found[1], Overrides())
    assert (article.text, article.outlet) == (f"{TEXT} https://a.example", "قناة الخبر")
    assert article.repost is not None


def test_an_export_of_everything(tmp_path: Path) -> None:
    export = {
        "about": "Here is the data you requested.",
        "personal_information": {"user_id": 1, "phone": "0"},
        "contacts": {"about": "x", "list": [{"first_name": "سامي"}] * 2000},
        "chats": {"about": "y", "list": [chat("أ", 12, message(2)), chat("ب", 13, message(2), SERVICE, message(3))]},
        "left_chats": {"about": "z", "list": [chat("ج", 14, message(9))]},
    }
    path = write(tmp_path / "result.json", dumped(export))
    found = pages(path)
    assert below(found, path) == ["12/2", "13/2", "13/3", "14/9"]
    assert [dict(page.context)["channel"] for page in found] == ["أ", "ب", "ب", "ج"]


def test_a_broken_message_does_not_end_the_chat(tmp_path: Path) -> None:
    text = dumped(chat("أ", 12, message(2), message(3, 77), message(4))).replace('"id": 2', '"id": ')
    path = write(tmp_path / "result.json", text)
    assert below(pages(path), path) == ["4"]
    assert [failed.reason for failed in failures(path)] == ["broken", "broken"]
    assert all(failed.body for failed in failures(path))


def test_a_chat_that_is_cut_off(tmp_path: Path) -> None:
    whole = dumped(chat("أ", 12, message(2), message(3), message(4)))
    path = write(tmp_path / "result.json", whole[: whole.rindex("from_id")])
    assert below(pages(path), path) == ["2", "3"]
    assert "ends in the middle" in failures(path)[0].message


def widget(number: int, inside: str, extra: str = "") -> str:
    return (
        f'<div class="tgme_widget_message_wrap js-widget_message_wrap"><div class="tgme_widget_message {extra}"'
        f' data-post="alkhabar/{number}"><div class="tgme_widget_message_bubble">{inside}<a '
        f'class="tgme_widget_message_date" href="https://t.me/alkhabar/{number}"><time '
        'datetime="2024-03-05T10:11:12+00:00"></time></a></div></div></div>\n'
    )


WORDS = f'<div class="tgme_widget_message_text js-message_text" dir="auto">{TEXT}<br/>سطر</div>'
PAGE = f"""<!DOCTYPE html><html><head><meta property="og:title" content="قناة الخبر"></head><body class="widget">
<main class="tgme_main"><section class="tgme_channel_history">{widget(5, WORDS)}{widget(6, "<a></a>")}
{widget(7, WORDS, "service_message")}{widget(8, WORDS)}</section></main><footer>Telegram</footer></body></html>"""


def test_a_saved_page_of_a_channel(tmp_path: Path) -> None:
    path = write(tmp_path / "page.html", PAGE)
    found = pages(path)
    assert below(found, path) == ["alkhabar/5", "alkhabar/8"]
    assert all(page.body in path.read_bytes() for page in found)
    assert "footer" not in found[1].body.decode()
    article = read_page(found[1], Overrides())
    assert article.text == f"{TEXT}\nسطر"
    assert (article.outlet, article.url) == ("قناة الخبر (@alkhabar)", "https://t.me/alkhabar/8")
    assert article.published == "2024-03-05T10:11:12Z"


def test_a_page_that_only_speaks_of_telegram_is_a_page(tmp_path: Path) -> None:
    html = f'<!doctype html><html><body><h1>خبر</h1><p>{TEXT}</p><a href="https://t.me/s/x">t.me</a></body></html>'
    assert [page.kind for page in pages(write(tmp_path / "a.html", html))] == ["html"]


def test_an_empty_channel(tmp_path: Path) -> None:
    html = '<!doctype html><html><body><div class="tgme_channel_info"></div></body></html>'
    assert [failed.reason for failed in failures(write(tmp_path / "a.html", html))] == ["empty"]
