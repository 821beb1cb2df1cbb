"""How far an officer's registration is, told by mail: a reference and where to read it, and nothing else (P3c)."""

from __future__ import annotations

from datetime import datetime

from accounts.models import Membership, Organisation, User, Verification
from disclosures.actions import notices
from disclosures.domain import references
from disclosures.domain.roles import PUBLIC_BODIES
from disclosures.models import AgencyRequest

PREFIX = "RG"
Step = AgencyRequest | Membership | Verification | Organisation
"""What a registration goes on by, or ends with."""


def reference_of(officer: User) -> str:
    """One for each account, the same on the page and in every mail; it says nothing to anybody else."""
    return references.made_of(PREFIX, seed=f"registration:{officer.pk}".encode())


def tell(officer: User, *, step: Step, at: datetime, occasion: str = "") -> None:
    """Promises the mail, once for each step, inside the caller's transaction."""
    word = f"{type(step).__name__.lower()}:{step.pk}{occasion and f':{occasion}'}"
    notices.tell_of_registration(officer, reference=reference_of(officer), step=word, at=at)


def tell_who_asked(entered: Organisation, *, at: datetime) -> None:
    """An agency stands in the register now: whoever asked for it can go on."""
    if entered.kind not in PUBLIC_BODIES:
        return
    for asked in AgencyRequest.objects.open().filter(domain=entered.domain).select_related("user"):
        tell(asked.user, step=entered, at=at)


def tell_of_joining(membership: Membership, *, at: datetime, occasion: str) -> None:
    """Let in, or not: by the page of registration, which only people of public bodies have."""
    if membership.organisation.kind in PUBLIC_BODIES:
        tell(membership.user, step=membership, at=at, occasion=occasion)
