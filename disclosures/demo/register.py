"""Fills the register as real staff do: one enters, another verifies, a third lets people in, a fourth verifies them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from accounts.models import Organisation, User
from disclosures.actions import memberships, organisations, people, verifications
from disclosures.actions.verifications import Call
from disclosures.domain.register_entry import Entry
from disclosures.domain.roles import OrganisationKind, Role

ENTERS, VERIFIES, LETS_IN, VERIFIES_PEOPLE = "admin.ai", "reviewer.rong", "reviewer.rui", "counsel.cai"
STANDS = timedelta(days=730)


def organisation(name: str, words: dict[str, Any], *, staff: dict[str, User], at: datetime) -> Organisation:
    """One organisation of the register, entered and verified."""
    entry = Entry(
        name=name,
        kind=OrganisationKind(words["kind"]),
        country=words.get("country", "CN"),
        domain=words["domain"],
        phone=words["phone"],
        phone_source=f"https://www.{words['domain']}/contact",
        registered_email=f"office@{words['domain']}",
    )
    made = organisations.register(entry=entry, by=staff[ENTERS], at=at)
    verifications.verify(
        organisation=made,
        by=staff[VERIFIES],
        at=at,
        until=at + STANDS,
        evidence="Compared with the official site and the public register of its country.",
        call=Call(number=made.phone, spoke_to="the office's switchboard", at=at),
        edition=made.edition,
    )
    return Organisation.objects.get(pk=made.pk)


def join(user: User, home: Organisation, *, role: Role, staff: dict[str, User], at: datetime) -> User:
    """One person of an organisation, let in and verified; read afresh, with role and organisation."""
    asked = memberships.ask(organisation=home, by=user, role=role, at=at)
    memberships.approve(membership=asked, by=staff[LETS_IN], at=at)
    joined = User.objects.select_related("organisation").get(pk=user.pk)
    people.verify(
        user=joined,
        by=staff[VERIFIES_PEOPLE],
        at=at,
        until=at + STANDS,
        evidence="Identity document shown on a call; the office knows this person.",
        call=Call(number=home.phone, spoke_to="the office's switchboard", at=at),
    )
    return User.objects.select_related("organisation").get(pk=user.pk)
