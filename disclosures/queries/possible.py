"""What a person can do to a case now: the table of moves met with the table of permissions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from accounts.models import User
from disclosures.domain.errors import DeskError
from disclosures.domain.moves import DECIDED_WITHOUT_APPEAL, MOVES, TELLING_AHEAD, WORKED_ON, MoveName, Status
from disclosures.domain.roles import LEGAL_STAFF, Role
from disclosures.domain.route import StepName, roles_wanted, route
from disclosures.domain.threads import MOST_RELAYS
from disclosures.models import Case, DrawnReview, EmergencyFollowUp, FormalInstrument, Incident
from disclosures.models.emergency_follow_up import EmergencyFollowUpQuerySet
from disclosures.models.formal_instrument import FormalInstrumentQuerySet
from disclosures.policies import Permission, can_act, is_free, parties, require_signer, visibility
from disclosures.queries.situations import Picture

EDITABLE = frozenset({Status.DRAFT, Status.RETURNED})
RELEASED = frozenset({Status.RELEASED, Status.CLOSED})
FILED = frozenset(Status) - {Status.DRAFT}


@dataclass(frozen=True, slots=True)
class Act:
    """A verb of the interfaces, the move it starts and the permission it needs."""

    verb: str
    permission: Permission
    sources: frozenset[Status]


ACTS = (
    Act("edit", Permission.EDIT, EDITABLE),
    Act("submit", Permission.SUBMIT, MOVES[MoveName.SUBMIT].sources),
    Act("resubmit", Permission.RESUBMIT, MOVES[MoveName.RESUBMIT].sources),
    Act("withdraw", Permission.WITHDRAW, MOVES[MoveName.WITHDRAW].sources),
    Act("appeal", Permission.APPEAL, MOVES[MoveName.APPEAL].sources),
    Act("relay", Permission.RELAY, MOVES[MoveName.ACCEPT].sources),
    Act("take", Permission.TAKE, WORKED_ON),
    Act("put_back", Permission.PUT_BACK, WORKED_ON),
    Act("hand_over", Permission.HAND_OVER, WORKED_ON),
    Act("check", Permission.CHECK, MOVES[MoveName.ACCEPT].sources),
    Act("accept", Permission.ACCEPT, MOVES[MoveName.ACCEPT].sources),
    Act("return", Permission.RETURN, MOVES[MoveName.RETURN].sources),
    Act("refuse", Permission.REFUSE, MOVES[MoveName.REFUSE].sources),
    Act("narrow", Permission.NARROW, MOVES[MoveName.NARROW].sources),
    Act("hold", Permission.HOLD, TELLING_AHEAD),
    Act("end_hold", Permission.END_HOLD, TELLING_AHEAD),
    Act("answer", Permission.ANSWER, MOVES[MoveName.ANSWER_SOME].sources),
    Act("object", Permission.OBJECT, MOVES[MoveName.OBJECT].sources),
    Act("offer_channel", Permission.OFFER_CHANNEL, MOVES[MoveName.OFFER_CHANNEL].sources),
    Act("uphold_objection", Permission.UPHOLD_OBJECTION, MOVES[MoveName.UPHOLD_OBJECTION].sources),
    Act("overrule_objection", Permission.OVERRULE_OBJECTION, MOVES[MoveName.OVERRULE_OBJECTION].sources),
    Act("review_emergency", Permission.REVIEW_EMERGENCY, RELEASED),
    Act("present_instrument", Permission.PRESENT_INSTRUMENT, RELEASED),
    Act("decide_instrument", Permission.DECIDE_INSTRUMENT, RELEASED),
    Act("give_up_instrument", Permission.GIVE_UP_INSTRUMENT, RELEASED),
    Act("review_drawn", Permission.REVIEW_DRAWN, RELEASED),
    Act("retry", Permission.RETRY, MOVES[MoveName.RETRY].sources),
    Act("revoke", Permission.REVOKE, MOVES[MoveName.END].sources),
    Act("incident", Permission.REPORT_INCIDENT, RELEASED),
    Act("legal_hold", Permission.PLACE_LEGAL_HOLD, FILED),
    Act("lift_legal_hold", Permission.LIFT_LEGAL_HOLD, FILED),
)


def possible(case: Case, *, by: User, at: datetime) -> list[str]:
    """The verbs that ``by`` can use now, in the order of a case's life; signing is asked by ``due_step``."""
    if not can_act(by):
        return []
    return list(_possible(case, by, at))


def _possible(case: Case, by: User, at: datetime) -> Iterator[str]:
    for act in ACTS:
        # Who may is asked first: roles are in hand, and most acts are not for who asks.
        if case.status not in act.sources or not is_free(act.permission, by=by, case=case):
            continue
        if ALSO.get(act.permission, _always)(case, by, at):
            yield act.verb


def _always(case: Case, by: User, at: datetime) -> bool:
    return True


def _appealable(case: Case, by: User, at: datetime) -> bool:
    return case.outcome not in DECIDED_WITHOUT_APPEAL and case.erased_at is None


def _in_time(case: Case, by: User, at: datetime) -> bool:
    return case.waiting_until is not None and at < case.waiting_until


def _can_object(case: Case, by: User, at: datetime) -> bool:
    window = case.rules.notice.opens_window and case.window_ends_at is not None
    return window and not case.objections.undecided().filter(by=by).exists()


def _offers(case: Case, by: User, at: datetime) -> bool:
    return case.rules.offers_channels


def _objected(case: Case, by: User, at: datetime) -> bool:
    return case.objections.undecided().exists()


def _can_relay(case: Case, by: User, at: datetime) -> bool:
    return case.rules.relays_first and case.relays.count() < MOST_RELAYS and not case.relays.open().exists()


def _untold(case: Case, by: User, at: datetime) -> bool:
    return case.rules.notice.may_be_held and not any(
        visibility.was_told(subject, case, at=at) for subject in parties.subjects_of(case)
    )


def _held(case: Case, by: User, at: datetime) -> bool:
    return case.hold_until is not None and at < case.hold_until


def _kept(case: Case, by: User, at: datetime) -> bool:
    return case.legal_holds.standing().exists()


def _could_be_kept(case: Case, by: User, at: datetime) -> bool:
    return case.erased_at is None and not _kept(case, by, at)


def _drawn(case: Case, by: User, at: datetime) -> bool:
    reviews = DrawnReview.objects.waiting().filter(release__case=case)
    return reviews.filter(Q(reviewer__isnull=True) | Q(reviewer__person=by.person) | Q(due_at__lte=at)).exists()


def _without_incident(case: Case, by: User, at: datetime) -> bool:
    return not Incident.objects.filter(release__case=case).exists()


def _unreviewed(case: Case, by: User, at: datetime) -> bool:
    return EmergencyFollowUp.objects.unreviewed().filter(release__case=case).exists()


def _unpapered(case: Case, by: User, at: datetime) -> bool:
    return _unpapered_in(case).exists() and not _presented_in(case).exists()


def _to_decide(case: Case, by: User, at: datetime) -> bool:
    return _presented_in(case).exclude(presenter=by.person).exists()


def _late_paper(case: Case, by: User, at: datetime) -> bool:
    return _unpapered(case, by, at) and _unpapered_in(case).filter(instrument_due_at__lte=at).exists()


def _unpapered_in(case: Case) -> EmergencyFollowUpQuerySet:
    return EmergencyFollowUp.objects.unpapered().filter(release__case=case)


def _presented_in(case: Case) -> FormalInstrumentQuerySet:
    return FormalInstrument.objects.undecided().filter(follow_up__release__case=case)


ALSO: Mapping[Permission, Callable[[Case, User, datetime], bool]] = {
    Permission.APPEAL: _appealable,
    Permission.ANSWER: _in_time,
    Permission.OBJECT: _can_object,
    Permission.OFFER_CHANNEL: _offers,
    Permission.RELAY: _can_relay,
    Permission.HOLD: _untold,
    Permission.REVIEW_DRAWN: _drawn,
    Permission.REVIEW_EMERGENCY: _unreviewed,
    Permission.PRESENT_INSTRUMENT: _unpapered,
    Permission.DECIDE_INSTRUMENT: _to_decide,
    Permission.GIVE_UP_INSTRUMENT: _late_paper,
    Permission.END_HOLD: _held,
    Permission.PLACE_LEGAL_HOLD: _could_be_kept,
    Permission.LIFT_LEGAL_HOLD: _kept,
    Permission.REPORT_INCIDENT: _without_incident,
    Permission.UPHOLD_OBJECTION: _objected,
    Permission.OVERRULE_OBJECTION: _objected,
}


@dataclass(frozen=True, slots=True)
class Due:
    """The signature that a case waits for, and whether this person may give it."""

    step: StepName
    signed_by: tuple[Role, ...]
    by_you: bool
    because: str


def due_step(seen: Picture, *, by: User, at: datetime) -> Due | None:
    """The next step of a case in review; ``because`` is the code that keeps ``by`` from signing it."""
    case = seen.case
    if case.status not in MOVES[MoveName.SIGN].sources:
        return None
    needed = route(case.rules.steps, circumstances=seen.circumstances)
    signed = [(row.step, row.role) for row in case.signatures.live().filter(version=case.version)]
    if len(signed) >= len(needed):
        return None
    step = needed[len(signed)]
    earlier = [Role(role) for name, role in signed if name == step]
    wanted = roles_wanted(step, earlier=earlier, circumstances=seen.circumstances)
    because = ""
    try:
        require_signer(by=by, case=case, step=step, wanted=wanted, at=at)
    except DeskError as refusal:
        because = refusal.code
    return Due(step, tuple(role for role in Role if role in wanted), by_you=not because, because=because)


def works_cases(by: User) -> bool:
    """True for those who see a case as the desk does: legal staff and auditors."""
    return bool(by.roles & {*LEGAL_STAFF, Role.AUDITOR})
