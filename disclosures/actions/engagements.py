"""Ending an engagement or an order: the partner loses everything it could reach under it at once (P2a)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.models import User
from disclosures import ledger, outbox, policies
from disclosures.actions import endings
from disclosures.domain.errors import MoveNotAllowed
from disclosures.domain.events import Event
from disclosures.domain.roles import Role
from disclosures.models import Case, Engagement, Order, Release


@transaction.atomic(durable=True)
def end(*, engagement: Engagement, by: User, at: datetime) -> None:
    """Privacy officer or administrator; closes every release under it."""
    policies.require_role(Role.PRIVACY_OFFICER, Role.ADMINISTRATOR, by=by)
    if not Engagement.objects.filter(pk=engagement.pk, ended_at__isnull=True).update(ended_at=at):
        raise MoveNotAllowed("This engagement has ended already.")
    ledger.append(Event.ENGAGEMENT_ENDED, chain=ledger.chain_of(engagement), by=by, at=at)
    Case.objects.touch(engagement=engagement)
    for release in Release.objects.open().filter(case__engagement=engagement).select_related("case"):
        endings.end(release=release, reason=endings.Reason.ENGAGEMENT_ENDED, by=by, at=at)


def end_by_date(claim: outbox.Claim, at: datetime) -> None:
    """The timer of an engagement's own end date: every release under it has ended with the date; marks them."""
    with transaction.atomic(durable=True):
        engagement = Engagement.objects.get(pk=claim.ids["engagement_id"])
        if engagement.ends_at and engagement.ends_at <= at:
            for release in Release.objects.open().filter(case__engagement=engagement).select_related("case"):
                endings.end(release=release, reason=endings.Reason.ENGAGEMENT_ENDED, by=User.objects.system(), at=at)
        outbox.finish(claim, at=at)


@transaction.atomic(durable=True)
def close_order(*, engagement: Engagement, member: User, by: User, at: datetime) -> None:
    """The platform's machine client reports a member's orders under an engagement as done."""
    policies.require_role(Role.SERVICE, by=by)
    orders = Order.objects.filter(engagement=engagement, member=member, closed_at__isnull=True)
    if not orders.update(closed_at=at):
        raise MoveNotAllowed("There is no open order.")
    ledger.append(Event.ORDER_CLOSED, chain=ledger.chain_of(engagement), by=by, at=at, member=member.pk)
    Case.objects.touch(engagement=engagement, subjects__subject=member)
    served = Release.objects.open().filter(case__engagement=engagement, case__subjects__subject=member)
    for release in served.select_related("case"):
        if release.case.rules.ends.with_order:
            endings.end(release=release, reason=endings.Reason.ORDER_CLOSED, by=by, at=at)
