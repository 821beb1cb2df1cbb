"""What every test can ask for: real servers, and databases in which commits are real."""

import pytest
from django.db import connection
from django.test.utils import setup_databases, teardown_databases

from tests.services import committed, valkey


@pytest.fixture(scope="session")
def valkey_server():
    """A real Valkey, one for each process that runs tests."""
    with valkey.running_valkey() as server:
        yield server


@pytest.fixture(scope="session")
def valkey_url(valkey_server):
    """Where the Valkey listens; other tests may have left keys there."""
    return f"{valkey_server.connection_url}/0"


@pytest.fixture
def empty_valkey_url(valkey_server, valkey_url):
    """Where the Valkey listens, with nothing in it."""
    with valkey_server.client() as client:
        client.flushall()
    return valkey_url


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, django_db_modify_db_settings):
    """The test database, made also when only tests of copies were chosen (the plug-in's own would make none)."""
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, aliases={"default"})
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


@pytest.fixture(scope="session")
def database_template(django_db_setup, django_db_blocker, tmp_path_factory):
    """A copy of the test database as it was when it was made."""
    with django_db_blocker.unblock():
        template = committed.make_template(folder=tmp_path_factory.mktemp("template"))
        yield template
        committed.drop(name=template)


@pytest.fixture
def committed_db(database_template, django_db_blocker, tmp_path, settings):
    """A fresh database of this test's own, in which commits are real: for races, workers and kills."""
    sealed = settings.STORAGES["sealed"]
    options = sealed["OPTIONS"] | {"location": str(tmp_path / "sealed")}
    settings.STORAGES = settings.STORAGES | {"sealed": sealed | {"OPTIONS": options}}
    settings.DESK_MAIL_DIR = str(tmp_path / "mail")
    with (
        django_db_blocker.unblock(),
        committed.fresh_copy(template=database_template, folder=tmp_path) as database,
    ):
        yield database


@pytest.fixture(autouse=True)
def _no_vacuum_inside_the_transaction_of_a_test(monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL refuses VACUUM in a transaction, as each test has one; on committed databases it is done for real."""
    from disclosures.delivery import vault

    really = vault._clear_deleted_rows
    monkeypatch.setattr(vault, "_clear_deleted_rows", lambda: connection.in_atomic_block or really())
