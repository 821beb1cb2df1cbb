"""Engagements from draft to end: proposed, approved by two, ended; then the partner loses everything at once (P2a)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from accounts.models import Organisation, User
from disclosures import ledger, outbox, policies
from disclosures.actions import endings, tokens
from disclosures.domain.catalogue import CATALOGUE, ItemClass, ItemKey, is_sensitive
from disclosures.domain.errors import DeskError, MoveNotAllowed
from disclosures.domain.events import Event
from disclosures.domain.roles import OrganisationKind, Role
from disclosures.domain.topics import Topic
from disclosures.domain.words import Filled, _
from disclosures.models import Case, Engagement, EngagementSignature, Order, Release
from disclosures.policies.deciding import APPROVERS


class SensitiveRefused(DeskError):
    """An engagement that lists what no partner may have under a standing approval (P3b)."""

    code = "sensitive_refused"
    sentence = _("Sensitive items, and what the policy does not cover, are never part of an engagement. Take them out.")


@dataclass(frozen=True, slots=True)
class Terms:
    """What a contract says: which partner, which items at most, on which impact assessment, until when."""

    name: str
    partner: Organisation
    items: frozenset[ItemKey]
    assessment: str
    ends_at: datetime | None = None


@transaction.atomic(durable=True)
def propose(*, terms: Terms, by: User, at: datetime) -> Engagement:
    """A reviewer drafts it; nothing can be released under it before two others have signed."""
    policies.require_role(Role.REVIEWER, by=by)
    _require_whole(terms, at=at)
    try:
        with transaction.atomic():
            made = Engagement.objects.create(
                name=terms.name,
                partner=terms.partner,
                items=sorted(terms.items),
                assessment=terms.assessment,
                ends_at=terms.ends_at,
                proposed_by=by,
                proposed_at=at,
            )
    except IntegrityError as taken:
        raise DeskError(_("There is an engagement of this name already."), fields=("name",)) from taken
    ledger.append(
        Event.ENGAGEMENT_PROPOSED,
        chain=ledger.chain_of(made),
        by=by,
        at=at,
        partner=terms.partner.pk,
        items=sorted(terms.items),
    )
    return made


def _require_whole(terms: Terms, *, at: datetime) -> None:
    wrong = tuple(name for name in ("name", "assessment") if not getattr(terms, name).strip())
    if not terms.items:
        wrong += ("items",)
    if terms.partner.kind != OrganisationKind.PARTNER or not terms.partner.can_act:
        wrong += ("partner",)
    if terms.ends_at is not None and terms.ends_at <= at:
        wrong += ("ends_at",)
    if wrong:
        raise DeskError(Filled(_("Correct or fill in: %(fields)s."), fields=", ".join(wrong)), fields=wrong)
    if any(is_refused(item) for item in terms.items):
        raise SensitiveRefused(fields=("items",))


def is_refused(item: ItemKey) -> bool:
    """What no engagement may list: sensitive items, and what the policy does not cover (P3b)."""
    return is_sensitive(item, minor=False) or CATALOGUE[item].item_class is ItemClass.OUTSIDE_POLICY


@transaction.atomic(durable=True)
def approve(*, engagement: Engagement, by: User, at: datetime) -> None:
    """One of the two signatures; with the second the engagement and its standing approval are in force (P3b)."""
    role = policies.require_engagement_signer(by=by, engagement=engagement)
    if engagement.approved_at is not None or not Engagement.objects.signable(at=at).filter(pk=engagement.pk).exists():
        raise MoveNotAllowed(_("This engagement is approved already, or over."))
    if not engagement.assessment.strip():
        raise DeskError(
            _("An engagement is approved on an impact assessment. Name its reference."), fields=("assessment",)
        )
    # The chain is taken first: of two who sign at once, the second sees the first.
    ledger.append(Event.ENGAGEMENT_SIGNED, chain=ledger.chain_of(engagement), by=by, at=at, role=role)
    _sign(engagement, role=role, by=by, at=at)
    if set(engagement.signatures.values_list("role", flat=True)) >= set(APPROVERS):
        Engagement.objects.filter(pk=engagement.pk).update(approved_at=at, standing_at=at)
        ledger.append(Event.ENGAGEMENT_APPROVED, chain=ledger.chain_of(engagement), by=by, at=at)
        Case.objects.touch(engagement=engagement)
        _promise_end(engagement, at=at)


def _sign(engagement: Engagement, *, role: Role, by: User, at: datetime) -> None:
    proposer = engagement.proposed_by
    try:
        EngagementSignature.objects.create(
            engagement=engagement,
            by=by,
            person=by.person,
            proposer=proposer.person if proposer else User.objects.system().person,
            role=role,
            at=at,
        )
    except IntegrityError as already:
        raise MoveNotAllowed from already


def _promise_end(engagement: Engagement, *, at: datetime) -> None:
    if engagement.ends_at is not None:
        outbox.put(
            Topic.ENGAGEMENT_ENDS,
            key=f"engagement_ends:{engagement.pk}",
            at=at,
            run_after=engagement.ends_at,
            engagement_id=engagement.pk,
        )


@transaction.atomic(durable=True)
def end(*, engagement: Engagement, by: User, at: datetime) -> None:
    """Privacy officer or administrator; closes every release under it."""
    policies.require_role(Role.PRIVACY_OFFICER, Role.ADMINISTRATOR, by=by)
    if not Engagement.objects.filter(pk=engagement.pk, ended_at__isnull=True).update(ended_at=at):
        raise MoveNotAllowed(_("This engagement has ended already."))
    _close(engagement, by=by, at=at)


def end_by_date(claim: outbox.Claim, at: datetime) -> None:
    """The timer of an engagement's own end date: what the date has ended stays ended, also when a clock goes back."""
    with transaction.atomic(durable=True):
        engagement = Engagement.objects.get(pk=claim.ids["engagement_id"])
        over = Engagement.objects.filter(pk=engagement.pk, ended_at__isnull=True, ends_at__lte=at)
        if over.update(ended_at=at):
            _close(engagement, by=User.objects.system(), at=at)
        outbox.finish(claim, at=at)


def _close(engagement: Engagement, *, by: User, at: datetime) -> None:
    """Everything under it at once, inside the caller's transaction (P2a)."""
    ledger.append(Event.ENGAGEMENT_ENDED, chain=ledger.chain_of(engagement), by=by, at=at)
    tokens.end_bound_to(engagement=engagement, by=by, at=at)
    Case.objects.touch(engagement=engagement)
    for release in Release.objects.open().filter(case__engagement=engagement).select_related("case"):
        endings.end(release=release, reason=endings.Reason.ENGAGEMENT_ENDED, by=by, at=at)


@transaction.atomic(durable=True)
def open_order(*, engagement: Engagement, member: User, number: str, by: User, at: datetime) -> Order:
    """The platform's machine client reports that a member ordered; the same number again changes nothing."""
    policies.require_role(Role.SERVICE, by=by)
    if not number.strip():
        raise DeskError(_("Name the order's number."), fields=("number",))
    order, is_new = Order.objects.get_or_create(
        number=number, defaults={"engagement": engagement, "member": member, "opened_at": at}
    )
    if (order.engagement_id, order.member_id) != (engagement.pk, member.pk):
        raise DeskError(_("This number stands for another order."), fields=("number",))
    if is_new:
        ledger.append(
            Event.ORDER_OPENED, chain=ledger.chain_of(engagement), by=by, at=at, member=member.pk, order=order.pk
        )
    return order


@transaction.atomic(durable=True)
def close_order(*, engagement: Engagement, member: User, by: User, at: datetime) -> None:
    """The platform's machine client reports a member's orders under an engagement as done."""
    policies.require_role(Role.SERVICE, by=by)
    orders = Order.objects.filter(engagement=engagement, member=member, closed_at__isnull=True)
    if not orders.update(closed_at=at):
        raise MoveNotAllowed(_("There is no open order."))
    ledger.append(Event.ORDER_CLOSED, chain=ledger.chain_of(engagement), by=by, at=at, member=member.pk)
    Case.objects.touch(engagement=engagement, subjects__subject=member)
    served = Release.objects.open().filter(case__engagement=engagement, case__subjects__subject=member)
    for release in served.select_related("case"):
        if release.case.rules.ends.with_order:
            endings.end(release=release, reason=endings.Reason.ORDER_CLOSED, by=by, at=at)
