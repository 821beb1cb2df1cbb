"""The queue is bounded, never in the way, keeps what it has while the database is away, and is written at the end."""

import json
import threading
import urllib.request

import pytest
from django.db import DataError, OperationalError
from django.utils import timezone

from accounts.access import spool as spools
from accounts.access.spool import Spool
from accounts.models import AccessRecord, MemberRecord, RoleAssignment, Token, User
from disclosures.models import clock
from tests.services.processes import free_port, running, running_web, wait_until


def member(name="mei"):
    user = User.objects.create(name=name, password="!")
    RoleAssignment.objects.create(user=user, role="member")
    MemberRecord.objects.create(subject=user)
    return user


def visit(user, page="/"):
    return AccessRecord(subject_id=user.pk, at=timezone.now(), page_requests=page)


def pages():
    return list(AccessRecord.objects.order_by("pk").values_list("page_requests", flat=True))


def test_a_full_queue_gives_up_the_oldest_and_says_how_many(db, monkeypatch, caplog):
    monkeypatch.setattr(spools, "MOST", 3)
    queue, mei = Spool(), member()
    for number in range(5):
        queue.add(visit(mei, f"/{number}"))
    assert queue.flush() == 3
    assert pages() == ["/2", "/3", "/4"]
    assert "2 access records were given up." in caplog.text


def test_while_the_database_is_away_records_wait_in_their_order(db, monkeypatch):
    queue, mei = Spool(), member()
    really = spools._write

    def is_away(_):
        raise OperationalError

    monkeypatch.setattr(spools, "_write", is_away)
    for number in range(3):
        queue.add(visit(mei, f"/{number}"))
        assert queue.flush() == 0
    monkeypatch.setattr(spools, "_write", really)
    assert queue.flush() == 3
    assert pages() == ["/0", "/1", "/2"]


def test_what_no_database_takes_stops_nothing_else(db, monkeypatch, caplog):
    queue, mei = Spool(), member()
    really, calls = spools._write, []

    def first_is_bad(batch):
        calls.append(batch)
        if len(calls) == 1:
            raise DataError("a value of somebody")
        return really(batch)

    monkeypatch.setattr(spools, "_write", first_is_bad)
    queue.add(visit(mei, "/bad"))
    queue.flush()
    queue.add(visit(mei, "/good"))
    queue.flush()
    assert pages() == ["/good"]
    assert "somebody" not in caplog.text


def test_a_record_of_an_account_that_is_gone_stops_nothing_else(db):
    queue, mei = Spool(), member()
    queue.add(AccessRecord(subject_id=0, at=timezone.now(), page_requests="/gone"))
    queue.add(visit(mei))
    assert queue.flush() == 1


def test_adding_does_not_wait_for_a_writing_that_hangs(committed_db, monkeypatch):
    queue, mei = Spool(), member()
    hangs, go_on = threading.Event(), threading.Event()

    def hang(_):
        hangs.set()
        go_on.wait(10)
        return 0

    monkeypatch.setattr(spools, "_write", hang)
    monkeypatch.setattr(spools, "EVERY", 0.01)
    queue.serve()
    queue.add(visit(mei))
    assert hangs.wait(10)
    queue.add(visit(mei))  # returns, or the test does not end
    go_on.set()
    queue.stop()
    assert not queue._waiting


def _ask(address, secret, *, times):
    for _ in range(times):
        request = urllib.request.Request(f"{address}/api/v1/me/access-records/")
        request.add_header("Authorization", f"Bearer {secret}")
        with urllib.request.urlopen(request, timeout=30) as answer:
            json.load(answer)


@pytest.fixture
def secret(committed_db):
    return Token.objects.issue(user=member(), at=clock.now())[1]


def test_a_web_server_writes_what_it_noted_within_seconds(committed_db, secret):
    with running_web(env=committed_db.env()) as address:
        _ask(address, secret, times=5)
        wait_until(lambda: AccessRecord.objects.count() == 5, within=10)


def test_a_web_server_that_is_stopped_writes_what_it_noted_first(committed_db, secret):
    port = free_port()
    words = ["-m", "granian", "--interface", "wsgi", "--port", str(port), "--log-level", "warning"]
    with running(words=[*words, "paletten.wsgi:application"], env=committed_db.env(DESK_DEMO="on")) as server:
        address = f"http://127.0.0.1:{port}"
        wait_until(lambda: _answers(address), within=30)
        _ask(address, secret, times=5)
        server.terminate()
        server.wait(timeout=45)
        assert AccessRecord.objects.count() == 5


def _answers(address):
    try:
        with urllib.request.urlopen(f"{address}/api/v1/health/live", timeout=5):
            return True
    except OSError:
        return False
