"""The start page, the demo's mails, and the health checks."""

import re
from pathlib import Path

import pytest
from django.core import mail
from django.core.mail import EmailMessage, get_connection
from django.db import DatabaseError

from disclosures import outbox
from disclosures.domain.topics import Topic
from disclosures.models import clock
from disclosures.models.job import Job, JobState
from paletten.content_policy import STRICT
from paletten.start import status


@pytest.fixture
def demo(settings, tmp_path):
    settings.DESK_DEMO = True
    settings.EMAIL_BACKEND = "paletten.mail.EmlFolder"
    settings.DESK_MAIL_DIR = str(tmp_path / "mail")
    return settings


def _send(subject="Release TX-4TQ8-ZK3M is ready"):
    message = EmailMessage(subject=subject, body="Open the desk.", to=["recipient@example.org"])
    get_connection("paletten.mail.EmlFolder").send_messages([message])


def test_the_start_page_shows_what_runs_and_where_to_go(client, db, demo):
    page = client.get("/")
    assert page.status_code == 200
    for word in ("Database", "Broker", "Workers", "Mail", "/api/v1/docs/", "/admin/", "/mails/"):
        assert word in page.text


def test_a_job_that_gave_up_is_said_and_is_no_fault_of_the_workers(client, db, demo):
    at = clock.now()
    outbox.put(Topic.NOTICE_SEND, key="n", at=at, notice_id="none")
    Job.objects.update(state=JobState.DEAD, last_error="storage_unreachable")
    assert status.ask_workers().state is status.State.OK
    assert status.ask_given_up().state is status.State.WAITS
    page = client.get("/").text
    assert "waits for a person" in page
    assert "degraded" not in page


def test_in_production_strangers_learn_the_ways_in_and_nothing_else(client, db):
    page = client.get("/")
    assert "/api/v1/docs/" in page.text
    assert "Database" not in page.text
    assert "/mails/" not in page.text


def test_no_page_loads_anything_from_elsewhere_or_inline(client, db, demo):
    page = client.get("/")
    assert page.headers["Content-Security-Policy"] == STRICT
    assert "<style" not in page.text
    assert "style=" not in page.text
    assert re.findall(r"<script(?![^>]*\bsrc=.)", page.text) == []
    assert re.findall(r"""(?:src|href)=["'](?!/|#)""", page.text) == []


def test_the_api_pages_run_their_own_script_and_no_inline_one(client, db):
    page = client.get("/api/v1/docs/")
    assert "script-src 'self';" in page.headers["Content-Security-Policy"]
    assert "cdn" not in page.text
    assert "<script>" not in page.text
    assert client.get("/api/v1/docs/?script=").headers["Content-Type"] == "application/javascript"


def test_mails_can_be_read_in_a_demo(client, db, demo):
    _send()
    page = client.get("/mails/")
    assert "Release TX-4TQ8-ZK3M is ready" in page.text
    address = re.search(r'href="(/mails/.+?)"', page.text)[1]
    assert "Open the desk." in client.get(address).text


def test_a_mail_that_is_being_written_is_not_listed_yet(client, db, demo, settings):
    _send()
    half = Path(settings.DESK_MAIL_DIR) / ".half.eml"
    half.write_text("Subject: Half", encoding="utf-8")
    page = client.get("/mails/")
    assert (page.status_code, "Half" in page.text) == (200, False)


def test_a_mail_cannot_bring_markup(client, db, demo):
    _send(subject="<script>alert(1)</script>")
    assert "<script>" not in client.get("/mails/").text


def test_mails_are_nowhere_in_production(client, db, demo):
    _send()
    demo.DESK_DEMO = False
    assert client.get("/mails/").status_code == 404


@pytest.mark.parametrize("name", ["..%2Fdesk", "nothing", ".hidden"])
def test_only_mails_are_shown_as_mails(client, db, demo, name):
    assert client.get(f"/mails/{name}/").status_code == 404


def test_mail_files_are_the_desk_s_own(db, demo, tmp_path):
    _send()
    (path,) = (tmp_path / "mail").iterdir()
    assert path.stat().st_mode & 0o777 == 0o600
    assert not mail.outbox


def test_a_live_desk_says_so(client):
    assert client.get("/api/v1/health/live").json() == {"status": "ok"}


def test_a_ready_desk_says_so(client, db):
    answer = client.get("/api/v1/health/ready")
    assert (answer.status_code, answer.json()["status"]) == (200, "ok")


def test_a_desk_without_its_broker_is_ready_and_says_what_waits(client, db, settings):
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"
    answer = client.get("/api/v1/health/ready")
    assert answer.status_code == 200
    assert answer.json() == {"status": "degraded", "database": "ok", "broker": "degraded"}


def test_a_desk_without_its_database_is_not_ready(client, db, monkeypatch):
    def refuse(*_):
        raise DatabaseError

    monkeypatch.setattr(status, "MigrationExecutor", refuse)
    answer = client.get("/api/v1/health/ready")
    assert (answer.status_code, answer.json()["database"]) == (503, "failed")


def test_a_body_no_honest_filing_has_is_refused_unread(client, db):
    answer = client.post("/api/v1/health/live", data=b"x" * (1024 * 1024 + 1), content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


def test_to_a_browser_the_same_is_said_by_a_page(client, db):
    answer = client.post("/requests/new/", data=b"x" * (1024 * 1024 + 1), content_type="text/plain")
    assert (answer.status_code, answer.headers["Content-Type"]) == (413, "text/html; charset=utf-8")
    assert "There is a problem" in answer.text
    assert answer.text.count("<h1") == 1


def test_pages_that_name_no_picture_get_the_desk_s(client, db):
    found = client.get("/favicon.ico", follow=True)
    assert found.redirect_chain == [("/static/paletten/icon.svg", 302)]
