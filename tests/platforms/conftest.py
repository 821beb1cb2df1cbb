"""A platform whose database the desk reads, empty at the beginning of each test."""

from __future__ import annotations

import pytest

from accounts.models import MemberRecord, User
from disclosures.sources import patience
from tests.platforms import tables


@pytest.fixture(scope="session")
def platform_of_the_session(django_db_setup, django_db_blocker, tmp_path_factory):
    with django_db_blocker.unblock(), tables.running(tmp_path_factory.mktemp("platform")) as platform:
        yield platform


@pytest.fixture
def platform(platform_of_the_session, settings, db):
    """The desk reads from it by its mapping file."""
    platform_of_the_session.empty()
    patience.forget()
    settings.DESK_SOURCES = str(platform_of_the_session.mapping)
    settings.DESK_SOURCE_SECRETS = {"DESK_SOURCE_PLATFORM": platform_of_the_session.address}
    yield platform_of_the_session
    patience.forget()


@pytest.fixture
def mei(db):
    """A member whom the platform calls m-1."""
    user = User.objects.create_user(name="mei")
    MemberRecord.objects.create(subject=user, external_id="m-1", legal_name="of the desk")
    return user
