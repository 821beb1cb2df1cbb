"""A release with its key, in a database in which commits are real, and a folder of its own."""

from datetime import UTC, datetime

import pytest
from django.db import transaction

from accounts.models import User
from disclosures import keyring
from disclosures.delivery import sealing, vault
from disclosures.models import Case, Release, SealedKey

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def at():
    return AT


@pytest.fixture
def sealed_release(committed_db):
    """Make releases whose package lies in the vault, as the build leaves them."""
    with keyring.ephemeral():
        filer = User.objects.create_user(name="filer")

        def _sealed_release(content=b"values"):
            number = Case.objects.count()
            case = Case.objects.create(
                reference=f"TX-{number}", basis="transaction_dispute", basis_revision=1, filed_by=filer
            )
            name = vault.new_name()
            release = Release.objects.create(
                case=case,
                version=1,
                manifest=[],
                package=name,
                sha256="0" * 64,
                country_to="CN",
                countries_from="CN",
                released_at=AT,
            )
            sealed = sealing.seal(content, release=str(release.pk), recipient="7")
            with transaction.atomic():
                vault.write(name, sealed.ciphertext)
                SealedKey.objects.create(release=release, wrapped_key=sealed.wrapped_key, wrapped_by=sealed.wrapped_by)
            return release

        yield _sealed_release
