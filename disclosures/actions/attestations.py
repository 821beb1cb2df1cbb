"""Partners attest that what they received is deleted: owed with the end, chased, given, set aside when wrong (P3b)."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from accounts.models import User
from disclosures import ledger, outbox, policies
from disclosures.actions import notices
from disclosures.actions.notices import Kind
from disclosures.domain import clocks, references, waits
from disclosures.domain.clocks import Clock, ClockUnit
from disclosures.domain.errors import DeskError, MoveNotAllowed
from disclosures.domain.events import Event
from disclosures.domain.instants import text
from disclosures.domain.topics import Topic
from disclosures.domain.words import _
from disclosures.models import Attestation, AttestedRelease, Engagement, Release

PREFIX = "DA"


def owe(*, release: Release, at: datetime) -> None:
    """Makes the partner owe it for an access that just ended, inside the caller's transaction.

    What ends at one moment under one engagement is attested together; an end by a date is that date's, whenever marked.
    """
    engagement = release.case.engagement
    assert engagement is not None
    until = release.grant.until
    owed_at = until if until is not None and until <= at else at
    if not _take(engagement, owed_at):
        _make(engagement, owed_at=owed_at, at=at)
    owed = Attestation.objects.owed().get(engagement=engagement, owed_at=owed_at)
    AttestedRelease.objects.create(attestation=owed, release=release)


def _take(engagement: Engagement, owed_at: datetime) -> bool:
    """One more release for an attestation that is owed; one that was given meanwhile covers no more than it did."""
    owed = Attestation.objects.owed().filter(engagement=engagement, owed_at=owed_at)
    return bool(owed.update(covers=F("covers") + 1))


def _make(engagement: Engagement, *, owed_at: datetime, at: datetime) -> None:
    try:
        with transaction.atomic():
            made = _write(engagement, owed_at=owed_at, covers=1, at=at)
    except IntegrityError:  # another worker was first
        if not _take(engagement, owed_at):
            raise
        return
    _begin(made, at=at)


def _write(
    engagement: Engagement, *, owed_at: datetime, covers: int, at: datetime, instead_of: Attestation | None = None
) -> Attestation:
    due_at = clocks.deadline(
        Clock(waits.ATTESTATION_DAYS, ClockUnit.DESK_DAYS), [clocks.started(at=max(owed_at, at))]
    ).due_at
    assert due_at is not None
    return Attestation.objects.create(
        reference=references.make(PREFIX),
        engagement=engagement,
        owed_at=owed_at,
        due_at=due_at,
        covers=covers,
        instead_of=instead_of,
    )


def _begin(owed: Attestation, *, at: datetime) -> None:
    """Records it, tells the partner, and promises what follows if it is not given."""
    ledger.append(
        Event.ATTESTATION_OWED,
        chain=ledger.chain_of(owed.engagement),
        by=ledger.SYSTEM,
        at=at,
        attestation=owed.reference,
        due_at=text(owed.due_at),
    )
    notices.tell_partner(Kind.ATTESTATION_OWED, record=owed, partner=owed.engagement.partner, at=at)
    stages = (
        (Topic.ATTESTATION_REMINDS, owed.due_at - waits.ATTESTATION_REMINDED_BEFORE),
        (Topic.ATTESTATION_ESCALATES, owed.due_at + waits.ATTESTATION_ESCALATES),
        (Topic.ATTESTATION_LAPSES, owed.due_at + waits.ATTESTATION_LAPSES),
    )
    outbox.put_all(
        [outbox.Promise(topic, f"{topic}:{owed.pk}", {"attestation_id": owed.pk}, when) for topic, when in stages],
        at=at,
    )


def remind(claim: outbox.Claim, at: datetime) -> None:
    """Some days before it is due, the partner is told once more."""
    with transaction.atomic(durable=True):
        owed = _waiting(claim)
        if owed is not None:
            notices.tell_partner(Kind.ATTESTATION_REMINDS, record=owed, partner=owed.engagement.partner, at=at)
        outbox.finish(claim, at=at)


def escalate(claim: outbox.Claim, at: datetime) -> None:
    """Some days after it was due, the privacy officers are told, and the partner that they are."""
    with transaction.atomic(durable=True):
        owed = _waiting(claim)
        if owed is not None and owed.due_at <= at:
            notices.tell_partner(Kind.ATTESTATION_LATE, record=owed, partner=owed.engagement.partner, at=at)
            notices.tell_officers(Kind.ATTESTATION_ESCALATED, record=owed, at=at)
            _record(Event.ATTESTATION_ESCALATED, owed, by=ledger.SYSTEM, at=at)
        outbox.finish(claim, at=at)


def lapse(claim: outbox.Claim, at: datetime) -> None:
    """Nobody waits for ever: what was not given is on the engagement's record, and the privacy officers know."""
    with transaction.atomic(durable=True):
        owed = _waiting(claim)
        if owed is not None and owed.due_at < at:
            Attestation.objects.waiting().filter(pk=owed.pk).update(lapsed_at=at)
            notices.tell_officers(Kind.ATTESTATION_LAPSED, record=owed, at=at)
            _record(Event.ATTESTATION_LAPSED, owed, by=ledger.SYSTEM, at=at)
        outbox.finish(claim, at=at)


def _waiting(claim: outbox.Claim) -> Attestation | None:
    waiting = Attestation.objects.waiting().select_related("engagement__partner")
    return waiting.filter(pk=claim.ids["attestation_id"]).first()


@transaction.atomic(durable=True)
def attest(*, attestation: Attestation, words: str, by: User, at: datetime) -> None:
    """A person of the partner says by name that it is all deleted, and how; late is better than never."""
    policies.require_attester(by=by, attestation=attestation)
    _give(attestation, words=words, by=by, at=at)


@transaction.atomic(durable=True)
def enter(*, attestation: Attestation, words: str, paper: str, by: User, at: datetime) -> None:
    """A privacy officer enters what the partner wrote on paper: its people may be gone, or suspended."""
    policies.require_attestation_keeper(by=by, attestation=attestation)
    if not paper.strip():
        raise DeskError(_("Name the partner's letter."), fields=("paper",))
    _give(attestation, words=words, by=by, at=at, paper=paper)


def _give(attestation: Attestation, *, words: str, by: User, at: datetime, paper: str = "") -> None:
    if not words.strip():
        raise DeskError(_("Say what was deleted, and how."), fields=("words",))
    owed = Attestation.objects.owed().filter(pk=attestation.pk)
    if not owed.update(attested_at=at, attested_by=by, words=words, paper=paper):
        raise MoveNotAllowed(_("This was attested already."))
    _record(Event.DELETION_ATTESTED, attestation, by=by, at=at, words=words, paper=paper)


@transaction.atomic(durable=True)
def set_aside(*, attestation: Attestation, reason: str, by: User, at: datetime) -> Attestation:
    """What was attested proved wrong: it is owed anew, with all its days."""
    policies.require_attestation_keeper(by=by, attestation=attestation)
    if not reason.strip():
        raise DeskError(_("Say what is wrong with it."), fields=("reason",))
    standing = Attestation.objects.standing().filter(pk=attestation.pk)
    if not standing.update(set_aside_at=at, set_aside_by=by, set_aside_because=reason):
        raise MoveNotAllowed(_("Nothing was attested that stands."))
    anew = _write(attestation.engagement, owed_at=at, covers=attestation.covers, at=at, instead_of=attestation)
    AttestedRelease.objects.bulk_create(
        AttestedRelease(attestation=anew, release_id=release_id)
        for release_id in attestation.releases.values_list("release_id", flat=True)
    )
    _record(Event.ATTESTATION_SET_ASIDE, attestation, by=by, at=at, reason=reason)
    _begin(anew, at=at)
    return anew


def _record(event: Event, attestation: Attestation, *, by: User, at: datetime, **proofs: str) -> None:
    said = {name: word for name, word in proofs.items() if word}
    chain = ledger.chain_of(attestation.engagement)
    ledger.append(event, chain=chain, by=by, at=at, attestation=attestation.reference, proofs=said)
