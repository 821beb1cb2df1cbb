"""A broker that may throw messages away is refused."""

import pytest

from paletten import broker_policy, checks
from paletten.broker_policy import Policy
from tests.services.valkey import running_valkey


@pytest.fixture
def forgetful():
    """A Valkey of this test's own, set to evict."""
    with running_valkey() as server, server.client() as client:
        client.config_set("maxmemory-policy", "allkeys-lru")
        yield server.connection_url


def test_a_broker_that_evicts_is_found_by_the_deployment_check(forgetful, settings):
    settings.CELERY_BROKER_URL = forgetful
    assert [message.id for message in checks.check_broker()] == ["desk.E001"]


def test_no_worker_starts_on_a_broker_that_evicts(forgetful):
    with pytest.raises(SystemExit, match="noeviction"):
        broker_policy.require_noeviction(url=forgetful)


def test_a_broker_that_keeps_everything_is_taken(valkey_url, settings):
    settings.CELERY_BROKER_URL = valkey_url
    assert checks.check_broker() == []
    broker_policy.require_noeviction(url=valkey_url)


def test_a_silent_broker_is_a_warning_and_no_reason_to_stop(settings):
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"
    assert [message.id for message in checks.check_broker()] == ["desk.W001"]
    broker_policy.require_noeviction(url=settings.CELERY_BROKER_URL)


def test_a_broker_of_another_kind_has_its_own_ways():
    assert broker_policy.ask_policy(url="amqp://desk@localhost//") is Policy.NOT_ASKED
