"""The people of the API's tests, and a queue of access records with nothing of other tests in it."""

import pytest

from accounts.access.spool import spool
from accounts.models import AccessRecord
from tests.api.conftest import cast, desk, queries  # noqa: F401 - fixtures of the same desk


@pytest.fixture(autouse=True)
def _empty_queue():
    spool.clear()
    yield
    spool.clear()


@pytest.fixture
def noted():
    """What is in the table of somebody's visits once the queue was written."""

    def _noted(name):
        spool.flush()
        return list(AccessRecord.objects.filter(subject__name=name).order_by("at", "pk"))

    return _noted
