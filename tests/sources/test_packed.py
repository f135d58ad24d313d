import gzip
from pathlib import Path

import zstandard

from musnad.sources.delivered import Bounds
from musnad.sources.opening import Opening, open_sources
from tests.sources.given import HTML, below, dumped, failures, pages, record, write, zipped

LINES = "\n".join(dumped(record(n)) for n in range(500)).encode()


def test_packed_lines(tmp_path: Path) -> None:
    for path in (
        write(tmp_path / "a.jsonl.gz", gzip.compress(LINES)),
        write(tmp_path / "b.jsonl.zst", zstandard.compress(LINES)),
        write(tmp_path / "c", gzip.compress(LINES[:60_000]) + gzip.compress(LINES[60_000:])),
    ):
        found = pages(path)
        assert len(found) == 500
        assert found[499].source == f"{str(path).removesuffix('.gz').removesuffix('.zst')}:500"
        assert b"\n".join(page.body for page in found) == LINES


def test_a_packed_list_and_page(tmp_path: Path) -> None:
    listed = write(tmp_path / "a.json.gz", gzip.compress(dumped([record(n) for n in range(900)]).encode()))
    assert len(pages(listed)) == 900
    assert [page.kind for page in pages(write(tmp_path / "b.html.gz", gzip.compress(HTML.encode())))] == ["html"]
    inside = zipped(tmp_path / "c.zip", {"a.jsonl.gz": gzip.compress(LINES)})
    assert len(pages(inside)) == 500


def test_what_is_cut_or_damaged_gives_what_comes_before(tmp_path: Path) -> None:
    cut = write(tmp_path / "a.jsonl.gz", gzip.compress(LINES)[:-900])
    assert [failed.reason for failed in failures(cut)] == ["broken"]
    assert len(pages(cut)) >= 0
    broken = write(tmp_path / "b.jsonl.gz", b"\x1f\x8b\x08" + bytes(40))
    assert [failed.reason for failed in failures(broken)] == ["broken"]


def test_packed_twice(tmp_path: Path) -> None:
    path = write(tmp_path / "a.gz", gzip.compress(gzip.compress(LINES)))
    assert below(failures(path), tmp_path) == ["a"]
    assert "packed twice" in failures(path)[0].message


def test_a_bomb_is_not_unpacked_to_its_end(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl.gz", gzip.compress(LINES + bytes(5_000_000)))
    source = open_sources(str(path), Opening(bounds=Bounds(unpacked=1_000_000)))
    assert [item.reason for item in source.items() if not hasattr(item, "body") or not item.body][-1:] == ["too-large"]  # type: ignore[union-attr]
