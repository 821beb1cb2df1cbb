"""The settings, as they stand in production."""

import os
import subprocess
import sys

import environ
import pytest
from django.conf import settings
from django.db import connection

from paletten.environment import database
from tests.deployable import PRODUCTION
from tests.services.processes import ROOT


def _manage(*words, env):
    bare = {"PATH": os.environ["PATH"], **env}
    return subprocess.run(
        [sys.executable, "manage.py", *words], cwd=ROOT, env=bare, capture_output=True, text=True, check=False
    )


def test_a_production_desk_passes_every_deployment_check(tmp_path):
    said = _manage("check", "--deploy", "--fail-level", "WARNING", env=PRODUCTION | {"DESK_DATA_DIR": str(tmp_path)})
    assert said.returncode == 0, said.stderr


def test_a_demo_fails_the_deployment_check(tmp_path):
    said = _manage("check", "--deploy", env=PRODUCTION | {"DESK_DATA_DIR": str(tmp_path), "DESK_DEMO": "on"})
    assert said.returncode == 1
    assert "desk.E002" in said.stderr


def test_commands_need_no_environment_and_no_folder_to_write():
    said = _manage("check", env={"DESK_DATA_DIR": "/proc/nowhere"})
    assert said.returncode == 0, said.stderr


def test_no_page_ever_shows_local_variables():
    assert settings.DEBUG is False


def test_requests_are_not_wrapped_in_transactions():
    assert connection.settings_dict["ATOMIC_REQUESTS"] is False


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("recursive_triggers", 1),
        ("secure_delete", 1),
        ("trusted_schema", 0),
    ],
)
def test_sqlite_keeps_what_it_promised(tmp_path, pragma, value):
    words = (
        "import django; django.setup(); from django.db import connection as c; k = c.cursor();"
        f"k.execute('PRAGMA {pragma}'); print(k.fetchone()[0])"
    )
    env = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "paletten.settings", "DESK_DATA_DIR": str(tmp_path)}
    said = subprocess.run([sys.executable, "-c", words], cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    assert said.stdout.strip() == str(value)


def test_postgresql_gives_up_on_what_is_stuck(db):
    if connection.vendor != "postgresql":
        assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
        return
    with connection.cursor() as cursor:
        for setting in ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"):
            cursor.execute(f"SHOW {setting}")
            assert cursor.fetchone()[0] != "0"


@pytest.mark.parametrize(("words", "after"), [({}, 3), ({"DESK_DATABASE_PREPARE_AFTER": "0"}, None)])
def test_postgresql_keeps_the_plan_of_a_statement_asked_again_unless_told_otherwise(tmp_path, words, after):
    env = environ.Env()
    env.ENVIRON = {"DATABASE_URL": "postgres://desk@db/desk", **words}
    options = database.read_database(env=env, data_dir=tmp_path)["OPTIONS"]
    assert (options["server_side_binding"], options["prepare_threshold"]) == (True, after)
