"""What faults need: a broker of the test's own, and what must be true of every release afterwards."""

import pytest
from django.db.models import Count

from disclosures.delivery import opening, vault
from disclosures.domain.moves import Status
from disclosures.models import Case, Grant, LedgerEntry, Notice, Release, SealedKey
from disclosures.outbox import bell


@pytest.fixture
def broker(settings, empty_valkey_url, monkeypatch):
    """A broker that this process rings too, and its address."""
    monkeypatch.setattr(bell, "_silent_until", 0.0)
    monkeypatch.setattr(bell, "_enough_until", {})
    settings.CELERY_BROKER_URL = empty_valkey_url
    yield empty_valkey_url
    bell.hang_up()


@pytest.fixture
def is_released_once():
    """Check that a case left exactly one of everything that a release is, and that its package can be read."""

    def _is_released_once(pk):
        case = Case.objects.get(pk=pk)
        assert case.status == Status.RELEASED
        release = Release.objects.select_related("case").get(case=pk)
        assert Grant.objects.filter(release=release).count() == 1
        assert SealedKey.objects.filter(release=release).count() == 1
        assert LedgerEntry.objects.filter(event="released", chain=f"case:{pk}").count() == 1
        assert vault.read(release.package)
        assert opening.unsealed(release)["reference"] == case.reference
        doubled = Notice.objects.filter(case=pk).values("kind", "to_user", "to_organisation").annotate(n=Count("pk"))
        assert [row for row in doubled if row["n"] > 1] == []
        assert Notice.objects.filter(case=pk, kind="released_to_recipient").exists()

    return _is_released_once
