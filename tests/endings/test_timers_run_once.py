"""Two beats ring for everything twice, clocks jump an hour: nothing opens early, and nothing ends twice."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

import pytest

from disclosures import ledger, outbox
from disclosures.domain.timers import TIMERS
from disclosures.models import Job, LedgerEntry, Notice, Release, clock
from disclosures.outbox import bell
from disclosures.tasks import dispatch
from tests.cast import AT, ACase, a_case, a_world
from tests.endings.conftest import Knocks

pytestmark = pytest.mark.usefixtures("desk")
HOUR = timedelta(hours=1)
ENDS = ("release_ended", "release_revoked")
ONCE = ("case_lapsed", "attestation_owed")


class TwoBeats:
    """Two dispatchers and two workers: all that is due is rung for by both, and each bell is answered twice."""

    def __init__(self) -> None:
        self.at = AT
        self.rung: list = []

    def beat(self, *, at: datetime) -> None:
        """One beat of each, and what their workers make of it, until nothing is due."""
        self.at = at
        while True:
            dispatch.dispatch()
            dispatch.dispatch()
            due = list(Job.objects.claimable(at=at, furthest=at + HOUR).values_list("pk", flat=True))
            bells, self.rung = [*self.rung, *due], []
            done = [outbox.run(job_id=job_id, at=at) for job_id in [*bells, *reversed(bells)]]
            if not any(outcome is not outbox.Outcome.NOTHING for outcome in done):
                return


@pytest.fixture
def beats(monkeypatch) -> TwoBeats:
    made = TwoBeats()
    monkeypatch.setattr(clock, "now", lambda: made.at)
    monkeypatch.setattr(bell, "has_broker", lambda: True)
    monkeypatch.setattr(bell, "waiting", lambda **_: 0)
    monkeypatch.setattr(bell, "ring", lambda **asked: made.rung.append(asked["job_id"]))
    return made


def _told(*events: str) -> Counter[str]:
    return Counter(LedgerEntry.objects.filter(event__in=events).values_list("event", flat=True))


def _cases() -> list[ACase]:
    """A window of seven days, an order under an engagement, a case that was returned."""
    world = a_world()
    window = a_case("violation", world=world).submitted().accepted().signed()
    served = a_case("service_provision", world=world).released()
    returned = a_case("transaction_dispute", world=world).submitted()
    returned.does("return", by="reviewer.ren", reason="which order?")
    return [window, served, returned]


def test_with_two_beats_and_a_clock_that_jumps_each_timer_acts_once_and_never_early(beats):
    window, served, returned = _cases()
    opens = window.row.window_ends_at
    officer = Knocks()(window, "officer")

    def opened() -> int:
        release = window.release
        path = f"/releases/{release.pk}/content/" if release else "/releases/nothing/content/"
        return officer.post(path).status_code

    for at in (opens - HOUR, opens - timedelta(milliseconds=1)):
        beats.beat(at=at)
        assert (window.row.status, Release.objects.filter(case=window.row).count(), opened()) == ("notice", 0, 404)
    beats.beat(at=opens)
    assert (window.row.status, opened()) == ("released", 200)
    until = window.release.grant.until
    beats.beat(at=opens - HOUR)
    assert opened() == 404, "a clock set back an hour opens nothing before its time"
    beats.beat(at=opens + HOUR)
    assert opened() == 200
    assert Release.objects.filter(case=window.row).count() == 1
    for at in (until, until - HOUR, until + HOUR, until):
        beats.beat(at=at)
        assert (window.release.status, opened()) == ("shredded", 410)
    date = served.row.engagement.ends_at
    for at in (date, date - HOUR, date + HOUR):
        beats.beat(at=at)
        assert (served.release.status, returned.row.status) == ("shredded", "withdrawn")
    assert _told(*ENDS).total() == 2
    assert _told("released", "release_shredded") == {"released": 2, "release_shredded": 2}
    assert _told(*ONCE) == dict.fromkeys(ONCE, 1)
    assert len(set(Notice.objects.values_list("key", flat=True))) == Notice.objects.count()
    assert list(ledger.verify()) == []


def test_what_comes_round_is_promised_once_though_two_beats_ask_and_the_clock_goes_back_an_hour(beats):
    begins = AT.replace(minute=0) + HOUR
    for at in (begins, begins + HOUR, begins, begins + HOUR):
        beats.beat(at=at)
    made = Counter(Job.objects.filter(topic__in=TIMERS).values_list("topic", flat=True))
    expected = {topic: 2 if period <= HOUR else 1 for topic, period in TIMERS.items()}
    assert made == expected, "one for each of the two hours, or for their day"
