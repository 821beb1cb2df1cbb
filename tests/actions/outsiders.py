"""What the tests of organisations and their people share."""

from __future__ import annotations

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress

from accounts.models import Membership, Organisation, User
from accounts.sign_in import addresses
from disclosures.actions import memberships, people
from disclosures.actions.verifications import Call
from disclosures.domain.register_entry import Entry
from disclosures.domain.roles import OrganisationKind, Role

NUMBER = "+86 10 5555 0100"
"""The published number of every organisation of the cast."""

AN_ENTRY = Entry(
    name="customs",
    kind=OrganisationKind.AUTHORITY,
    domain="customs.example",
    phone=NUMBER,
    phone_source="customs.example/contact",
    registered_email="desk@customs.example",
)


def a_newcomer(name: str, address: str) -> User:
    """Somebody who signed up with this address and showed that they read its mail; no role, no organisation."""
    newcomer = User.objects.create(name=name, email=address, password="!")
    shows_mail(newcomer, address)
    return newcomer


def shows_mail(user: User, address: str) -> None:
    """Somebody has shown to read mail at this address, and at no other."""
    EmailAddress.objects.filter(user=user).delete()
    addresses.mark_verified(user=user, email=address)


def joined(name: str, organisation: Organisation, *, by: User, at: datetime, role: Role | None = None) -> Membership:
    """A newcomer whom somebody let into the organisation."""
    newcomer = a_newcomer(name, f"{name}@{organisation.domain}")
    membership = memberships.ask(organisation=organisation, by=newcomer, at=at, role=role)
    memberships.approve(membership=membership, by=by, at=at)
    membership.refresh_from_db()
    return membership


def verified(name: str, *, by: User, at: datetime) -> User:
    """Staff check who this person is."""
    people.verify(
        user=User.objects.select_related("organisation").get(name=name),
        by=by,
        at=at,
        until=at + timedelta(days=365),
        evidence="badge shown on the call",
        call=Call(NUMBER, "the switchboard", at),
    )
    return User.objects.select_related("organisation").get(name=name)
