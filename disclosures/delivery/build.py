"""Builds a release from an approval: collect, cut, seal, write, and commit once (SAFETY S3 to S6).

Everything before the last transaction may be repeated or lost: a package that was written and not committed has no key.
The last transaction takes the case by its edition, looks at everything again, and finishes the job only if its fence is
still its own.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.composed import Heard, listening
from disclosures import keyring, ledger, outbox, sources
from disclosures.actions import approvals, emergencies, endings, notices
from disclosures.actions.notices import Kind, Message
from disclosures.delivery import collecting, plan, vault
from disclosures.delivery.collecting import Draft
from disclosures.delivery.plan import Plan
from disclosures.delivery.snapshots import drawing
from disclosures.domain import lots, waits
from disclosures.domain.errors import MoveNotAllowed, SourceAway
from disclosures.domain.events import Event
from disclosures.domain.facts import Circumstance
from disclosures.domain.holds import Hold, HoldKind
from disclosures.domain.moves import MoveName, Outcome, Status
from disclosures.domain.topics import Topic
from disclosures.models import Case, Grant, Release, ReleaseConsent, SealedKey
from disclosures.models.additions import insert
from disclosures.policies import parties
from disclosures.queries import crossing, dossier, holding, records, situations, transfers

ONE_IN = 20
"""One release in twenty under a standing approval is drawn for review (P3b)."""


def build(claim: outbox.Claim, at: datetime) -> None:
    """Handler of ``release.build``: the case is released, or refused because nothing may leave, or signed again.

    While a source does not answer, the release is delayed: its tries count only when that lasts.
    """
    try:
        with sources.asking_once():
            _build(claim, at=at)
    except SourceAway as away:
        approved = Case.objects.filter(pk=claim.ids["case_id"], approved_at__gt=at - waits.SOURCE_AWAY)
        if not approved.exists():
            raise
        raise outbox.Later(at + outbox.rest_after(attempt=claim.fence), code=away.code) from None


def _build(claim: outbox.Claim, *, at: datetime) -> None:
    with listening() as heard:
        case = dossier.read(case_id=int(claim.ids["case_id"]))
        found = plan.make(case, at=at) if case.status == Status.APPROVED else None
    if found is None:
        _finish(claim, at=at)
        return
    if found.lapsed or not found.is_signed or not found.leaves_something or found.owes_window:
        _release_nothing(claim, case, found, at=at)
        return
    draft = collecting.collect(case, found, at=at)
    if draft is None:
        _refuse(claim, case, MoveName.RELEASE_NOTHING, Outcome.NOTHING_TO_RELEASE, at=at)
        return
    try:
        _commit(claim, case, found, draft, heard=heard, at=at)
    except (outbox.Later, outbox.LostLease):
        vault.remove(draft.name)  # after any other error the commit may have happened; orphans are swept by age
        raise


def _finish(claim: outbox.Claim, *, at: datetime) -> None:
    with transaction.atomic(durable=True):
        outbox.finish(claim, at=at)


def _release_nothing(claim: outbox.Claim, case: Case, found: Plan, *, at: datetime) -> None:
    if found.lapsed:
        _refuse(claim, case, MoveName.FACT_LAPSES, Outcome.FACT_LAPSED, at=at, fact=found.lapsed)
    elif not found.is_signed:
        _sign_again(claim, case, at=at)
    elif found.leaves_something:
        _open_window(claim, found, at=at)
    else:
        _refuse(claim, case, MoveName.RELEASE_NOTHING, Outcome.NOTHING_TO_RELEASE, at=at)


def _refuse(claim: outbox.Claim, case: Case, move: MoveName, outcome: Outcome, *, at: datetime, fact: str = "") -> None:
    with transaction.atomic(durable=True):
        _take(case, move=move, to=Status.REFUSED, at=at, outcome=outcome, decided_at=at, refused_in=Status.APPROVED)
        ledger.append(Event.CASE_REFUSED, chain=ledger.chain_of(case), by=ledger.SYSTEM, at=at, code=outcome, fact=fact)
        notices.tell_requester(Kind.DECIDED, case=case, at=at)
        outbox.finish(claim, at=at)


def _open_window(claim: outbox.Claim, found: Plan, *, at: datetime) -> None:
    """A hold ended before the release: the member is told before after all, and may object."""
    with transaction.atomic(durable=True):
        try:
            approvals.open_window(found.seen, by=ledger.SYSTEM, at=at)
        except MoveNotAllowed:
            raise outbox.Later(at) from None
        outbox.finish(claim, at=at)


def _sign_again(claim: outbox.Claim, case: Case, *, at: datetime) -> None:
    with transaction.atomic(durable=True):
        _take(
            case,
            move=MoveName.SIGN_AGAIN,
            to=Status.REVIEW,
            at=at,
            approved_at=None,
            window_ends_at=None,
            signed_scope=None,
        )
        ledger.append(Event.BACK_TO_REVIEW, chain=ledger.chain_of(case), by=ledger.SYSTEM, at=at)
        approvals.void_signatures(case=case, by=ledger.SYSTEM, at=at)
        approvals.advance(seen=situations.picture(case, at=at), by=ledger.SYSTEM, at=at)
        outbox.finish(claim, at=at)


def _take(case: Case, *, move: MoveName, to: Status, at: datetime, **changes: Any) -> None:
    """Takes the case, or comes again at once when somebody changed it meanwhile."""
    try:
        Case.objects.take(case, move=move, to=to, **changes)
    except MoveNotAllowed:
        raise outbox.Later(at) from None


def _commit(claim: outbox.Claim, case: Case, found: Plan, draft: Draft, *, heard: Heard, at: datetime) -> None:
    """The last transaction: checks again, writes the release once, promises what follows, finishes the job."""
    hold = _hold(found, at=at)
    hidden_until = hold.until if hold else None
    with transaction.atomic(durable=True):
        if heard.is_all and not heard.is_still_so():
            raise outbox.Later(at)
        _take(
            case,
            move=MoveName.RELEASE,
            to=Status.RELEASED,
            at=at,
            outcome=draft.outcome,
            decided_at=at,
            **(hold.columns if hold else {}),
        )
        if not heard.is_all and _is_otherwise(plan.make(dossier.read_again(case), at=at), found):
            raise outbox.Later(at)
        release = _write(case, found, draft, hidden_until=hidden_until, at=at)
        if Circumstance.EMERGENCY in found.seen.circumstances:
            emergencies.begin(release, at=at)
        _tell(case, hidden_until=hidden_until, at=at)
        drawing.record(case, release=str(release.pk), at=at)
        drawn = _promise_review(case, release, at=at)
        ledger.append(
            Event.RELEASED,
            chain=ledger.chain_of(case),
            by=ledger.SYSTEM,
            at=at,
            release=str(release.pk),
            items=sorted(draft.leaving),
            sha256=release.sha256,
            went_from=release.countries_from.split(),
            went_to=release.country_to,
            transfer_ground=release.transfer_ground,
            drawn=drawn,
        )
        outbox.finish(claim, at=at)


def _promise_review(case: Case, release: Release, *, at: datetime) -> bool:
    """What only a standing approval has signed is drawn for a review, one in twenty (P3b)."""
    if not case.rules.draws_for_review or case.route or not is_drawn(case):
        return False
    outbox.put(Topic.REVIEW_DRAWN, key=f"{Topic.REVIEW_DRAWN}:{release.pk}", at=at, release_id=release.pk)
    return True


def is_drawn(case: Case) -> bool:
    """Whether the lot falls on this round of the case: the same at every attempt (decision 0060)."""
    return lots.is_drawn(
        ticket=f"{case.reference}:{case.version}", one_in=ONE_IN, key=keyring.derived(purpose="drawn reviews")
    )


def _is_otherwise(again: Plan, found: Plan) -> bool:
    return bool(again.lapsed) or not again.is_signed or again.bounds != found.bounds


def _hold(found: Plan, *, at: datetime) -> Hold | None:
    """What hides the release from its subject; a hold that is over stays in the file and hides nothing."""
    case = found.seen.case
    if Circumstance.EMERGENCY in found.seen.circumstances:
        return holding.of_emergency(case, released_at=at)
    if case.hold_until is None or case.hold_until <= at:
        return None
    return Hold(HoldKind(case.hold_kind), case.hold_paper, case.hold_by, case.hold_until)


def _write(case: Case, found: Plan, draft: Draft, *, hidden_until: datetime | None, at: datetime) -> Release:
    release = Release(
        id=draft.release_id,
        case=case,
        version=case.version,
        manifest=draft.manifest,
        package=draft.name,
        sha256=hashlib.sha256(draft.sealed.ciphertext).hexdigest(),
        **_transfer(case, draft),
        released_at=at,
        hidden_until=hidden_until,
    )
    used = _consents(case, found, draft, at=at) if case.rules.ends.with_consent else []
    until = endings.until(case, consents=used, at=at)
    insert(release)
    insert(SealedKey(release=release, wrapped_key=draft.sealed.wrapped_key, wrapped_by=draft.sealed.wrapped_by))
    if used:
        insert(*(ReleaseConsent(release=release, consent=consent) for consent in used))
    insert(Grant(release=release, opens_at=at, until=until))
    if until is not None:
        endings.promise_end(release=release, until=until, at=at)
    return release


def _transfer(case: Case, draft: Draft) -> dict[str, str]:
    """From where to where, and on which papers what crossed a border did so (P4)."""
    stored_in = sorted(transfers.went_from(draft.manifest))
    to = crossing.destination(case)
    assert to is not None  # without a recipient nothing leaves
    way = {"countries_from": " ".join(stored_in), "country_to": to.country(stored_in=stored_in)}
    if any(to.crosses(stored_in=country) for country in stored_in):
        way |= {"transfer_ground": case.transfer_ground, "approval_number": case.approval_number}
    return way


def _consents(case: Case, found: Plan, draft: Draft, *, at: datetime) -> list[Any]:
    subject = found.seen.views[0].subject
    return list(records.consents_for(case, subject, at=at).filter(items__item__in=draft.leaving).distinct())


def _tell(case: Case, *, hidden_until: datetime | None, at: datetime) -> None:
    people = notices.through_whom(case)
    messages = [Message(Kind.RELEASED_TO_RECIPIENT, to) for to in people]
    # Who filed is mostly one of them, whose roles are known by now.
    asked = notices.who_asked(case)
    messages += [Message(Kind.DECIDED, next((to for to in people if to == asker), asker)) for asker in asked]
    notice = case.rules.notice
    if notice.at_release or (notice.opens_window and case.window_ends_at is None):
        subjects = parties.subjects_of(case)
        messages += [Message(Kind.RELEASED_ABOUT_YOU, subject, due_at=hidden_until) for subject in subjects]
    notices.tell_all(messages, case=case, at=at)


def show_failure(claim: outbox.Claim, at: datetime) -> None:
    """When the last attempt failed: the case is ``release_failed``, visible and retryable (DESIGN 5.7)."""
    with transaction.atomic(durable=True):
        case = Case.objects.get(pk=claim.ids["case_id"])
        if case.status == Status.APPROVED:
            Case.objects.take(case, move=MoveName.RELEASE_FAILS, to=Status.RELEASE_FAILED)
            ledger.append(Event.RELEASE_FAILED, chain=ledger.chain_of(case), by=ledger.SYSTEM, at=at)
        outbox.bury(claim, at=at)
