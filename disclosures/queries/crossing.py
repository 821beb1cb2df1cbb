"""What may not cross a border on its way to the recipient, and which border it crosses (P4)."""

from __future__ import annotations

from collections.abc import Iterable

from accounts.models import Organisation, User
from disclosures import sources
from disclosures.domain import transfer
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.transfer import Destination
from disclosures.models import Case


def destination(case: Case) -> Destination | None:
    """Where the recipient is; a person who belongs to an organisation is also where it is, and of its kind."""
    recipient = case.recipient
    if recipient is None:
        return None
    if isinstance(recipient, Organisation):
        return Destination(countries=(recipient.country,), kind=recipient.kind)
    home = recipient.organisation
    if home is None:
        return Destination(countries=(recipient.country,))
    return Destination(countries=(home.country, recipient.country), kind=home.kind)


def stopped(case: Case, subject: User | None, *, wanted: Iterable[ItemKey]) -> frozenset[ItemKey]:
    """The items that may not cross; without a recipient all of them."""
    items, to = tuple(wanted), destination(case)
    if to is None:
        return frozenset(items)
    papers = {"ground": case.transfer_ground, "approval_number": case.approval_number}
    countries = sources.stored_in(subject=subject, items=items)
    return frozenset(
        item for item, country in countries.items() if not transfer.may_cross(stored_in=country, to=to, **papers)
    )
