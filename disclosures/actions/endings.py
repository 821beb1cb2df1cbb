"""How an access ends: grant and case close at once, and the key's destruction is promised (DESIGN 5.8)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum

import isodate
from django.db import transaction

from accounts.models import Consent, User
from disclosures import ledger, outbox, policies
from disclosures.actions import attestations, notices
from disclosures.actions.notices import Kind
from disclosures.domain.errors import DeskError, MoveNotAllowed
from disclosures.domain.events import Event
from disclosures.domain.moves import MoveName, Status
from disclosures.domain.topics import Topic
from disclosures.domain.words import _
from disclosures.models import Case, Grant, OpeningCode, Release
from disclosures.policies import Permission


class Reason(StrEnum):
    """Why an access ended."""

    TIME = "time"
    REVOKED = "revoked"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    ENGAGEMENT_ENDED = "engagement_ended"
    ORDER_CLOSED = "order_closed"
    TRANSACTION_CLOSED = "transaction_closed"
    COMPLAINT_ENDED = "complaint_ended"
    MISUSE = "misuse"
    INCIDENT = "incident"
    LEFT = "left"
    REVIEWED = "reviewed"
    NO_INSTRUMENT = "no_instrument"


BY_ITSELF = frozenset({Reason.TIME, Reason.ORDER_CLOSED, Reason.TRANSACTION_CLOSED, Reason.COMPLAINT_ENDED})
"""Ends that were agreed from the start; every other one is a revocation."""


def end(*, release: Release, reason: Reason, by: User, at: datetime, why: str = "") -> None:
    """Ends one access, inside the caller's transaction; a release that has ended already stays as it is.

    ``why`` are words for the file.
    """
    OpeningCode.objects.standing().filter(release=release).update(voided_at=at)
    status = Release.Status.EXPIRED if reason in BY_ITSELF else Release.Status.REVOKED
    if not Release.objects.open().filter(pk=release.pk).update(status=status, ended_at=at, end_reason=reason):
        return
    Grant.objects.filter(release=release, closed_at__isnull=True).update(closed_at=at)
    case = release.case
    Case.objects.take(case, move=MoveName.END, to=Status.CLOSED, closed_at=at)
    event = Event.RELEASE_ENDED if reason in BY_ITSELF else Event.RELEASE_REVOKED
    proofs = {"why": why} if why else None
    if case.engagement_id is not None:
        attestations.owe(release=release, at=at)
    chain = ledger.chain_of(case)
    ledger.append(event, chain=chain, by=by, at=at, release=str(release.pk), reason=reason, proofs=proofs)
    notices.tell_requester(Kind.CLOSED, case=case, at=at)
    outbox.put(Topic.RELEASE_SHRED, key=f"shred:{release.pk}", at=at, release_id=release.pk)


@transaction.atomic(durable=True)
def revoke(*, case: Case, by: User, at: datetime, reason: str) -> None:
    """Any one of the legal staff ends an access at once, with a reason for the file."""
    policies.require(Permission.REVOKE, by=by, case=case, at=at)
    release = Release.objects.open().select_related("case").filter(case=case).first()
    if release is None:
        raise MoveNotAllowed(_("There is no open access to revoke."))
    if not reason.strip():
        raise DeskError(_("Say why access is revoked."), fields=("reason",))
    end(release=release, reason=Reason.REVOKED, by=by, at=at, why=reason)


def end_by_time(claim: outbox.Claim, at: datetime) -> None:
    """The timer of a grant: marks what the clock has ended already."""
    with transaction.atomic(durable=True):
        release = Release.objects.open().select_related("case", "grant").filter(pk=str(claim.ids["release_id"])).first()
        if release and release.grant.until and release.grant.until <= at:
            end(release=release, reason=Reason.TIME, by=User.objects.system(), at=at)
        outbox.finish(claim, at=at)


def until(case: Case, *, consents: Collection[Consent], at: datetime) -> datetime | None:
    """The earliest end that the basis names for a release made at ``at``; ``None`` when only an event ends it."""
    rules = case.rules.ends
    ends = [consent.until for consent in consents]
    if rules.days is not None:
        fixed = isodate.parse_duration(str(case.particulars["ends"])) if _is_fixed(case) else timedelta(days=rules.days)
        ends.append(at + min(fixed, timedelta(days=rules.days)))
    if rules.with_order and case.engagement and case.engagement.ends_at:
        ends.append(case.engagement.ends_at)
    if rules.days_after_complaint is not None and case.complaint and case.complaint.closed_at:
        ends.append(case.complaint.closed_at + timedelta(days=rules.days_after_complaint))
    return min(ends, default=None)


def _is_fixed(case: Case) -> bool:
    return case.rules.ends.as_fixed and bool(case.particulars.get("ends"))


def shorten(*, release: Release, until: datetime, at: datetime) -> None:
    """Sets an earlier end, inside the caller's transaction; no end ever moves out."""
    sooner = Grant.objects.filter(release=release, closed_at__isnull=True).exclude(until__lte=until)
    if sooner.update(until=until):
        promise_end(release=release, until=until, at=at)


def promise_end(*, release: Release, until: datetime, at: datetime) -> None:
    """The timer that marks the end; the grant itself is compared with the clock at each request."""
    key = f"release_ends:{release.pk}:{until.timestamp():.0f}"
    outbox.put(Topic.RELEASE_ENDS, key=key, at=at, run_after=until, release_id=release.pk)
