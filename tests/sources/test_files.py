import io
from pathlib import Path

import pytest

from musnad.errors import SourceEmpty, SourceMissing
from musnad.page.read import Overrides, read_page
from musnad.records import Page
from musnad.sources.files import FileSource, FolderSource, StreamSource
from tests.sources.given import HTML, TEXT, below, dumped, failures, items, pages, record, write, zipped


def test_a_folder_is_read_through_in_order(tmp_path: Path) -> None:
    write(tmp_path / "b.txt", TEXT)
    write(tmp_path / "a" / "2.html", HTML)
    write(tmp_path / "a" / "1.json", dumped([record(0), record(1)]))
    write(tmp_path / "c" / "d" / "e.JSONL", dumped(record(5)))
    zipped(tmp_path / "z.zip", {"x/1.txt": TEXT})
    found = pages(tmp_path)
    assert below(found, tmp_path) == ["a/1.json#0", "a/1.json#1", "a/2.html", "b.txt", "c/d/e.JSONL:1", "z.zip!x/1.txt"]
    assert [page.kind for page in found] == ["record", "record", "html", "text", "record", "text"]
    assert not failures(tmp_path)


def test_content_counts_more_than_the_name(tmp_path: Path) -> None:
    write(tmp_path / "page.txt", HTML)
    zipped(tmp_path / "archive.dat", {"a.txt": TEXT})
    write(tmp_path / "list.txt", dumped([record(0)]))
    assert [(page.source.removeprefix(f"{tmp_path}/"), page.kind) for page in pages(tmp_path)] == [
        ("archive.dat!a.txt", "text"),
        ("list.txt#0", "record"),
        ("page.txt", "html"),
    ]


def test_hidden_files_and_links_out_of_the_folder_are_passed_over(tmp_path: Path) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    write(root / "a.txt", TEXT)
    write(root / ".hidden.txt", TEXT)
    write(root / ".git" / "b.txt", TEXT)
    write(outside / "secret.txt", TEXT)
    (root / "out.txt").symlink_to(outside / "secret.txt")
    (root / "folder").symlink_to(outside)
    (root / "circle").symlink_to(root)
    (root / "gone.txt").symlink_to(root / "nowhere")
    (root / "inside.txt").symlink_to(root / "a.txt")
    assert below(pages(root), root) == ["a.txt", "inside.txt"]
    assert not failures(root)


def test_pictures_and_programs_beside_reports_are_no_failures(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", TEXT)
    write(tmp_path / "p.jpg", b"\xff\xd8\xff\xe0" + bytes(50))
    write(tmp_path / "noname", b"\x89PNG\r\n" + bytes(50))
    write(tmp_path / "style.css", "p { }")
    write(tmp_path / "README.md", "About these files")
    write(tmp_path / "doc.pdf", b"%PDF-1.7 " + bytes(50))
    write(tmp_path / "data.bin", bytes([0, 0, 0, 7]) * 900)
    assert len(pages(tmp_path)) == 1
    assert below(failures(tmp_path), tmp_path) == ["data.bin", "doc.pdf"]
    assert {failed.reason for failed in failures(tmp_path)} == {"unknown-form"}


def test_texts_in_utf16_are_no_binary_data(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", TEXT.encode("utf-16"))
    write(tmp_path / "b.txt", TEXT.encode("utf-16-le"))
    assert [read_page(page, Overrides()).text for page in pages(tmp_path)] == [TEXT, TEXT]


def test_a_broken_file_does_not_end_the_folder(tmp_path: Path) -> None:
    write(tmp_path / "a.json", '[{"content": ')
    write(tmp_path / "b.zip", b"PK\x03\x04 not a zip file")
    write(tmp_path / "c.txt", "")
    write(tmp_path / "d.txt", TEXT)
    assert below(pages(tmp_path), tmp_path) == ["d.txt"]
    assert [(failed.source[-5:], failed.reason) for failed in failures(tmp_path)] == [
        ("a.json"[-5:], "broken"),
        ("b.zip", "broken"),
        ("c.txt", "empty"),
    ]


def test_a_file_that_is_too_large_to_be_one_text(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", (TEXT + "\n") * 160_000)
    assert [failed.reason for failed in failures(tmp_path / "a.txt")] == ["too-large"]


def test_what_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(SourceMissing):
        list(FileSource(path=tmp_path / "nowhere").items())
    with pytest.raises(SourceMissing):
        list(FolderSource(path=tmp_path / "nowhere").items())
    with pytest.raises(SourceEmpty):
        items(tmp_path)


def test_what_comes_through_a_pipe(tmp_path: Path) -> None:
    lines = "\n".join(dumped(record(n)) for n in range(3)).encode()
    found = list(StreamSource(stream=io.BytesIO(lines)).items())
    assert [item.source for item in found] == ["-:1", "-:2", "-:3"]
    archive = zipped(tmp_path / "a.zip", {"a.txt": TEXT}).read_bytes()
    assert [item.source for item in StreamSource(stream=io.BytesIO(archive)).items()] == ["-!a.txt"]
    assert isinstance(next(iter(StreamSource(stream=io.BytesIO(HTML.encode())).items())), Page)
