"""Every adapter of files with content for the contract: how it is made, and how many pages and failures it holds."""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable
from pathlib import Path

from musnad.sources.base import Source
from musnad.sources.files import StreamSource
from tests.sources.given import HTML, TEXT, dumped, opened, record, write, zipped
from tests.sources.test_mastodon import status
from tests.sources.test_telegram import WORDS, chat, message, widget
from tests.sources.test_warc import record as answered
from tests.sources.test_x import ACCOUNT, answer, archived, tweet


def folder(home: Path) -> Source:
    write(home / "a.html", HTML)
    write(home / "b.json", '{"broken": ')
    write(home / "c" / "d.txt", TEXT)
    (home / "out.txt").unlink(missing_ok=True)
    (home / "out.txt").symlink_to(home.parent / "outside" / "secret.txt")
    return opened(home)


def zip_file(home: Path) -> Source:
    return opened(zipped(home / "a.zip", {"a.txt": TEXT, "../b.txt": TEXT, "c.html": HTML}))


def json_list(home: Path) -> Source:
    return opened(write(home / "a.json", f'[{dumped(record(0))}, {{"title": }}, {dumped(record(1))}]'))


def json_lines(home: Path) -> Source:
    lines = f"{dumped(record(0))}\n{{broken}}\n{dumped(record(1))}\n"
    return opened(write(home / "a.jsonl.gz", gzip.compress(lines.encode(), mtime=0)))


def pipe(home: Path) -> Source:
    lines = f"{dumped(record(0))}\n{{broken}}\n{dumped(record(1))}\n"
    return StreamSource(stream=io.BytesIO(lines.encode()))


def web_archive(home: Path) -> Source:
    parts = [gzip.compress(answered(n), mtime=0) for n in range(3)]
    parts[1] = parts[1][:40] + bytes(20) + parts[1][60:]
    return opened(write(home / "a.warc.gz", b"".join(parts)))


def telegram_export(home: Path) -> Source:
    return opened(write(home / "result.json", dumped(chat("أ", 1, message(1), message(2, 7), message(3)))))


def telegram_pages(home: Path) -> Source:
    write(home / "a.html", widget(1, WORDS))
    write(home / "b.html", '<html><body><div class="tgme_channel_info"></div></body></html>')
    write(home / "c.html", widget(2, WORDS))
    return opened(home)


def statuses(home: Path) -> Source:
    return opened(write(home / "a.json", f"[{dumped(status(1))}, {{]}}, {dumped(status(2))}]"))


def x_answer(home: Path) -> Source:
    return opened(write(home / "a.json", dumped(answer(tweet(1), {"id": 7}, tweet(2)))))


def x_archive(home: Path) -> Source:
    write(home / "account.js", ACCOUNT)
    script = f"window.YTD.tweets.part0 = [{dumped(archived(1))}, 5, {dumped(archived(2))}]"
    return opened(write(home / "tweets.js", script))


KEPT: dict[str, tuple[Callable[[Path], Source], int, int]] = {
    "folder": (folder, 2, 1),
    "zip file": (zip_file, 2, 1),
    "list of records": (json_list, 2, 1),
    "packed lines of records": (json_lines, 2, 1),
    "pipe": (pipe, 2, 1),
    "web archive": (web_archive, 2, 1),
    "export of Telegram": (telegram_export, 2, 1),
    "saved pages of Telegram": (telegram_pages, 2, 1),
    "statuses of Mastodon": (statuses, 2, 1),
    "answer of X": (x_answer, 2, 1),
    "archive of X": (x_archive, 2, 1),
}
