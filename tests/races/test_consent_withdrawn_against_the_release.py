"""The withdrawal of a consent against the release's last transaction, at every place where they can meet.

Whoever is first, no release stays open on a withdrawn consent. On SQLite, which has one writer at a time, the second
simply waits; on PostgreSQL both are really under way.
"""

import threading

import pytest
from django.db import connection, connections

from accounts.models import Consent
from disclosures import ledger, outbox
from disclosures.actions import consents, endings
from disclosures.delivery import build, plan, sealing, vault
from disclosures.domain.errors import MoveNotAllowed
from disclosures.models import Case, Grant, Job, Release
from disclosures.queries import dossier
from tests.cast import a_case

PATIENCE = 0.4  # seconds for which the other one is let run ahead; it may be waiting for a row


class Meeting:
    """One thread stops at a place until the other has gone as far as it can."""

    def __init__(self):
        self.here = threading.Event()
        self.go = threading.Event()

    def stop(self):
        self.here.set()
        self.go.wait(PATIENCE)


def stopping(real, meeting, *, after):
    once = [meeting]

    def stops(*args, **words):
        if not after and once:
            once.pop().stop()
        answer = real(*args, **words)
        if after and once:
            once.pop().stop()
        return answer

    return stops


# Where the first of the two stops, and on which side of it.
RELEASE_STOPS = {
    "before it reads the case": (dossier, "read", False),
    "before it collects": (plan, "make", True),
    "before it seals": (sealing, "seal", False),
    "after it wrote the package": (vault, "write", True),
    "before its last transaction": (build, "_commit", False),
    "after it took the case": (build, "_take", True),
    "after it looked again": (endings, "until", True),
    "before it finishes the job": (outbox, "finish", False),
    "after it finished the job": (outbox, "finish", True),
    "after its last transaction": (build, "_commit", True),
}
WITHDRAWAL_STOPS = {
    "before it records": (ledger, "append", False),
    "after it recorded": (ledger, "append", True),
    "before it marks the cases": (Case.objects, "touch", False),
    "after it marked the cases": (Case.objects, "touch", True),
    "before it returns": (consents, "withdraw", True),
}


def run_both(first, second, meeting):
    errors = []

    def go(call, *, waits):
        try:
            if waits:
                meeting.here.wait(20)
            call()
        except MoveNotAllowed as refused:
            errors.append(refused)
        finally:
            meeting.go.set() if waits else None
            connections.close_all()

    threads = [
        threading.Thread(target=go, args=(first,), kwargs={"waits": False}),
        threading.Thread(target=go, args=(second,), kwargs={"waits": True}),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
        assert not thread.is_alive()
    return errors


@pytest.fixture
def meet(committed_db, monkeypatch):
    """Let the two meet at a place in the first, and check what must hold whoever won."""

    def _meet(place, *, release_is_first):
        case = a_case("consent").approved()
        job = Job.objects.get(topic="release.build")
        consent = Consent.objects.get()
        mei = case.user("mei")
        meeting = Meeting()
        connection.close()

        def release():
            outbox.run(job_id=job.pk, at=case.at)

        def withdraw():
            consents.withdraw(consent=consent, by=mei, at=case.at)

        module, name, after = place
        first, second = (release, withdraw) if release_is_first else (withdraw, release)
        monkeypatch.setattr(module, name, stopping(getattr(module, name), meeting, after=after))
        errors = run_both(first, second, meeting)
        monkeypatch.undo()
        case.worked()

        assert errors == []
        assert Consent.objects.get().withdrawn_at is not None
        assert not Release.objects.open().exists()
        assert not Grant.objects.filter(closed_at__isnull=True).exists()
        ended = (case.row.status, case.row.outcome)
        assert ended in {("refused", "fact_lapsed"), ("closed", "granted"), ("closed", "partly_granted")}
        assert Release.objects.count() == (1 if ended[0] == "closed" else 0)
        return ended[0]

    return _meet


@pytest.mark.parametrize("place", RELEASE_STOPS)
def test_the_withdrawal_comes_while_the_release_is(meet, place):
    meet(RELEASE_STOPS[place], release_is_first=True)


@pytest.mark.parametrize("place", WITHDRAWAL_STOPS)
def test_the_release_comes_while_the_withdrawal_is(meet, place):
    assert meet(WITHDRAWAL_STOPS[place], release_is_first=False)


def test_the_later_withdrawal_ends_what_was_released(meet):
    assert meet(RELEASE_STOPS["after its last transaction"], release_is_first=True) == "closed"


def test_the_earlier_withdrawal_lets_nothing_out(meet):
    assert meet(WITHDRAWAL_STOPS["before it returns"], release_is_first=False) == "refused"
