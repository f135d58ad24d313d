"""What somebody may try who means harm, and what he gets; docs/threat-model.md names these tests."""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from sample import PRODUCER
from starlette.testclient import TestClient

from musnad.faces.web.app import create_app
from musnad.faces.web.guard import LARGEST_BODY, POLICY
from musnad.faces.web.settings import Settings
from musnad.records import Article, Page, Paragraph, Reading
from musnad.store.engine import SqlStore

HOME = "http://127.0.0.1"
WEB = Path(__file__).parents[3] / "src" / "musnad" / "faces" / "web"
TEMPLATES = sorted((WEB / "templates").glob("*.j2"))
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)> \u202egpj.exe \"'>{{7*7}}"
TEXT = f"{HOSTILE}\n\nقُتل ثلاثة جنود في هجوم قرب تل الريحان. {HOSTILE}"


@pytest.fixture
def hostile(store: SqlStore) -> TestClient:
    """A store with an article whose every field was written by somebody who means harm."""
    body = f"<html><script>alert(3)</script>{TEXT}</html>".encode()
    page = Page(source="javascript:alert(4)", body=body, sha256=hashlib.sha256(body).hexdigest(), kind="html",
                url="javascript:alert(4)", content_type="text/html")  # fmt: skip
    article = Article(id="article:bad", text=TEXT, title=HOSTILE, url="javascript:alert(4)", outlet=HOSTILE,
                      byline=HOSTILE, published="2025-08-09T10:00:00Z",
                      paragraphs=(Paragraph(0, len(TEXT)),))  # fmt: skip
    store.add(page, Reading(article=article, producer=PRODUCER), folded="هجوم")
    return TestClient(create_app(Settings(store=":memory:", encoder=False), store), base_url=HOME)


@pytest.mark.parametrize(
    "path", ["/", "/read", "/nothing", "/static/musnad.css", "/articles/article:a1", "/api/v1/stories", "/api/v1/none",
             "/articles/article:a1/original", "/api/v1/exports/csv"]
)  # fmt: skip
def test_every_answer_has_the_headers(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert "access-control-allow-origin" not in answer.headers


def test_the_policy_allows_nothing_inline_and_nothing_from_elsewhere() -> None:
    assert "unsafe" not in POLICY
    assert "http" not in POLICY
    assert "frame-ancestors 'none'" in POLICY


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_has_inline_script_or_style(template: Path) -> None:
    text = template.read_text("utf-8")
    assert not re.search(r"<style\b|\sstyle\s*=", text)
    assert not re.search(r"\son[a-z]+\s*=\s*[\"'{]", text)
    assert "javascript:" not in text
    for tag in re.findall(r"<script\b[^>]*>", text):
        assert 'src="/static/' in tag or 'type="application/json"' in tag


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_asks_another_server(template: Path) -> None:
    assert not re.search(r"(?:src|action)=[\"']?(?:https?:)?//", template.read_text("utf-8"))
    assert not re.search(r"<link[^>]+href=[\"']?(?:https?:)?//", template.read_text("utf-8"))


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8765", "127.0.0.1.evil.example", "", "[::1].evil"])
def test_a_foreign_name_that_points_here_is_refused(app: FastAPI, host: str) -> None:
    answer = TestClient(app, base_url=HOME).get("/api/v1/stories", headers={"Host": host})
    assert answer.status_code == 421
    assert "story:" not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost", "localhost:9", "[::1]:8765"])
def test_a_name_of_this_machine_is_answered(app: FastAPI, host: str) -> None:
    assert TestClient(app, base_url=HOME).get("/", headers={"Host": host}).status_code == 200


FOREIGN = [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"},
           {"Sec-Fetch-Site": "same-site"}, {"Origin": "http://127.0.0.1:81"}]  # fmt: skip


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
@pytest.mark.parametrize(
    "path", ["/preferences", "/read", "/login", "/logout", "/api/v1/decisions", "/api/v1/readings"]
)
def test_a_form_of_another_site_is_refused(client: TestClient, path: str, headers: dict[str, str]) -> None:
    assert client.post(path, headers=headers, data={"text": "x"}).status_code == 403


@pytest.mark.parametrize("headers", FOREIGN[2:4], ids=str)
def test_another_site_cannot_make_the_api_work(client: TestClient, headers: dict[str, str]) -> None:
    assert client.get("/api/v1/exports/csv", headers=headers).status_code == 403


@pytest.mark.parametrize("headers", [{"Origin": HOME}, {"Sec-Fetch-Site": "same-origin"}, {}], ids=str)
def test_a_form_of_one_s_own_is_taken(client: TestClient, headers: dict[str, str]) -> None:
    answer = client.post("/preferences", headers=headers, data={"lang": "en"}, follow_redirects=False)
    assert answer.status_code == 303


def test_an_open_server_does_not_stand_behind_a_proxy(client: TestClient) -> None:
    assert client.get("/", headers={"X-Forwarded-For": "203.0.113.9"}).status_code == 403


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/", "http://localhost:8765/", "http://169.254.169.254/latest/meta-data/", "http://[::1]/",
            "http://10.0.0.1/", "http://0x7f000001/", "http://[::ffff:127.0.0.1]/", "file:///etc/passwd", "ftp://a.example/",
            "http://2130706433/", "http://0177.0.0.1/", "http://127.1/", "http://0.0.0.0/", "http://[::]/", "http://0/",
            "http://[fe80::1]/", "http://[fd00::1]/", "http://[64:ff9b::7f00:1]/", "http://[::127.0.0.1]/",
            "http://localhost.:80/", "http://user@127.0.0.1/", "http://１２７.０.０.１/", "http://①②⑦.0.0.1/"]
)  # fmt: skip
def test_an_address_of_a_private_network_is_not_fetched(client: TestClient, url: str) -> None:
    answer = client.post("/read", data={"url": url})
    assert answer.status_code == 422
    assert "root:" not in answer.text


@pytest.mark.parametrize(
    ("path", "patience", "kind"),
    [("/read", "brought", "application/x-www-form-urlencoded"), ("/api/v1/readings", "api.sent", "application/json")],
)
def test_an_upload_is_bounded_in_time(
    app: FastAPI, monkeypatch: pytest.MonkeyPatch, path: str, patience: str, kind: str
) -> None:
    monkeypatch.setattr(f"musnad.faces.web.{patience}.PATIENCE", 0.05)

    async def dripping() -> AsyncIterator[bytes]:
        for _ in range(40):
            await asyncio.sleep(0.02)
            yield b"a"

    async def ask() -> int:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url=HOME) as client:
            answer = await client.post(path, content=dripping(), headers={"Content-Type": kind})
            return answer.status_code

    assert asyncio.run(ask()) == 408


def test_an_upload_is_bounded_by_its_told_length(client: TestClient) -> None:
    for path in ("/read", "/preferences", "/api/v1/readings", "/api/v1/decisions"):
        answer = client.post(path, content=b"x", headers={"Content-Length": str(LARGEST_BODY + 1)})
        assert answer.status_code == 413, path


def test_an_upload_without_a_length_is_bounded_too(client: TestClient) -> None:
    def endless():
        for _ in range(LARGEST_BODY // 100_000 + 2):
            yield b"a=" + b"x" * 99_998

    for path in ("/read", "/preferences"):
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        assert client.post(path, content=endless(), headers=kind).status_code in (400, 413), path


@pytest.mark.parametrize("path", ["/", "/articles/article:bad", "/search?text=هجوم"])
def test_what_others_wrote_is_shown_and_not_run(hostile: TestClient, path: str) -> None:
    answer = hostile.get(path)
    assert answer.status_code == 200
    shown = answer.text
    assert "<script>alert" not in shown
    assert "<img src=x" not in shown
    assert "\u202e" not in re.sub(r'\svalue="[^"]*"', "", shown)  # what a form sends back is as it was
    assert not re.search(r"href=[\"']?\s*javascript:", shown, re.IGNORECASE)
    assert ">49<" not in shown


def test_a_text_that_is_brought_is_shown_and_not_run(client: TestClient) -> None:
    shown = client.post(
        "/read", data={"text": TEXT, "title": HOSTILE, "outlet": HOSTILE, "url": "javascript:alert(1)"}
    ).text
    assert "<script>alert" not in shown
    assert "<img src=x" not in shown
    assert not re.search(r"href=[\"']?\s*javascript:", shown, re.IGNORECASE)


def test_the_original_is_handed_out_and_never_rendered(hostile: TestClient) -> None:
    answer = hostile.get("/articles/article:bad/original")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"] == 'attachment; filename="article-bad.html.txt"'
    assert "sandbox" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    "id", ["../../etc/passwd", "..%2f..%2fetc%2fpasswd", "%2e%2e/%2e%2e", "a%00b", "' OR 1=1 --", "x" * 5000]
)
@pytest.mark.parametrize("root", ["/articles/", "/stories/", "/api/v1/articles/", "/api/v1/exports/", "/static/"])
def test_an_id_is_no_path(client: TestClient, root: str, id: str) -> None:
    answer = client.get(root + id)
    assert answer.status_code in (404, 422)
    assert "root:" not in answer.text


def test_a_problem_page_shows_what_was_sent_as_text(client: TestClient) -> None:
    for path in ("/<script>alert(1)</script>", "/api/v1/<script>alert(1)</script>"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert "html" not in answer.headers["content-type"] or "<script>alert" not in answer.text


def test_a_browser_cannot_read_the_api_from_another_site(client: TestClient) -> None:
    asked = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    answer = client.options("/api/v1/decisions", headers=asked)
    assert answer.status_code == 403
    assert "access-control-allow-origin" not in answer.headers
