"""The broker is wiped, absent or started anew: filings and signatures go on, and every approval becomes a release."""

from disclosures.models import Case, Job, Release, clock
from disclosures.models.job import JobState
from disclosures.outbox import bell
from disclosures.outbox.queues import QueueName
from tests.cast import a_case, a_world
from tests.services.processes import free_port, running_worker, wait_until

WAITING = 50


def all_released(number):
    return Release.objects.count() == number and not Case.objects.exclude(status="released").exists()


def test_the_broker_is_emptied_while_fifty_approvals_wait_and_all_are_released(
    committed_db, broker, valkey_server, is_released_once
):
    world = a_world(at=clock.now())
    cases = [a_case("service_provision", world=world).approved().row for _ in range(WAITING)]
    assert bell.waiting(queue=QueueName.RELEASES) == bell.ENOUGH
    with valkey_server.client() as client:
        client.flushall()
    assert bell.waiting(queue=QueueName.RELEASES) == 0
    with running_worker(env=committed_db.env(broker=broker)):
        wait_until(lambda: all_released(WAITING), within=60)
        wait_until(lambda: not Job.objects.filter(topic="notice.send").exclude(state=JobState.DONE).exists(), within=30)
    for case in cases:
        is_released_once(case.pk)


def test_while_the_broker_is_away_people_file_and_sign_and_it_all_runs_when_it_is_back(
    committed_db, broker, valkey_server, settings, monkeypatch, is_released_once
):
    world = a_world(at=clock.now())
    settings.CELERY_BROKER_URL = f"redis://127.0.0.1:{free_port()}/0"
    cases = [a_case(basis, world=world).submitted().accepted().signed().row for basis in ("consent", "ip_complaint")]
    assert {case.status for case in cases} == {"approved"}
    with running_worker(env=committed_db.env(broker=broker)):
        wait_until(lambda: all_released(2), within=60)
        with valkey_server.client() as client:
            client.config_set("timeout", "0")
            client.execute_command("CLIENT", "KILL", "TYPE", "normal")  # every connection is cut, the worker's too
        late = a_case("consent", world=world).approved().row
        wait_until(lambda: all_released(3), within=60)
    for case in (*cases, late):
        is_released_once(case.pk)
