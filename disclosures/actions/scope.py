"""Narrowing what leaves: with a reason, never wider; signatures given before are void."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.models import User
from disclosures import ledger, policies
from disclosures.actions import approvals
from disclosures.domain import moves
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.constraints import Bound, fitted
from disclosures.domain.errors import DeskError, MoveNotAllowed, WideningRefused
from disclosures.domain.events import Event
from disclosures.domain.extents import EVERYTHING, NOTHING, Detail, Extent, Period
from disclosures.domain.moves import MoveName, Status
from disclosures.domain.words import _
from disclosures.models import Case, Narrowing
from disclosures.policies import Permission
from disclosures.queries import scopes, situations


@dataclass(frozen=True, slots=True)
class Part:
    """How much may still leave: a detail, a period, or both."""

    detail: Detail | None = None
    period: Period | None = None


@transaction.atomic(durable=True)
def narrow(
    *, case: Case, item: ItemKey, to: Part, by: User, at: datetime, reason: str, shown: str | None = None
) -> None:
    """Cuts one item for every subject of the case; ``WideningRefused`` for more than would leave now.

    Detail or period, where ``to`` does not name it, stays. ``shown`` is the hash of the scope that was seen: what was
    decided over another one, by a second press or in an older tab, is not done.
    """
    policies.require(Permission.NARROW, by=by, case=case, at=at)
    moves.require(MoveName.NARROW, status=case.status)
    if not reason.strip():
        raise DeskError(_("Say why the item is narrowed."), fields=("reason",))
    if shown is not None and shown != scopes.scope_hash(case):
        raise MoveNotAllowed(_("The scope changed after you opened this page. The table shows it as it is now."))
    now = [bounds[item].extent if item in bounds else NOTHING for bounds in _decided(case, at=at)]
    wanted = fitted(item, _meant(to, now=now))
    if not any(wanted <= extent for extent in now):
        raise WideningRefused
    Case.objects.take(case, move=MoveName.NARROW, to=Status.REVIEW)
    made = Narrowing.objects.create(
        case=case,
        item=item,
        detail=wanted.detail.word,
        start_at=wanted.period.start,
        end_at=wanted.period.end,
        by=by,
        person=by.person,
        reason=reason,
        at=at,
    )
    case.narrowed_rows = (*case.narrowed_rows, made)
    ledger.append(
        Event.NARROWED,
        chain=ledger.chain_of(case),
        by=by,
        at=at,
        item=item,
        to=wanted.detail.word,
        proofs={"reason": reason},
    )
    approvals.void_signatures(case=case, by=by, at=at)
    approvals.advance(seen=situations.picture(case, at=at), by=by, at=at)


def _meant(to: Part, *, now: Iterable[Extent]) -> Extent:
    """What somebody wants who names a part of it: the rest stays as it would leave now."""
    leaving = set(now) - {NOTHING}
    kept = leaving.pop() if len(leaving) == 1 else EVERYTHING
    return Extent(
        kept.detail if to.detail is None else to.detail,
        kept.period if to.period is None else to.period,
    )


def _decided(case: Case, *, at: datetime) -> list[dict[ItemKey, Bound]]:
    return list(situations.picture(case, at=at).decided().values())
