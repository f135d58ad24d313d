from pathlib import Path

import pytest

from musnad.page.read import Overrides, read_page
from tests.sources.given import TEXT, below, dumped, failures, pages, write


def status(number: int, content: str = f"<p>{TEXT}</p>", **fields: object) -> dict[str, object]:
    account = {"id": "1", "username": "khabar", "acct": "khabar", "display_name": "الخبر"}
    return {"id": str(number), "created_at": "2024-03-05T10:11:12.000Z", "in_reply_to_id": None, "spoiler_text": "",
            "url": f"https://social.example/@khabar/{number}", "content": content, "reblog": None, "account": account,
            "media_attachments": [], **fields}  # fmt: skip


def test_a_list_of_statuses(tmp_path: Path) -> None:
    statuses = [status(5), status(6, ""), status(7, "", reblog=status(3)), status(8, edited_at="2024-03-06T00:00:00Z")]
    path = write(tmp_path / "statuses.json", dumped(statuses))
    found = pages(path)
    assert below(found, path) == ["5", "7", "8"]
    assert not failures(path)
    assert [page.body.decode() for page in found] == [dumped(statuses[n]) for n in (0, 2, 3)]
    articles = [read_page(page, Overrides()) for page in found]
    assert [article.text for article in articles] == [TEXT] * 3
    assert [article.repost is not None for article in articles] == [False, True, False]
    assert articles[0].outlet == "الخبر (@khabar)"


@pytest.mark.parametrize(
    "text",
    [
        dumped(status(5)),
        dumped({"statuses": [status(5)], "accounts": []}),
        dumped(status(5)) + "\n",
        "[" + dumped(status(5)) + "]\n",
    ],
)
def test_other_ways_to_keep_them(tmp_path: Path, text: str) -> None:
    path = write(tmp_path / "a.json", text)
    assert below(pages(path), path) == ["5"]
    assert pages(path)[0].kind == "mastodon"


def test_statuses_line_by_line(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", "\n".join(dumped(status(n)) for n in range(3)))
    assert below(pages(path), path) == ["0", "1", "2"]


def test_a_broken_status_does_not_end_the_list(tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", f"[{dumped(status(5))}, {dumped(status(6, 7))}, {{]}}, {dumped(status(8))}]")  # type: ignore[arg-type]
    assert below(pages(path), path) == ["5", "8"]
    assert [failed.reason for failed in failures(path)] == ["broken", "broken"]


def test_a_mapping_makes_them_records(tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", dumped([status(5)]))
    page = pages(path, "text=content", "outlet=account.display_name", "published=created_at")[0]
    assert (page.kind, read_page(page, Overrides()).outlet) == ("record", "الخبر")
