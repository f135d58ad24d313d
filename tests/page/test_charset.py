import pytest

from musnad.errors import NotText
from musnad.page.charset import declared, decode

TEXT = "قال وزير الخارجية في مؤتمر صحفي إن بلاده ترفض التهديد وتدعو إلى الحوار."
PAGE = '<html><head><meta charset="{}"></head><body><p>' + TEXT + "</p></body></html>"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256", "iso8859_6"])
def test_encodings_without_declaration(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), source="-").text == TEXT


@pytest.mark.parametrize(
    ("real", "claimed"),
    [
        ("cp1256", "utf-8"),
        ("iso8859_6", "windows-1256"),
        ("cp1256", "iso-8859-6"),
        ("utf-8", "windows-1256"),
        ("cp1256", "iso-8859-1"),
        ("cp1256", "no-such-thing"),
    ],
)
def test_sites_lie(real: str, claimed: str) -> None:
    page = PAGE.format(claimed)
    assert decode(page.encode(real), source="-", content_type=f"text/html; charset={claimed}").text == page


def test_a_long_ascii_head_does_not_hide_the_encoding() -> None:
    page = "<html><head>" + "<!-- x -->" * 5000 + "</head><body>" + TEXT + "</body></html>"
    assert TEXT in decode(page.encode("cp1256"), source="-").text


def test_a_few_broken_bytes_are_replaced() -> None:
    body = (TEXT * 3).encode()
    decoded = decode(body[:100] + b"\xff" + body[100:], source="-")
    assert decoded.encoding == "utf-8"
    assert decoded.replaced == 1


def test_declared_names_in_order_unknown_left_out() -> None:
    body = b'<meta http-equiv="Content-Type" content="text/html; charset=windows-1256">'
    assert declared(body, "text/html; charset=bogus") == ("cp1256",)


@pytest.mark.parametrize(
    "body",
    [b"%PDF-1.7", b"\x89PNG\r\n\x1a\n\0\0", b"PK\x03\x04", b"\xff\xd8\xff\xe0", bytes(range(256)) * 20, b"\0\1" * 500],
)
def test_binary_is_not_text(body: bytes) -> None:
    with pytest.raises(NotText):
        decode(body, source="file")


def test_single_nul_in_text_survives() -> None:
    body = (TEXT + "\0" + TEXT * 3).encode()
    assert decode(body, source="-").text.count("\0") == 1
