"""Ten of the given scenarios by HTTP, now, with a real worker and a real broker: the same comes of them."""

import pytest

from disclosures.models import Job, clock
from disclosures.models.job import OPEN
from disclosures.outbox import bell
from disclosures.scenarios import reading
from tests.callers import Cast
from tests.http_scenarios import files
from tests.http_scenarios.driver import Play
from tests.http_scenarios.requests import REQUESTS
from tests.services.processes import running_worker, wait_until

CHOSEN = {"a-01", "a-02", "a-04", "a-06", "b-01", "b-02", "b-04", "e-01", "e-02", "x-01"}
"""None of them waits: a real clock cannot be moved."""
PATIENCE = 30.0


@pytest.fixture
def worker(committed_db, empty_valkey_url, settings, monkeypatch):
    """A worker, and a broker that this process rings too."""
    monkeypatch.setattr(bell, "_silent_until", 0.0)
    settings.CELERY_BROKER_URL = empty_valkey_url
    with running_worker(env=committed_db.env(broker=empty_valkey_url)) as process:
        yield process
    bell.hang_up()


def is_settled():
    now = clock.now()
    return not Job.objects.filter(OPEN).exclude(run_after__gt=now).exists()


def let_it_work(play):
    wait_until(is_settled, within=PATIENCE)
    play.stage.at = clock.now()
    play.stage.work()  # runs nothing: looks into each new package before an access to it ends


@pytest.mark.parametrize("raw", [raw for raw in files.GIVEN if raw["id"] in CHOSEN], ids=lambda raw: raw["id"])
def test_the_same_comes_of_it_with_a_real_worker(worker, raw):
    scenario = reading.read(files.happening(raw, at=clock.now()))
    play = Play(scenario, cast=Cast(scenario.given), is_alone=False)
    play.stage.worker_runs = False  # in this process

    found = []
    for line in scenario.do:
        found += play.line(line, REQUESTS[line.verb])
        let_it_work(play)
    wait_until(lambda: play.stage.case.status == scenario.expect["status"], within=PATIENCE)
    let_it_work(play)

    assert [*found, *play.differences()] == []
