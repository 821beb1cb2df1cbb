"""What every test can ask for: real servers, and databases in which commits are real."""

from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.utils.translation import deactivate
from hypothesis import HealthCheck

from accounts.sign_in import session_cookie
from accounts.sign_in.session_store import SessionStore
from tests import distribution
from tests.services import committed, template, valkey

pytest_plugins = ["tests.the_desk"]
# Properties are tried without a deadline: two cores are shared with the other tests.
hypothesis.settings.register_profile("shared machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis.settings.load_profile("shared machine")
BEGIN_WITH = {"wiring", "faults", "doors"}  # what waits for others, or is long, must not be all that is left at the end
SHOWN = {"browser", "words"}  # what a page shows and says
WALKED_ON_BOTH = {"test_nothing_is_lost.py", "test_parties.py"}


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Deal the tests out in our way."""
    return distribution.Scheduling(config, log)


@pytest.hookimpl(tryfirst=True)
def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark what needs a database; `tests.run` plays the rest on the first of the two only.

    What a browser shows comes from the same pages that are asked on both without one, so it counts as a look at the
    screen; from the filing to the release it is walked on both, in one language.
    """
    if "django_db_setup" in getattr(item, "fixturenames", ()):
        item.add_marker("database")
    if item.path.parent.name in SHOWN and (item.path.name not in WALKED_ON_BOTH or item.name.endswith("[zh-hans]")):
        item.add_marker("screen")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put what takes long in front."""
    items.sort(key=lambda item: not (item.path.parent.name in BEGIN_WITH or "committed_db" in item.fixturenames))


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
def django_db_setup(django_test_environment, django_db_blocker, tmp_path_factory, worker_id):
    """This process's own database, in which each ordinary test is one transaction that is rolled back."""
    own = tmp_path_factory.getbasetemp()
    shared = own if worker_id == "master" else own.parent
    with (
        django_db_blocker.unblock(),
        template.of_the_run(folder=shared) as name,
        committed.fresh_copy(template=name, folder=tmp_path_factory.mktemp("desk")),
    ):
        yield name


@pytest.fixture(scope="session")
def database_template(django_db_setup):
    """An empty desk's database that nobody touches; asked for by way of the setup, so that copies come and go in it."""
    return django_db_setup


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
def _each_test_begins_in_english() -> Iterator[None]:
    """A page leaves its language to the thread; the next request chooses anew, the next test perhaps asks no page."""
    yield
    deactivate()


@pytest.fixture(autouse=True)
def _nobody_knocked_before() -> None:
    """Wrong tokens are counted by address and minute, in which a process plays many tests."""
    caches["quick"].clear()


@pytest.fixture(autouse=True)
def _browsers_keep_a_signed_cookie(monkeypatch: pytest.MonkeyPatch) -> None:
    """As the desk gives it to them; Django's own test client writes and reads a bare key."""
    really = Client._login

    def sign_in(client: Client, *who: Any) -> None:
        really(client, *who)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        cookie.set(cookie.key, session_cookie.signed(cookie.value), session_cookie.signed(cookie.value))

    def session(client: Client) -> SessionStore:
        cookie = client.cookies.get(settings.SESSION_COOKIE_NAME)
        return SessionStore(session_cookie.key_in(cookie.value) if cookie else None)

    monkeypatch.setattr(Client, "_login", sign_in)
    monkeypatch.setattr(Client, "session", property(session))


@pytest.fixture(autouse=True)
def _no_vacuum_inside_the_transaction_of_a_test(monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL refuses VACUUM in a transaction, as each test has one; on committed databases it is done for real."""
    from disclosures.delivery import vault

    really = vault._clear_deleted_rows
    monkeypatch.setattr(vault, "_clear_deleted_rows", lambda keys: connection.in_atomic_block or really(keys))
