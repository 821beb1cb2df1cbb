"""One filled demo for all tests of this folder: filling is the slow part, and looking changes nothing."""

import pytest
from django.test.utils import override_settings

from disclosures import keyring
from disclosures.delivery import vault
from disclosures.demo import fill
from disclosures.models import clock
from tests.services import committed


@pytest.fixture(scope="module")
def demo(database_template, django_db_blocker, tmp_path_factory):
    """A desk of its own with the demo in it, and its sign-ins."""
    folder = tmp_path_factory.mktemp("demo")
    with (
        django_db_blocker.unblock(),
        override_settings(
            DATA_DIR=folder,
            DESK_KEY_FILE=str(folder / "desk.keys"),
            DESK_MAIL_DIR=str(folder / "mail"),
            STORAGES=_storages(folder),
        ),
        keyring.ephemeral(),
        committed.fresh_copy(template=database_template, folder=folder),
        pytest.MonkeyPatch.context() as instead,
    ):
        # Other tests' transactions on the same server may put a vacuum off, and the demo would not be done.
        instead.setattr(vault, "_clear_deleted_rows", lambda _keys: True)
        yield fill.fill(at=clock.now(), step=[].append)


def _storages(folder):
    from django.conf import settings

    sealed = settings.STORAGES["sealed"]
    return settings.STORAGES | {
        "sealed": sealed | {"OPTIONS": sealed["OPTIONS"] | {"location": str(folder / "sealed")}}
    }
