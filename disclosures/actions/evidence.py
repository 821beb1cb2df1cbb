"""What becomes of files laid before the desk: added, judged by the scanner, let out of quarantine, destroyed."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet

from accounts.models import User
from disclosures import ledger, outbox, policies
from disclosures.domain.errors import MoveNotAllowed
from disclosures.domain.events import Event
from disclosures.domain.evidence.kinds import MOST_FILES, UNDECIDED, EvidenceState
from disclosures.domain.evidence.refusals import BoxFull
from disclosures.domain.evidence.sealed_file import SealedFile
from disclosures.domain.moves import Status
from disclosures.domain.roles import LEGAL_STAFF
from disclosures.domain.topics import Topic
from disclosures.domain.words import _
from disclosures.ledger.chains import Chain
from disclosures.models import (
    Case,
    Complaint,
    Evidence,
    EvidenceBox,
    EvidenceKey,
    Grievance,
    LegalHold,
    Right,
)
from disclosures.models.evidence import THINGS
from disclosures.policies.evidence import Thing

OVER = frozenset({Status.REFUSED, Status.WITHDRAWN, Status.CLOSED})
"""Of cases that take no more files; an appeal opens one again."""


@transaction.atomic(durable=True)
def add(*, thing: Thing, file: SealedFile, by: User, at: datetime) -> Evidence:
    """Lays a sealed file before the desk; ``BoxFull`` where it does not fit in, ``MoveNotAllowed`` where it is over."""
    policies.require_evidence_adder(by=by, thing=thing, at=at)
    _keep_draft(thing, at=at)
    require_open(thing, by=by, at=at)
    box = _box_with_room(thing, size=file.size)
    evidence = Evidence.objects.create(
        id=file.id,
        box=box,
        number=box.numbered,
        kind=file.kind,
        file_type=file.file_type,
        size=file.size,
        sha256=file.sha256,
        package=file.package,
        uploaded_by=by,
        organisation_id=_on_behalf_of(thing, by=by),
        uploaded_at=at,
    )
    EvidenceKey.objects.create(
        evidence=evidence,
        wrapped_key=file.wrapped_key,
        wrapped_by=file.wrapped_by,
        sealed_name=file.sealed_name,
    )
    ledger.append(
        Event.EVIDENCE_ADDED,
        chain=ledger.chain_of(thing),
        by=by,
        at=at,
        proofs={"sha256": file.sha256},
        evidence=str(file.id),
        kind=file.kind,
        type=file.file_type,
        size=file.size,
    )
    outbox.put(Topic.EVIDENCE_SCAN, key=f"{Topic.EVIDENCE_SCAN}:{file.id}", at=at, evidence_id=file.id)
    return evidence


def require_open(thing: Thing, *, by: User, at: datetime) -> None:
    """Raises ``MoveNotAllowed`` where nothing is added any more, inside the caller's transaction or before it."""
    if isinstance(thing, Case):
        fresh = Case.objects.get(pk=thing.pk)
        if fresh.status in OVER or (fresh.status == Status.DRAFT and by.pk != fresh.filed_by_id and _is_desk(by)):
            raise MoveNotAllowed
    elif isinstance(thing, Grievance) and not Grievance.objects.get(pk=thing.pk).is_open:
        raise MoveNotAllowed(_("This complaint is filed, or was thrown away."))
    elif isinstance(thing, Complaint) and not Complaint.objects.get(pk=thing.pk).is_open(at=at):
        raise MoveNotAllowed(_("The complaint is closed. What is new belongs to a new one."))


def _is_desk(by: User) -> bool:
    return bool(by.roles & LEGAL_STAFF)


def _on_behalf_of(thing: Thing, *, by: User) -> int | None:
    """The organisation whose people share the file: that of a case's requesters."""
    if isinstance(thing, Case) and by.organisation_id == thing.requester_organisation_id:
        return by.organisation_id
    return None


def _box_with_room(thing: Thing, *, size: int) -> EvidenceBox:
    """The thing's box, taken by counting the file in: of two at once both fit in, or one does not."""
    of: dict[str, Any] = {type(thing).__name__.lower(): thing}
    box, _new = EvidenceBox.objects.get_or_create(**of)
    room = EvidenceBox.objects.filter(
        pk=box.pk, files__lt=MOST_FILES, bytes__lte=settings.DESK_EVIDENCE_CASE_LIMIT - size
    )
    if not room.update(files=F("files") + 1, bytes=F("bytes") + size, numbered=F("numbered") + 1):
        raise BoxFull
    box.refresh_from_db()
    return box


def hold(evidence_id: UUID, *, at: datetime) -> None:
    """Puts a file that nobody scanned before the scanner after all, inside the caller's transaction."""
    if Evidence.objects.filter(pk=evidence_id, state=EvidenceState.UNSCANNED).update(state=EvidenceState.HELD):
        key = f"{Topic.EVIDENCE_SCAN}:{evidence_id}:{int(at.timestamp())}"
        outbox.put(Topic.EVIDENCE_SCAN, key=key, at=at, evidence_id=evidence_id)


def settle(evidence: Evidence, *, to: EvidenceState, found: str = "", at: datetime) -> bool:
    """What the scanner says, or that there is none, inside the caller's transaction; false when it was settled."""
    held = Evidence.objects.filter(pk=evidence.pk, state=EvidenceState.HELD)
    scanned = {} if to is EvidenceState.UNSCANNED else {"scanned_at": at}
    if not held.update(state=to, finding_of_scan=found, **scanned):
        return False
    ledger.append(
        Event.EVIDENCE_SCANNED,
        chain=chain_of(evidence),
        by=ledger.SYSTEM,
        at=at,
        evidence=str(evidence.pk),
        state=to,
        code=found,
    )
    return True


@transaction.atomic(durable=True)
def clear(*, evidence: Evidence, by: User, at: datetime, reason: str) -> None:
    """Lets a file out of quarantine: one privacy officer who did not bring it, with a reason."""
    policies.require_evidence_decider(by=by, evidence=evidence, at=at)
    quarantined = Evidence.objects.filter(pk=evidence.pk, state=EvidenceState.QUARANTINED)
    if not quarantined.update(state=EvidenceState.CLEARED, decided_at=at, decided_by=by, decision=reason):
        raise MoveNotAllowed(_("The file is not in quarantine."))
    ledger.append(
        Event.EVIDENCE_CLEARED,
        chain=chain_of(evidence),
        by=by,
        at=at,
        proofs={"reason": reason},
        evidence=str(evidence.pk),
        code=evidence.finding_of_scan,
    )


@transaction.atomic(durable=True)
def discard(*, evidence: Evidence, by: User, at: datetime, reason: str) -> None:
    """Destroys a file that the scanner did not pass: one privacy officer who did not bring it, with a reason."""
    policies.require_evidence_decider(by=by, evidence=evidence, at=at)
    if LegalHold.objects.standing().filter(case__evidence_box=evidence.box_id).exists():
        raise MoveNotAllowed(_("A legal hold keeps what this case holds."))
    undecided = Evidence.objects.filter(pk=evidence.pk, state__in=UNDECIDED)
    if not undecided.update(
        state=EvidenceState.DESTROYED, destroyed_at=at, decided_at=at, decided_by=by, decision=reason
    ):
        raise MoveNotAllowed(_("Only a file that waits for the scanner, or is in quarantine, is destroyed singly."))
    EvidenceBox.objects.filter(pk=evidence.box_id).update(files=F("files") - 1, bytes=F("bytes") - evidence.size)
    ledger.append(
        Event.EVIDENCE_DESTROYED,
        chain=chain_of(evidence),
        by=by,
        at=at,
        proofs={"reason": reason},
        evidence=str(evidence.pk),
    )
    promise_shredding(evidence, at=at)


@transaction.atomic(durable=True)
def take_back(*, evidence: Evidence, by: User, at: datetime) -> None:
    """Who brought a file takes it back before what it belongs to is filed or proven; only its hash is kept."""
    policies.require_evidence_bringer(by=by, evidence=evidence, at=at)
    if not _is_unsent(thing_of(evidence), at=at):
        raise MoveNotAllowed(_("It is sent: the desk may have read it. Write to the desk if it must not be kept."))
    destroy_unsent(Evidence.objects.filter(pk=evidence.pk), by=by, at=at)


def destroy_unsent(
    files: QuerySet[Evidence], *, by: User, at: datetime, event: Event = Event.EVIDENCE_TAKEN_BACK
) -> None:
    """Destroys files that nobody at the desk was given, inside the caller's transaction."""
    for file in files.exclude(state=EvidenceState.DESTROYED).select_related(*(f"box__{name}" for name in THINGS)):
        kept = Evidence.objects.filter(pk=file.pk).exclude(state=EvidenceState.DESTROYED)
        if not kept.update(state=EvidenceState.DESTROYED, destroyed_at=at):
            continue
        EvidenceBox.objects.filter(pk=file.box_id).update(files=F("files") - 1, bytes=F("bytes") - file.size)
        ledger.append(event, chain=chain_of(file), by=by, at=at, evidence=str(file.pk))
        promise_shredding(file, at=at)


def _is_unsent(thing: Thing, *, at: datetime) -> bool:
    """Takes what is being written, so that of taking back and filing at once one sees what the other did."""
    if isinstance(thing, Right):
        return bool(Right.objects.unrelied_on().filter(pk=thing.pk).update(proof=F("proof")))
    return _keep_draft(thing, at=at)


def _keep_draft(thing: Thing, *, at: datetime) -> bool:
    """Takes a draft by writing down that it was changed now; False when it is filed, over, or was never one."""
    if isinstance(thing, Grievance):
        writing = Grievance.objects.filter(pk=thing.pk, complaint__isnull=True, dropped_at__isnull=True)
        return bool(writing.update(saved_at=at))
    return isinstance(thing, Case) and bool(Case.objects.filter(pk=thing.pk, status=Status.DRAFT).update(saved_at=at))


def promise_shredding(evidence: Evidence, *, at: datetime) -> None:
    """The key of a destroyed file goes, then the file, inside the caller's transaction."""
    outbox.put(Topic.EVIDENCE_SHRED, key=f"{Topic.EVIDENCE_SHRED}:{evidence.pk}", at=at, evidence_id=evidence.pk)


def chain_of(evidence: Evidence) -> Chain:
    """The chain of what the file belongs to."""
    return ledger.chain_of(thing_of(evidence))


def thing_of(evidence: Evidence) -> Thing:
    """What the file belongs to."""
    found: Thing = next(thing for name in THINGS if (thing := getattr(evidence.box, name)) is not None)
    return found
