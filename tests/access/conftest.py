"""The people of the API's tests, and a queue of access records with nothing of other tests in it."""

import pytest

from accounts.access.spool import spool
from accounts.models import AccessRecord


@pytest.fixture(autouse=True)
def _at_a_desk(desk) -> None:
    """Each test here has a desk of its own."""


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
