"""A release that went wrong: everything is ended at once, and a record opened for the breach notice (PIPL 57)."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from accounts.models import User
from disclosures import ledger, outbox, policies
from disclosures.actions import endings, notices, tokens
from disclosures.actions.notices import Kind, Message
from disclosures.domain import references, waits
from disclosures.domain.errors import DeskError, MoveNotAllowed
from disclosures.domain.events import Event
from disclosures.domain.instants import text
from disclosures.domain.topics import Topic
from disclosures.domain.words import _
from disclosures.models import Case, Grant, Incident, Release
from disclosures.policies import Permission, parties

PREFIX = "IN"
INCIDENT = Incident.Kind


@transaction.atomic(durable=True)
def report(*, case: Case, what: str, by: User, at: datetime, discovered_at: datetime | None = None) -> Incident:
    """What was released reached the wrong recipient: any one of the legal staff ends it all, in one transaction."""
    policies.require(Permission.REPORT_INCIDENT, by=by, case=case, at=at)
    release = Release.objects.select_related("case__engagement").filter(case=case).order_by("-version").first()
    if release is None:
        raise MoveNotAllowed(_("Nothing was released in this case."))
    discovered_at = discovered_at or at
    if not what.strip():
        raise DeskError(_("Say what happened."), fields=("what",))
    if not release.released_at <= discovered_at <= at:
        raise DeskError(_("It was discovered after the release, and not later than now."), fields=("discovered_at",))
    return put(release=release, kind=INCIDENT.WRONG_RECIPIENT, what=what, discovered_at=discovered_at, by=by, at=at)


def put(
    *, release: Release, kind: Incident.Kind, what: str, discovered_at: datetime, by: User, at: datetime
) -> Incident:
    """Ends the release and all that opens it, and opens the record, inside the caller's transaction.

    Its subjects are told at once, or when the hold ends that stands. ``MoveNotAllowed`` if there is a record already.
    """
    case = release.case
    endings.end(release=release, reason=endings.Reason.INCIDENT, by=by, at=at)
    if case.engagement is not None:
        tokens.end_bound_to(engagement=case.engagement, by=by, at=at, reason="incident")
    held_until = case.hold_until if case.hold_until is not None and case.hold_until > at else None
    made = _write(
        Incident(
            reference=references.make(PREFIX),
            release=release,
            kind=kind,
            what=what,
            discovered_at=discovered_at,
            reported_at=at,
            reported_by=by,
            openings=Grant.objects.get(release=release).openings,
            held=held_until is not None,
            authority_due_at=discovered_at + waits.AUTHORITY,
        )
    )
    ledger.append(
        Event.INCIDENT_REPORTED,
        chain=ledger.chain_of(case),
        by=by,
        at=at,
        incident=made.reference,
        kind=kind,
        release=str(release.pk),
        openings=made.openings,
        discovered_at=text(discovered_at),
        proofs={"what": what},
    )
    _tell(made, case, held_until=held_until, at=at)
    return made


def _write(incident: Incident) -> Incident:
    try:
        with transaction.atomic():
            incident.save(force_insert=True)
    except IntegrityError as twice:
        raise MoveNotAllowed(_("There is an incident of this release already.")) from twice
    return incident


def _tell(incident: Incident, case: Case, *, held_until: datetime | None, at: datetime) -> None:
    about = [Message(Kind.INCIDENT_ABOUT_YOU, subject, due_at=held_until) for subject in parties.subjects_of(case)]
    to = [Message(Kind.INCIDENT_TO_RECIPIENT, person) for person in notices.through_whom(case)]
    notices.tell_all([*about, *to], case=case, at=at)
    notices.tell_officers(Kind.INCIDENT_OPENED, record=incident, besides=case, at=at)
    run_after = incident.authority_due_at - waits.AUTHORITY_REMINDED_BEFORE
    outbox.put(
        Topic.INCIDENT_CHASED,
        key=f"incident_chased:{incident.pk}",
        at=at,
        run_after=run_after,
        incident_id=incident.pk,
    )


def chase(claim: outbox.Claim, at: datetime) -> None:
    """A day before the 72 hours are over, the privacy officers are told once more that the authority is not."""
    with transaction.atomic(durable=True):
        found = Incident.objects.unsettled().select_related("release__case").filter(pk=claim.ids["incident_id"]).first()
        if found is not None:
            notices.tell_officers(Kind.INCIDENT_DUE, record=found, besides=found.release.case, at=at)
        outbox.finish(claim, at=at)


@transaction.atomic(durable=True)
def tell_authority(*, incident: Incident, authority: str, receipt: str, by: User, at: datetime) -> None:
    """A privacy officer has told an authority, and keeps which one and its receipt."""
    policies.require_incident_officer(by=by, incident=incident)
    if not authority.strip():
        raise DeskError(_("Name the authority that was told."), fields=("authority",))
    _settle(incident, by=by, at=at, authority=authority, authority_receipt=receipt)
    _record(Event.INCIDENT_AUTHORITY_TOLD, incident, by=by, at=at, authority=authority, receipt=receipt)


@transaction.atomic(durable=True)
def spare_authority(*, incident: Incident, reason: str, by: User, at: datetime) -> None:
    """A privacy officer finds that no authority need be told, with a reason: nothing was opened, for instance."""
    policies.require_incident_officer(by=by, incident=incident)
    if not reason.strip():
        raise DeskError(_("Say why no authority need be told."), fields=("reason",))
    _settle(incident, by=by, at=at, authority_spared=reason)
    _record(Event.INCIDENT_AUTHORITY_SPARED, incident, by=by, at=at, reason=reason)


def _settle(incident: Incident, *, by: User, at: datetime, **said: str) -> None:
    unsettled = Incident.objects.unsettled().filter(pk=incident.pk)
    if not unsettled.update(authority_settled_at=at, authority_settled_by=by, **said):
        raise MoveNotAllowed(_("What the authority is told was settled already."))


@transaction.atomic(durable=True)
def close(*, incident: Incident, reason: str, by: User, at: datetime) -> None:
    """A privacy officer closes the record, with a reason, once it is settled what the authority is told."""
    policies.require_incident_officer(by=by, incident=incident)
    if not reason.strip():
        raise DeskError(_("Say why the incident is closed."), fields=("reason",))
    settled = Incident.objects.unclosed().filter(pk=incident.pk, authority_settled_at__isnull=False)
    if not settled.update(closed_at=at, closed_by=by, closing=reason):
        raise MoveNotAllowed(_("It is closed already, or it is not settled yet what the authority is told."))
    _record(Event.INCIDENT_CLOSED, incident, by=by, at=at, reason=reason)


def _record(event: Event, incident: Incident, *, by: User, at: datetime, **proofs: str) -> None:
    """On the chain of its case; words are commitments."""
    chain = ledger.chain_of(incident.release.case)
    said = {name: word for name, word in proofs.items() if word}
    ledger.append(event, chain=chain, by=by, at=at, incident=incident.reference, proofs=said)
