"""When an access ends, as the rules of its clause say, in words."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from disclosures.models import Release


def words(release: Release) -> list[str]:
    """What ends it, besides its date."""
    return list(_events(release))


def _events(release: Release) -> Iterator[str]:
    rules = release.case.rules.ends
    if rules.with_consent:
        yield _("when the person withdraws the consent")
    if rules.with_order:
        yield _("when the order is closed or the engagement ends")
    if rules.with_transaction:
        yield _("when the transaction is closed")
    if rules.days_after_complaint is not None:
        yield _("%(days)s days after the complaint ends") % {"days": rules.days_after_complaint}
    yield _("when the desk ends it")
