import io
import struct
import zipfile
from pathlib import Path

import pytest

from musnad.sources.delivered import Bounds
from musnad.sources.opening import Opening, open_sources
from tests.sources.given import HTML, TEXT, below, dumped, failures, pages, record, write, zipped


def test_members_in_the_order_of_the_archive(tmp_path: Path) -> None:
    path = zipped(
        tmp_path / "a.zip",
        {"b.json": dumped([record(0), record(1)]), "a/c.html": HTML, "d/": "", "e.jsonl": dumped(record(2))},
    )
    found = pages(path)
    assert below(found, path) == ["b.json#0", "b.json#1", "a/c.html", "e.jsonl:1"]
    assert [page.kind for page in found] == ["record", "record", "html", "record"]


def test_hidden_members_and_pictures_are_passed_over(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"__MACOSX/._a.txt": "x", ".DS_Store": "x", "p.png": b"\x89PNG", "a.txt": TEXT})
    assert below(pages(path), path) == ["a.txt"]
    assert not failures(path)


@pytest.mark.parametrize("name", ["../../etc/a.txt", "/etc/a.txt", "a/../../b.txt", "..\\a.txt"])
def test_names_that_lead_out_are_refused(tmp_path: Path, name: str) -> None:
    path = zipped(tmp_path / "a.zip", {name: TEXT, "good.txt": TEXT})
    assert [failed.reason for failed in failures(path)] == ["refused"]
    assert below(pages(path), path) == ["good.txt"]


def test_a_member_that_unpacks_too_well_is_not_unpacked(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"bomb.txt": bytes(30_000_000), "good.txt": TEXT})
    assert [(failed.reason, failed.source[-8:]) for failed in failures(path)] == [("too-large", "bomb.txt")]
    assert below(pages(path), path) == ["good.txt"]


def test_bounds_of_size_and_number(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {f"{n}.txt": TEXT for n in range(4)})
    few = open_sources(str(path), Opening(bounds=Bounds(members=3)))
    assert [item.reason for item in few.items()] == ["broken"]  # type: ignore[union-attr]
    small = open_sources(str(path), Opening(bounds=Bounds(unpacked=20)))
    assert {item.reason for item in small.items()} == {"too-large"}  # type: ignore[union-attr]


def test_members_that_overlap_are_how_bombs_are_made(tmp_path: Path) -> None:
    body = bytearray(zipped(tmp_path / "a.zip", {f"{n}.txt": f"{TEXT} {n}" for n in range(3)}).read_bytes())
    for at in (i for i in range(len(body)) if body[i : i + 4] == b"PK\x01\x02"):
        struct.pack_into("<I", body, at + 20, len(body))  # each claims the whole file
    path = write(tmp_path / "b.zip", bytes(body))
    assert not pages(path)
    assert "overlap" in failures(path)[0].message


def test_an_encrypted_member_says_so(tmp_path: Path) -> None:
    body = bytearray(zipped(tmp_path / "a.zip", {"secret.txt": TEXT, "good.txt": TEXT}).read_bytes())
    body[6] |= 1
    body[body.index(b"PK\x01\x02") + 8] |= 1
    path = write(tmp_path / "b.zip", bytes(body))
    assert [(failed.reason, failed.message[:12]) for failed in failures(path)] == [("refused", "is encrypted")]
    assert below(pages(path), path) == ["good.txt"]


def test_a_zip_in_a_zip_says_so(tmp_path: Path) -> None:
    inner = zipped(tmp_path / "inner.zip", {"a.txt": TEXT}).read_bytes()
    path = zipped(tmp_path / "a.zip", {"inner.zip": inner, "good.txt": TEXT})
    assert [failed.reason for failed in failures(path)] == ["unknown-form"]
    assert "unpack it first" in failures(path)[0].message
    assert below(pages(path), path) == ["good.txt"]


def test_a_damaged_member_does_not_end_the_archive(tmp_path: Path) -> None:
    body = bytearray(zipped(tmp_path / "a.zip", {"a.txt": TEXT * 9, "b.txt": TEXT}).read_bytes())
    body[45:60] = bytes(15)
    path = write(tmp_path / "b.zip", bytes(body))
    assert [(failed.source[-5:], failed.reason) for failed in failures(path)] == [("a.txt", "broken")]
    assert below(pages(path), path) == ["b.txt"]


def test_names_of_old_programs_are_shown_as_meant(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("XXXX.txt", TEXT)
    path = write(tmp_path / "a.zip", packed.getvalue().replace(b"XXXX", "أخبا".encode("cp1256")))
    assert below(pages(path), path) == ["أخبا.txt"]


def test_what_is_no_archive_of_reports(tmp_path: Path) -> None:
    office = zipped(tmp_path / "a.docx", {"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"})
    assert "office document" in failures(office)[0].message
    broken = write(tmp_path / "b.zip", b"PK\x03\x04" + bytes(40))
    assert [failed.reason for failed in failures(broken)] == ["broken"]
    assert [failed.reason for failed in failures(zipped(tmp_path / "c.zip", {}))] == ["broken"]
