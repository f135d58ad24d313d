from __future__ import annotations

from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher
from sample import sample_store
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from starlette.testclient import TestClient
from typer.testing import CliRunner

from musnad.errors import AccountError
from musnad.faces.cli import app as commands
from musnad.faces.web import accounts
from musnad.faces.web.accounts import Person, make_account, make_token, proven
from musnad.faces.web.app import create_app
from musnad.faces.web.limits import LOGIN_BY_NAME, Limits, Pace
from musnad.faces.web.rights import needed
from musnad.faces.web.sessions import LIFE, Sessions
from musnad.faces.web.settings import Settings
from musnad.store.engine import SqlStore, open_store
from musnad.store.people import Deed

SECRET = "0123456789abcdef0123456789abcdef"
PASSWORD = "a long enough password"
AT = "2025-08-08T09:00:00Z"
SITE = "http://news.example"
OPEN = Settings(store=":memory:", host="0.0.0.0", hosts=("news.example",), secret=SECRET, encoder=False)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes that cost little."""
    monkeypatch.setattr(accounts, "_hasher", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))


@pytest.fixture
def peopled() -> Iterator[SqlStore]:
    store = sample_store()
    for name, rank in (("rima", "reader"), ("walid", "reviewer"), ("amal", "administrator")):
        store.put_account(make_account(name, rank, PASSWORD, at=AT))
    yield store
    store.close()


@pytest.fixture
def site(peopled: SqlStore) -> TestClient:
    return TestClient(create_app(OPEN, peopled), base_url=SITE, follow_redirects=False)


def log_in(site: TestClient, name: str, password: str = PASSWORD, back: str = "/"):
    return site.post("/login", data={"name": name, "password": password, "back": back}, headers={"Origin": SITE})


def token(store: SqlStore, name: str) -> dict[str, str]:
    made, words = make_token(name, at=AT)
    store.put_token(made)
    return {"Authorization": f"Bearer {words}"}


@pytest.mark.parametrize(
    ("settings", "missing"),
    [
        (Settings(store=":memory:", host="0.0.0.0"), "MUSNAD_SECRET"),
        (Settings(store=":memory:", host="0.0.0.0", secret="short"), "MUSNAD_SECRET"),
        (Settings(store=":memory:", host="0.0.0.0", secret=SECRET), "administrator"),
        (Settings(store=":memory:", host="192.0.2.7", secret=SECRET), "administrator"),
        (Settings(store=":memory:", host="::", secret=SECRET), "administrator"),
        (Settings(store=":memory:", login=True, secret=SECRET), "administrator"),
    ],
)
def test_beyond_loopback_nothing_starts_without_administrator_and_secret(settings: Settings, missing: str) -> None:
    with pytest.raises(AccountError, match=missing):
        create_app(settings)


def test_a_reader_account_is_no_administrator() -> None:
    store = open_store(":memory:")
    store.put_account(make_account("rima", "reader", PASSWORD, at=AT))
    with pytest.raises(AccountError, match="administrator"):
        create_app(OPEN, store)
    store.close()


@pytest.mark.parametrize("path", ["/", "/read", "/articles/article:a1", "/articles/article:a1/original", "/nothing"])
def test_a_page_sends_a_stranger_to_the_login(site: TestClient, path: str) -> None:
    answer = site.get(path)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/login")


@pytest.mark.parametrize("path", ["/stories", "/articles", "/exports/csv", "/audit", "/openapi.json", "/nothing"])
def test_the_api_refuses_a_stranger(site: TestClient, path: str) -> None:
    answer = site.get(f"/api/v1{path}")
    assert (answer.status_code, answer.json()["type"]) == (401, "urn:musnad:problem:login-needed")
    assert answer.headers["www-authenticate"] == "Bearer"


def test_a_stranger_may_see_the_login_and_what_it_is_drawn_with(site: TestClient) -> None:
    assert site.get("/login").status_code == 200
    assert site.get("/static/musnad.css").status_code == 200


def test_a_login_begins_a_session_and_leads_back(site: TestClient, peopled: SqlStore) -> None:
    answer = log_in(site, "rima", back="/articles/article:a1")
    assert (answer.status_code, answer.headers["location"]) == (303, "/articles/article:a1")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "secure" not in cookie
    assert "rima" in site.get("/").text
    assert [(deed.act, deed.who) for deed in peopled.deeds()] == [("login", "rima")]


def test_under_https_the_cookie_never_travels_without(peopled: SqlStore) -> None:
    settings = Settings(store=":memory:", login=True, https=True, secret=SECRET, encoder=False)
    site = TestClient(create_app(settings, peopled), base_url="https://127.0.0.1", follow_redirects=False)
    answer = site.post("/login", data={"name": "rima", "password": PASSWORD}, headers={"Origin": "https://127.0.0.1"})
    assert answer.headers["set-cookie"].startswith("__Host-musnad=")
    assert "Secure" in answer.headers["set-cookie"]
    assert answer.headers["strict-transport-security"]


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example", "/\\evil.example", "/\t/evil.example", "javascript:0"]
)
def test_a_login_leads_nowhere_else(site: TestClient, back: str) -> None:
    assert log_in(site, "rima", back=back).headers["location"] == "/"


@pytest.mark.parametrize(
    ("name", "password"), [("rima", "wrong password"), ("nobody", PASSWORD), ("", ""), ("a\0b", "x")]
)
def test_a_wrong_login_is_refused_and_logged(site: TestClient, peopled: SqlStore, name: str, password: str) -> None:
    answer = log_in(site, name, password)
    assert answer.status_code == 401
    assert "set-cookie" not in answer.headers
    assert [deed.act for deed in peopled.deeds()] == ["refused"]


def test_passwords_cannot_be_tried_on_and_on(site: TestClient) -> None:
    answers = [log_in(site, "amal", f"wrong password {n}").status_code for n in range(LOGIN_BY_NAME.burst + 1)]
    assert answers == [401] * LOGIN_BY_NAME.burst + [429]
    late = log_in(site, "AMAL")
    assert late.status_code == 429
    assert int(late.headers["retry-after"]) > 0


def test_one_address_cannot_try_many_names(site: TestClient) -> None:
    answers = [log_in(site, f"name{n}", "wrong password").status_code for n in range(30)]
    assert 429 in answers


@pytest.mark.parametrize(
    ("name", "status"), [("rima", 403), ("walid", 201), ("amal", 201)], ids=["reader", "reviewer", "administrator"]
)
def test_a_reviewer_decides_and_a_reader_does_not(site: TestClient, name: str, status: int) -> None:
    log_in(site, name)
    given = {"one": "org:un", "other": "org:sham", "same": False}
    answer = site.post("/api/v1/decisions", json=given, headers={"Origin": SITE})
    assert answer.status_code == status
    if status == 201:
        assert answer.json()["by"] == name


@pytest.mark.parametrize(("name", "status"), [("rima", 403), ("walid", 403), ("amal", 200)])
def test_only_an_administrator_sees_the_log(site: TestClient, peopled: SqlStore, name: str, status: int) -> None:
    assert site.get("/api/v1/audit", headers=token(peopled, name)).status_code == status


def test_a_request_that_nobody_thought_of_needs_a_reviewer() -> None:
    assert needed("POST", "/something/new") == "reviewer"
    assert needed("DELETE", "/something/new") == "reviewer"
    assert needed("GET", "/something/new") == "reader"
    assert needed("POST", "/api/v1/audit") == "administrator"
    assert needed("GET", "/auditors") == "reader"


def test_a_token_has_the_role_of_its_account_and_no_other_use(site: TestClient, peopled: SqlStore) -> None:
    headers = token(peopled, "rima")
    given = {"one": "org:un", "other": "org:sham", "same": False}
    assert site.get("/api/v1/stories", headers=headers).status_code == 200
    assert site.post("/api/v1/decisions", json=given, headers=headers).status_code == 403
    assert site.post("/api/v1/decisions", json=given, headers=token(peopled, "walid")).status_code == 201
    for wrong in ("Bearer musnad_guess", "Basic cmltYTp4", "Bearer"):
        assert site.get("/api/v1/stories", headers={"Authorization": wrong}).status_code == 401
    peopled.drop_account("rima")
    assert site.get("/api/v1/stories", headers=headers).status_code == 401


def test_tokens_and_passwords_are_kept_as_hashes(peopled: SqlStore) -> None:
    made, words = make_token("rima", at=AT)
    account = peopled.account("rima")
    assert account
    assert words not in made.digest
    assert account.password.startswith("$argon2id$")
    assert proven(peopled, "rima", PASSWORD)
    assert not proven(peopled, "rima", PASSWORD + " ")


def test_a_logout_ends_the_sessions_of_the_account(site: TestClient) -> None:
    log_in(site, "rima")
    stolen = site.cookies["musnad"]
    assert site.get("/").status_code == 200
    assert site.post("/logout", headers={"Origin": SITE}).status_code == 303
    site.cookies.set("musnad", stolen)
    assert site.get("/").status_code == 303


def test_a_session_that_is_forged_or_old_is_none(peopled: SqlStore) -> None:
    moment = [1_000_000.0]
    sessions = Sessions(SECRET, https=False, now=lambda: moment[0])
    account = peopled.account("rima")
    assert account
    value = sessions.sealed(account)
    assert sessions.person(value, peopled) == Person("rima", "reader")
    other = Sessions(SECRET[::-1], https=False, now=lambda: moment[0])
    body, _, signature = value.partition(".")
    forged = sessions.sealed(make_account("amal", "reader", PASSWORD, at=AT)).partition(".")[0]
    for wrong in (
        "",
        ".",
        body,
        f"{body}.{signature[:-1]}",
        f"{forged}.{signature}",
        f"{body}.é",
        "é" * 9000,
        f"{body}!.x",
    ):
        assert sessions.person(wrong, peopled) is None
    assert other.person(value, peopled) is None
    moment[0] += LIFE
    assert sessions.person(value, peopled) is None


def test_a_session_ends_with_the_account(site: TestClient, peopled: SqlStore) -> None:
    log_in(site, "rima")
    peopled.put_account(make_account("rima", "reader", PASSWORD + "!", at=AT))
    assert site.get("/").status_code == 303


def test_a_bucket_fills_with_time() -> None:
    moment = [0.0]
    limits, pace = Limits(now=lambda: moment[0]), Pace(2, 10.0)
    assert [limits.take(pace, "a") for _ in range(3)] == [0, 0, 5]
    assert limits.take(pace, "b") == 0
    moment[0] = 5.0
    assert [limits.take(pace, "a") for _ in range(2)] == [0, 5]
    limits.give_back(pace, "a")
    assert limits.take(pace, "a") == 0


def test_requests_are_limited_by_person(site: TestClient, peopled: SqlStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("musnad.faces.web.guard.BY_PERSON", Pace(3, 60.0))
    headers = token(peopled, "rima")
    answers = [site.get("/api/v1/failures", headers=headers) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert answers[-1].json()["type"] == "urn:musnad:problem:too-often"
    assert answers[-1].headers["retry-after"]


def test_requests_are_limited_by_address(site: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("musnad.faces.web.guard.BY_ADDRESS", Pace(3, 60.0))
    assert [site.get("/login").status_code for _ in range(4)] == [200, 200, 200, 429]


def test_the_log_is_only_appended_to(peopled: SqlStore) -> None:
    for n in range(3):
        peopled.note_deed(Deed(who="rima", act="export", what=f"csv {n}"))
    for change in ("UPDATE deeds SET who = 'x'", "DELETE FROM deeds"):
        with pytest.raises(DatabaseError), peopled._write() as connection:
            connection.execute(text(change))
    assert [deed.number for deed in peopled.deeds()] == [1, 2, 3]
    assert peopled.broken_deed() is None


def test_a_line_that_was_changed_is_found(peopled: SqlStore) -> None:
    for n in range(3):
        peopled.note_deed(Deed(who="rima", act="export", what=f"csv {n}"))
    with peopled._write() as connection:
        connection.execute(text("DROP TRIGGER deeds_stay_update"))
        connection.execute(text("UPDATE deeds SET who = 'x' WHERE number = 2"))
    assert peopled.broken_deed() == 2


@pytest.mark.parametrize(
    ("name", "rank", "password"),
    [("", "reader", PASSWORD), ("a b", "reader", PASSWORD), ("rima", "king", PASSWORD), ("rima", "reader", "short")],
)
def test_an_account_that_cannot_be_is_refused(name: str, rank: str, password: str) -> None:
    with pytest.raises(AccountError):
        make_account(name, rank, password, at=AT)


def test_accounts_are_kept_from_the_command_line(tmp_path) -> None:
    store, run = str(tmp_path / "kept.db"), CliRunner()
    told = ["--store", store]
    assert (
        run.invoke(
            commands, ["account", "add", "amal", "--role", "administrator", *told], input=PASSWORD + "\n"
        ).exit_code
        == 0
    )
    words = run.invoke(commands, ["account", "token", "amal", *told]).stdout.strip()
    assert words.startswith("musnad_")
    assert "administrator" in run.invoke(commands, ["account", "list", *told]).stdout
    assert words not in run.invoke(commands, ["account", "log", *told]).stdout
    assert run.invoke(commands, ["account", "remove", "amal", *told]).exit_code == 0
    assert isinstance(run.invoke(commands, ["account", "remove", "amal", *told]).exception, AccountError)
