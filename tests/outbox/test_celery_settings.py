"""The settings that SAFETY.md asks for, as the app has them after Celery has read them."""

import pytest

from paletten import celery

CONF = celery.app.conf


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("task_acks_late", True),
        ("task_reject_on_worker_lost", False),
        ("task_publish_retry", False),
        ("task_ignore_result", True),
        ("result_backend", None),
        ("accept_content", ["json"]),
        ("task_serializer", "json"),
        ("worker_enable_remote_control", False),
        ("worker_prefetch_multiplier", 1),
        ("worker_cancel_long_running_tasks_on_connection_loss", True),
        ("broker_connection_retry_on_startup", True),
        ("task_create_missing_queues", False),
    ],
)
def test_a_setting_is_as_tried(name, wanted):
    assert CONF[name] == wanted


def test_a_task_is_cut_off_before_its_lease_and_its_lease_before_its_message():
    assert CONF.task_soft_time_limit < CONF.task_time_limit < celery.LEASE
    assert celery.TRANSPORT_OPTIONS["visibility_timeout"] > celery.LEASE


def test_messages_of_killed_workers_come_back_soon():
    assert celery.TRANSPORT_OPTIONS["unacked_restore_interval"] == 10
    assert celery.TRANSPORT_OPTIONS["unacked_restore_throttle"] == 1


def test_kombu_knows_every_transport_option():
    from kombu.transport.redis import Channel

    assert set(celery.TRANSPORT_OPTIONS) <= set(Channel.from_transport_options)


def test_there_is_a_queue_for_releases_one_for_notices_and_one_for_the_rest():
    assert {queue.name for queue in CONF.task_queues} == {"releases", "notices", "upkeep"}
