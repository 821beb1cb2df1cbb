"""Signing the steps of a route (DESIGN 4, "Approvals")."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from accounts.models import User
from disclosures import ledger, policies
from disclosures.actions import approvals
from disclosures.domain import moves
from disclosures.domain.errors import MoveNotAllowed, SignatureStale
from disclosures.domain.events import Event
from disclosures.domain.moves import MoveName, Status
from disclosures.domain.roles import Role
from disclosures.domain.route import StepName, roles_wanted
from disclosures.models import Case, Signature
from disclosures.queries import scopes, situations
from disclosures.queries.situations import Picture


@transaction.atomic(durable=True)
def approve(*, case: Case, step: StepName, by: User, at: datetime, shown: str | None = None) -> None:
    """Signs the step that is due; ``shown`` is the hash of the scope that the signer saw.

    Raises ``NotFound``, ``NotPermitted``, ``SamePerson``, ``MoveNotAllowed`` or ``SignatureStale``, in this order.
    """
    seen = situations.picture(case, at=at)
    role = policies.require_signer(by=by, case=case, step=step, wanted=_wanted(seen, step), at=at)
    moves.require(MoveName.SIGN, status=case.status)
    needed = approvals.route_of(seen)
    position = case.signatures.live().filter(version=case.version).count()
    if position >= len(needed) or needed[position] is not step:
        raise MoveNotAllowed
    present = scopes.scope_hash(case)
    if shown is not None and shown != present:
        raise SignatureStale
    Case.objects.take(case, move=MoveName.SIGN, to=Status.REVIEW)
    _sign(case, step, position=position, by=by, role=role, scope_hash=present, at=at)
    ledger.append(Event.STEP_SIGNED, chain=ledger.chain_of(case), by=by, at=at, step=step, role=role, scope=present)
    approvals.advance(seen=seen, by=by, at=at)


def _wanted(seen: Picture, step: StepName) -> frozenset[Role]:
    earlier = seen.case.signatures.live().filter(version=seen.case.version, step=step).values_list("role", flat=True)
    return roles_wanted(step, earlier=[Role(role) for role in earlier], circumstances=seen.circumstances)


def _sign(case: Case, step: StepName, *, position: int, by: User, role: Role, scope_hash: str, at: datetime) -> None:
    try:
        Signature.objects.create(
            case=case,
            version=case.version,
            position=position,
            step=step,
            by=by,
            person=by.person,
            filer=case.filed_by.person,
            role=role,
            scope_hash=scope_hash,
            at=at,
        )
    except IntegrityError as already:
        raise MoveNotAllowed from already
