"""What an attestation is about, for whoever may read it: each release by its case's reference, never a value."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from django.db.models import Prefetch, Q, QuerySet

from accounts.models import User
from disclosures.models import Attestation, AttestedRelease
from disclosures.policies import registers


class State(StrEnum):
    """Where an attestation stands."""

    OWED = "owed"
    LATE = "late"
    LAPSED = "lapsed"
    ATTESTED = "attested"
    SET_ASIDE = "set_aside"


def seen_by(by: User) -> QuerySet[Attestation]:
    """Those that ``by`` may know of, with all that is shown of each."""
    return _whole(registers.attestations_visible_to(by))


def owed_by(by: User) -> QuerySet[Attestation]:
    """Those of the partner whose person ``by`` is, given or not, with all that is shown of each."""
    return _whole(registers.attestations_of_partner(by))


def _whole(rows: QuerySet[Attestation]) -> QuerySet[Attestation]:
    covered = AttestedRelease.objects.select_related("release__case", "release__grant").order_by("release__released_at")
    return rows.select_related("engagement__partner", "attested_by", "instead_of").prefetch_related(
        Prefetch("releases", covered)
    )


def state_of(attestation: Attestation, *, at: datetime) -> State:
    """The state at this moment: late by the clock, whatever any timer has marked."""
    if attestation.set_aside_at is not None:
        return State.SET_ASIDE
    if attestation.attested_at is not None:
        return State.ATTESTED
    if attestation.lapsed_at is not None:
        return State.LAPSED
    return State.LATE if attestation.is_late(at=at) else State.OWED


def those(state: State, *, at: datetime) -> Q:
    """A filter for one state."""
    open_now = Q(attested_at__isnull=True, lapsed_at__isnull=True)
    return {
        State.OWED: open_now & Q(due_at__gt=at),
        State.LATE: open_now & Q(due_at__lte=at),
        State.LAPSED: Q(attested_at__isnull=True, lapsed_at__isnull=False),
        State.ATTESTED: Q(attested_at__isnull=False, set_aside_at__isnull=True),
        State.SET_ASIDE: Q(set_aside_at__isnull=False),
    }[state]
