"""What follows an emergency's release: a full review by who did not sign it, and people told again of what they owe."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from accounts.models import Organisation, User
from disclosures import ledger, outbox, policies
from disclosures.actions import holds, incidents, notices
from disclosures.actions.notices import Kind, Message
from disclosures.domain.chases import CHASES, Chased
from disclosures.domain.errors import DeskError, MoveNotAllowed
from disclosures.domain.events import Event
from disclosures.domain.holds import Hold, HoldKind
from disclosures.domain.instants import text
from disclosures.domain.route import StepName
from disclosures.domain.topics import Topic
from disclosures.domain.words import _
from disclosures.models import Case, EmergencyFollowUp, Incident, Release
from disclosures.models.additions import insert
from disclosures.policies import Permission
from disclosures.queries.dossier import signatures_of

Result = EmergencyFollowUp.Result
InstrumentEnd = EmergencyFollowUp.InstrumentEnd
HOUR = timedelta(hours=1)


def begin(release: Release, *, at: datetime) -> None:
    """Writes what an emergency's release owes and promises the chasing of it, inside the caller's transaction.

    The emergency is signed by two (P3c); a further signature that a route asks for does not change who they are.
    """
    case = release.case
    owed = case.rules.after_emergency
    assert owed is not None
    first, second = (one.person for one in signatures_of(case) if one.step == StepName.EMERGENCY)
    follow_up = EmergencyFollowUp(
        release=release,
        filer=case.filed_by.person,
        first_signer=first,
        second_signer=second,
        released_at=at,
        review_due_at=at + timedelta(hours=owed.review_hours),
        hold_latest_at=at + timedelta(days=owed.hold_days),
        instrument_due_at=at + timedelta(days=owed.instrument_days),
    )
    insert(follow_up)
    outbox.put_all(_chases(release, at=at), at=at)


def _chases(release: Release, *, at: datetime) -> Iterator[outbox.Promise]:
    for what, times in CHASES.items():
        for after in times:
            hours = after // HOUR
            yield outbox.Promise(
                Topic.EMERGENCY_CHASED,
                f"chased:{release.pk}:{what}:{hours}",
                {"release_id": release.pk, "what": what, "hours": hours},
                at + after,
            )


def chase(claim: outbox.Claim, at: datetime) -> None:
    """Handler of ``case.emergency_chased``: tells those who owe it, unless it is there by now."""
    related = ("release__case__filed_by", "release__case__recipient_user", "release__case__recipient_organisation")
    follow_up = EmergencyFollowUp.objects.select_related(*related).get(pk=UUID(str(claim.ids["release_id"])))
    with transaction.atomic(durable=True):
        CHASERS[Chased(str(claim.ids["what"]))](follow_up, int(claim.ids["hours"]), at)
        outbox.finish(claim, at=at)


def _chase_review(follow_up: EmergencyFollowUp, hours: int, at: datetime) -> None:
    if follow_up.reviewed_at is None:
        _tell_free(Kind.EMERGENCY_REVIEW, Permission.REVIEW_EMERGENCY, follow_up.release.case, hours, at=at)


def _chase_instrument(follow_up: EmergencyFollowUp, hours: int, at: datetime) -> None:
    if follow_up.instrument_ended_at is not None:
        return
    case, is_late = follow_up.release.case, follow_up.instrument_due_at <= at
    presented = follow_up.instruments.undecided().exists()
    if not presented:
        kind = Kind.INSTRUMENT_LATE if is_late else Kind.INSTRUMENT_DUE
        _tell(kind, case, [*notices.who_asked(case), *notices.through_whom(case)], hours, at=at)
    if is_late:
        _tell_free(Kind.INSTRUMENT_LATE, Permission.GIVE_UP_INSTRUMENT, case, hours, at=at)
        _record_lateness(follow_up, hours, at=at)


def _record_lateness(follow_up: EmergencyFollowUp, hours: int, *, at: datetime) -> None:
    """Once, with the first time that it was chased as late."""
    case, due_after = follow_up.release.case, follow_up.instrument_due_at - follow_up.released_at
    if hours * HOUR == due_after:
        ledger.append(
            Event.INSTRUMENT_LATE,
            chain=ledger.chain_of(case),
            by=ledger.SYSTEM,
            at=at,
            release=str(follow_up.pk),
        )


CHASERS: Mapping[Chased, Callable[[EmergencyFollowUp, int, datetime], None]] = {
    Chased.REVIEW: _chase_review,
    Chased.INSTRUMENT: _chase_instrument,
}


def _tell_free(kind: Kind, permission: Permission, case: Case, hours: int, *, at: datetime) -> None:
    _tell(kind, case, policies.who_is_free(permission, case=case), hours, at=at)


def _tell(kind: Kind, case: Case, people: Iterable[User | Organisation], hours: int, *, at: datetime) -> None:
    told = [Message(kind, to, occasion=str(hours)) for to in dict.fromkeys(people)]
    notices.tell_all(told, case=case, at=at)


@transaction.atomic(durable=True)
def review(*, case: Case, result: Result, words: str, hold_until: datetime, by: User, at: datetime) -> None:
    """A full review by counsel or a privacy officer who did not sign: confirms, or revokes.

    It sets when the member's hold ends; a date that is past by now ends it now. Revoking opens an incident.
    """
    policies.require(Permission.REVIEW_EMERGENCY, by=by, case=case, at=at)
    waiting = EmergencyFollowUp.objects.unreviewed().filter(release__case=case)
    follow_up = waiting.select_related("release").first()
    if follow_up is None:
        raise MoveNotAllowed(_("No review of an emergency waits in this case."))
    if not words.strip():
        raise DeskError(_("Say what the review found."), fields=("reason",))
    if hold_until > follow_up.hold_latest_at:
        raise DeskError(
            _("After an emergency the member is told 30 days after the release at the latest."), fields=("hold_until",)
        )
    until = min(max(hold_until, at), follow_up.hold_latest_at)
    if not waiting.filter(pk=follow_up.pk).update(
        result=result, words=words, hold_until=until, reviewed_at=at, reviewed_by=by, reviewer=by.person
    ):
        raise MoveNotAllowed(_("No review of an emergency waits in this case."))
    ledger.append(
        Event.EMERGENCY_REVIEWED,
        chain=ledger.chain_of(case),
        by=by,
        at=at,
        release=str(follow_up.pk),
        result=result,
        hold_until=text(until),
        proofs={"words": words},
    )
    if case.hold_kind == HoldKind.EMERGENCY and case.hold_until is not None and case.hold_until > at:
        holds.put(case=case, hold=Hold(HoldKind.EMERGENCY, case.hold_paper, case.hold_by, until), by=by, at=at)
    if result is Result.REVOKED:
        _revoke(follow_up, case=case, words=words, by=by, at=at)


def _revoke(follow_up: EmergencyFollowUp, *, case: Case, words: str, by: User, at: datetime) -> None:
    """What was no emergency is a breach, and no paper's affair any more: an incident ends the access."""
    release = follow_up.release
    release.case = case
    if not Incident.objects.filter(release=release).exists():
        kind = Incident.Kind.EMERGENCY_REFUTED
        incidents.put(release=release, kind=kind, what=words, discovered_at=at, by=by, at=at)
    end_instrument(follow_up, end=InstrumentEnd.REVOKED, by=by, at=at)


def end_instrument(
    follow_up: EmergencyFollowUp, *, end: InstrumentEnd, by: User, at: datetime, words: str = ""
) -> None:
    """Nobody waits for a paper any more, inside the caller's transaction; ``MoveNotAllowed`` where nobody did."""
    waiting = EmergencyFollowUp.objects.unpapered().filter(pk=follow_up.pk)
    ended = waiting.update(instrument_end=end, instrument_words=words, instrument_ended_at=at, instrument_ended_by=by)
    if not ended and end is not InstrumentEnd.REVOKED:
        raise MoveNotAllowed(_("No formal instrument is waited for in this case."))
