"""Promises messages to people; ``mailing`` sends them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from accounts.models import Organisation, PolicyVersion, User
from disclosures import outbox
from disclosures.domain.roles import STAFF, Role
from disclosures.domain.topics import Topic
from disclosures.models import Attestation, Case, Complaint, Finding, Incident, MisuseReport, Notice, Preservation
from disclosures.models.additions import insert
from disclosures.policies import parties

Kind = Notice.Kind
Record = Attestation | Complaint | Finding | Incident | MisuseReport | PolicyVersion | Preservation
"""What a notice can be about besides a case: it has a reference."""
UNTOLD = frozenset({*STAFF, Role.SERVICE})
"""Staff see it in the desk, a machine in the API's answer."""

TOLD_TO_STAFF = frozenset({Kind.EMERGENCY_REVIEW, Kind.INSTRUMENT_LATE, Kind.OBJECTION_LATE})
"""What cannot wait until somebody looks."""

EACH_TIME = frozenset(
    {Kind.CONSENT_ASKED, Kind.ABOUT_TO_RELEASE, Kind.RETURNED, Kind.RETURN_ENDS, Kind.OBJECTION_DECIDED}
)
"""Can happen again in one round, each time about another scope: whoever was told of the first is told of the second."""


@dataclass(frozen=True, slots=True)
class Message:
    """One notice of a kind to one addressee, at ``due_at`` or now; again in the same round on another ``occasion``."""

    kind: Notice.Kind
    to: User | Organisation
    due_at: datetime | None = None
    occasion: str = ""


def tell_all(messages: Iterable[Message], *, case: Case, at: datetime) -> None:
    """Promises notices about a case, each once per case version and addressee, or for each time it happens."""
    _promise(
        [
            _notice(
                Notice(kind=message.kind, case=case, due_at=message.due_at or at),
                to=message.to,
                reason=_reason(message, case),
            )
            for message in messages
            if message.kind in TOLD_TO_STAFF or _is_told(message.to)
        ],
        at=at,
    )


def _reason(message: Message, case: Case) -> str:
    round_ = f"{case.pk}:{case.version}"
    if message.occasion:
        return f"{round_}:{message.occasion}"
    return f"{round_}:{case.edition}" if message.kind in EACH_TIME else round_


def tell(kind: Kind, *, case: Case, to: User | Organisation, at: datetime, occasion: str = "") -> None:
    """Promises one notice about a case, or of one thing in it that may happen many times."""
    tell_all([Message(kind, to, occasion=occasion)], case=case, at=at)


def tell_of_record(kind: Kind, *, record: Record, to: User, at: datetime, occasion: str = "") -> None:
    """Promises one notice about such a record, once per addressee and occasion; it names the reference and no more."""
    if _is_told(to):
        _promise_of(kind, record, [to], at=at, occasion=occasion)


def tell_of_registration(to: User, *, reference: str, step: str, at: datetime) -> None:
    """Promises one notice of a step of somebody's registration, which has a reference and no record of its own."""
    if _is_told(to):
        notice = Notice(kind=Kind.REGISTRATION_DECIDED, reference=reference, due_at=at)
        _promise([_notice(notice, to=to, reason=step)], at=at)


def tell_partner(kind: Kind, *, record: Record, partner: Organisation, at: datetime) -> None:
    """Tells a partner through its people, or at its registered address."""
    _promise_of(kind, record, _people_of(partner), at=at)


def tell_officers(kind: Kind, *, record: Record, at: datetime, besides: Case | None = None) -> None:
    """Mails the privacy officers what must not wait until one of them looks; none who is a party to the case."""
    _promise_of(kind, record, parties.officers_besides(besides), at=at)


def _promise_of(
    kind: Kind, record: Record, to: Iterable[User | Organisation], *, at: datetime, occasion: str = ""
) -> None:
    reason = f"{type(record).__name__.lower()}:{record.pk}{occasion and f':{occasion}'}"
    _promise(
        [_notice(Notice(kind=kind, reference=record.reference, due_at=at), to=one, reason=reason) for one in to], at=at
    )


def _is_told(to: User | Organisation) -> bool:
    return isinstance(to, Organisation) or not to.roles & UNTOLD


def _notice(notice: Notice, *, to: User | Organisation, reason: str) -> Notice:
    addressee = "user" if isinstance(to, User) else "organisation"
    setattr(notice, f"to_{addressee}", to)
    notice.key = f"{notice.kind}:{reason}:{addressee}:{to.pk}"
    return notice


def _promise(notices: Sequence[Notice], *, at: datetime) -> None:
    if not notices:
        return
    # A second promise of one notice meets both keys and changes nothing.
    insert(*notices, unless="key")
    outbox.put_all(
        [
            outbox.Promise(
                Topic.NOTICE_SEND,
                key=f"notice:{notice.key}",
                ids={"notice_id": notice.pk},
                run_after=notice.due_at,
            )
            for notice in notices
        ],
        at=at,
    )


def promise_again(notice: Notice, *, at: datetime) -> Notice:
    """Promises the same notice to the same addressee once more, inside the caller's transaction."""
    again = Notice(
        kind=notice.kind,
        case=notice.case,
        to_user=notice.to_user,
        to_organisation=notice.to_organisation,
        reference=notice.reference,
        key=f"again:{notice.pk}",
        due_at=at,
        instead_of=notice,
    )
    _promise([again], at=at)
    return again


def defer(*, case: Case, until: datetime, at: datetime) -> None:
    """Moves what subjects of a case are still to be told to another date, inside the caller's transaction."""
    subjects = [subject.pk for subject in parties.subjects_of(case)]
    kept = Notice.objects.filter(case=case, sent_at__isnull=True, due_at__gt=at, to_user__in=subjects)
    keys = [f"notice:{key}" for key in kept.values_list("key", flat=True)]
    kept.update(due_at=until)
    outbox.move(keys=keys, run_after=until, at=at)


def tell_requester(kind: Kind, *, case: Case, at: datetime) -> None:
    """Tells who asked."""
    tell_all([Message(kind, to) for to in who_asked(case)], case=case, at=at)


def tell_subjects(kind: Kind, *, case: Case, at: datetime) -> None:
    """Tells everybody the desk knows among those whose data is asked."""
    tell_all([Message(kind, subject) for subject in parties.subjects_of(case)], case=case, at=at)


def who_asked(case: Case) -> Sequence[User | Organisation]:
    """Who filed; where they have left the organisation they filed for, those who stayed."""
    if case.requester_organisation_id in {None, case.filed_by.organisation_id}:
        return [case.filed_by]
    return _people_of(case.requester_organisation)


def through_whom(case: Case) -> Sequence[User | Organisation]:
    """Through whom the recipient is told: an organisation through its people, or at its registered address."""
    if case.recipient_user is not None:
        return [case.recipient_user]
    return _people_of(case.recipient_organisation)


def _people_of(organisation: Organisation | None) -> Sequence[User | Organisation]:
    if organisation is None:
        return []
    return parties.people_told_for(organisation.pk) or [organisation]
