"""The fixture that gives tests a database with real commits."""

import subprocess
import sys

from django.db import connection, connections

from tests.services import crowd

COUNT = "SELECT count(*) FROM django_session"


def _add(key: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO django_session VALUES (%s, '', '2030-01-01')", [key])


def _count() -> int:
    with connection.cursor() as cursor:
        cursor.execute(COUNT)
        return int(cursor.fetchone()[0])


def test_what_one_thread_commits_another_sees(committed_db):
    done = crowd.at_once([lambda n=n: _add(f"key {n}") for n in range(8)])
    assert done == [None] * 8
    assert _count() == 8


def test_the_next_test_starts_with_a_fresh_one(committed_db):
    assert _count() == 0


def test_another_process_works_on_the_very_same_database(committed_db):
    _add("from the test")
    connections.close_all()
    words = f"""
import django; django.setup()
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute({COUNT!r})
    print(cursor.fetchone()[0])
"""
    said = subprocess.run(
        [sys.executable, "-c", words], env=committed_db.env(), capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == "1"


def test_an_ordinary_test_is_back_on_the_shared_database_and_rolled_back(db):
    _add("rolled back")
    assert _count() == 1


def test_the_broker_never_evicts(valkey_server, empty_valkey_url):
    with valkey_server.client(decode_responses=True) as client:
        assert client.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}
        assert client.dbsize() == 0
