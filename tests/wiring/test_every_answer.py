"""What every answer carries, whoever gives it, and what no answer and no log line tells."""

from __future__ import annotations

import logging

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, get_resolver

from accounts.models import Token, User
from disclosures.models import clock
from paletten.content_policy import HEADERS
from paletten.log_lines import JsonLine
from tests.browsing import visitor
from tests.cast import staff

SECRET = "Zhang-Wei-13812345678"
EVERYWHERE = {
    **HEADERS,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def ask(client, method, path, **words):
    return client.generic(method, path, **words)


ANSWERS = {
    "page": ("GET", "/", 200, {}),
    "no page": ("GET", "/nowhere/", 404, {}),
    "wrong method": ("DELETE", "/", 405, {}),
    "another host": ("GET", "/", 400, {"HTTP_HOST": "evil.example"}),
    "too large": ("POST", "/api/v1/cases/", 413, {"CONTENT_LENGTH": "99999999"}),
    "rubbish": ("GET", "/%00", 400, {}),
    "problem": ("GET", "/api/v1/cases/", 401, {}),
    "no such operation": ("GET", "/api/v1/nowhere/", 404, {}),
    "data": ("GET", "/api/v1/health/live", 200, {}),
    "document": ("GET", "/api/v1/schema/", 200, {}),
    "docs": ("GET", "/api/v1/docs/", 200, {}),
    "docs' script": ("GET", "/api/v1/docs/?script=", 200, {}),
    "sign-in": ("GET", "/account/login/", 200, {}),
    "redirect": ("GET", "/admin/", 302, {}),
    "file": ("GET", "/static/paletten/icon.svg", 200, {}),
    "file of others": ("GET", "/static/admin/css/base.css", 200, {}),
    "no file": ("GET", "/static/nowhere.css", 404, {}),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_every_answer_carries_the_policies_and_is_kept_by_nobody(db, name):
    method, path, status, words = ANSWERS[name]
    answer = Client(raise_request_exception=False).generic(method, path, **words)
    assert answer.status_code == status
    assert {header: answer.headers.get(header) for header in EVERYWHERE} == EVERYWHERE
    assert ("no-store" in answer.headers["Cache-Control"]) is not name.startswith("file")


def test_https_and_its_headers_come_with_the_redirect_too(client, settings):
    settings.SECURE_SSL_REDIRECT, settings.SECURE_HSTS_SECONDS = True, 31_536_000
    browser = Client()
    plain, safe = browser.get("/"), browser.get("/static/paletten/icon.svg", secure=True)
    assert (plain.status_code, plain.headers["Location"]) == (301, "https://testserver/")
    assert plain.headers["Content-Security-Policy"] == HEADERS["Content-Security-Policy"]
    assert plain.headers["Cache-Control"] == "no-store"
    assert safe.headers["Strict-Transport-Security"].startswith("max-age=31536000")


def test_nothing_is_loaded_from_elsewhere_and_nothing_inline_runs():
    policy = dict(part.strip().split(" ", 1) for part in HEADERS["Content-Security-Policy"].split(";"))
    assert policy.pop("default-src") == "'none'"
    assert set(policy.values()) == {"'self'", "'none'"}


def views(resolver=None, before=""):
    for entry in (resolver or get_resolver()).url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield route, entry.callback
        else:
            yield from views(entry, route)


def test_no_page_goes_without_the_csrf_check():
    """The API's sessions are checked by REST framework; a language harms nobody; cookies ask whence it came."""
    bare = {route for route, view in views() if getattr(view, "csrf_exempt", False) and not route.startswith("api/v1/")}
    assert bare <= {"language/", "cookies/choose/"}


@pytest.fixture
def lines(caplog):
    """What the log would hold, as the desk writes it."""
    caplog.set_level(logging.DEBUG)
    return lambda: "\n".join(JsonLine().format(record) for record in caplog.records if "django.db" not in record.name)


def break_with_a_value(*_args, **_words):
    person = {"name": SECRET}
    raise ValueError(f"cannot read {person}")


@pytest.mark.parametrize("path", ["/", "/api/v1/bases/", f"/api/v1/bases/{SECRET}/?who={SECRET}"])
def test_a_fault_with_somebody_s_data_in_it_tells_none_of_it(db, monkeypatch, lines, path):
    monkeypatch.setattr("paletten.start.pages.render", break_with_a_value)
    monkeypatch.setattr("disclosures.api.bases.describe", break_with_a_value)
    monkeypatch.setattr("disclosures.bases.REGISTRY.__class__.current", break_with_a_value)
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.create(name="mei", password="!"))
    answer = client.get(path)
    assert answer.status_code == 500
    assert SECRET not in answer.text + str(answer.headers)
    for inside in ("Traceback", "ValueError", "person", ".py"):
        assert inside not in answer.text
    assert "ValueError" in lines()
    assert SECRET not in lines()


def test_refusals_write_nothing_of_what_was_sent(db, lines):
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)
    client.get("/", HTTP_HOST=f"{SECRET}.example")
    client.get(f"/{SECRET}/?q={SECRET}")
    client.post("/account/login/", {"login": SECRET, "password": SECRET})
    client.post(f"/api/v1/cases/?q={SECRET}", f'{{"{SECRET}": 1}}', content_type="application/json")
    client.get("/api/v1/cases/", headers={"Authorization": f"Bearer {SECRET}"})
    assert SECRET not in lines()


DEEP = "[" * 100_000
RUBBISH = {
    "a NUL in the path": ("GET", "/api/v1/cases/%00/", b"", {}),
    "control signs in the path": ("GET", "/api/v1/cases/%1b%0d%0aX-A:%20b/", b"", {}),
    "half an UTF-8 sign in the path": ("GET", "/api/v1/cases/%ff%fe/", b"", {}),
    "a very long path": ("GET", "/api/v1/cases/" + "a" * 60_000 + "/", b"", {}),
    "a NUL in the query": ("GET", "/api/v1/cases/?cursor=%00&limit=%00&status=%00", b"", {}),
    "a NUL in a cookie": ("GET", "/api/v1/cases/", b"", {"HTTP_COOKIE": "session=\x00; csrf=\x00"}),
    "no JSON": ("POST", "/api/v1/cases/", b"{", {}),
    "deep JSON": ("POST", "/api/v1/cases/", DEEP.encode(), {}),
    "JSON in another encoding": ("POST", "/api/v1/cases/", '{"a": "é"}'.encode("utf-16"), {}),
    "half an UTF-8 sign in JSON": ("POST", "/api/v1/cases/", b'{"purpose": "\xff"}', {}),
    "half a character in JSON": ("POST", "/api/v1/cases/", b'{"purpose": "\\ud800"}', {}),
    "a huge number": ("POST", "/api/v1/cases/", b'{"purpose": ' + b"9" * 5000 + b"}", {}),
    "a key twice": ("POST", "/api/v1/cases/", b'{"basis": "consent", "basis": "other"}', {}),
    "another kind of body": ("POST", "/api/v1/cases/", b"<a/>", {"CONTENT_TYPE": "text/xml"}),
    "a charset that is none": ("POST", "/api/v1/cases/", b"{", {"CONTENT_TYPE": "application/json; charset=nonsense"}),
    "a length that is none": ("POST", "/api/v1/cases/", b"{}", {"CONTENT_LENGTH": "-1"}),
    "a length in words": ("POST", "/api/v1/cases/", b"{}", {"CONTENT_LENGTH": "ten"}),
    "a host with a path": ("GET", "/", b"", {"HTTP_HOST": "testserver/evil"}),
    "a method that is none": ("BREW", "/", b"", {}),
    "an idempotency key that is none": ("POST", "/api/v1/cases/", b"{}", {"HTTP_IDEMPOTENCY_KEY": "a\nb" * 300}),
    "a form of thousands of fields": (
        "POST", "/account/login/", b"&".join(b"a%d=1" % number for number in range(600)),
        {"CONTENT_TYPE": "application/x-www-form-urlencoded"},
    ),
    "a form in pieces that never end": (
        "POST", "/account/login/", b"--x\r\nContent-Disposition: form-data", {"CONTENT_TYPE": "multipart/form-data"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", RUBBISH)
def test_rubbish_is_refused_and_breaks_nothing(db, name):
    method, path, body, words = RUBBISH[name]
    person = staff("reviewer.ria", "reviewer")
    _, secret = Token.objects.issue(user=person, at=clock.now())
    client = visitor(raise_request_exception=False)
    for sign_in in ({}, {"HTTP_AUTHORIZATION": f"Bearer {secret}"}):
        words = {"CONTENT_TYPE": "application/json"} | words
        kind = words.pop("CONTENT_TYPE")
        answer = client.generic(method, path, body, content_type=kind, **words, **sign_in)
        assert 400 <= answer.status_code < 500, (name, sign_in, answer.status_code)
        words["CONTENT_TYPE"] = kind


def test_cookies_are_for_the_desk_alone():
    for kind in ("SESSION", "CSRF"):
        assert getattr(settings, f"{kind}_COOKIE_HTTPONLY")
        assert getattr(settings, f"{kind}_COOKIE_SAMESITE") == "Lax"
        assert getattr(settings, f"{kind}_COOKIE_DOMAIN") is None
        assert getattr(settings, f"{kind}_COOKIE_PATH") == "/"
