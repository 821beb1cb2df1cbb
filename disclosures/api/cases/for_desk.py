"""A case as the desk sees it: facts, route, signatures, and the lattice's explanation of every item."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from accounts.models import User
from disclosures.api import legal_holds, requesters
from disclosures.api.cases import extents, follow_ups
from disclosures.domain.instants import text
from disclosures.domain.moves import Status
from disclosures.domain.route import route
from disclosures.models import Case, Incident
from disclosures.queries import answering, facts, history, possible, scopes, situations, trouble
from disclosures.queries.situations import Picture


def desk_part(case: Case, *, by: User, at: datetime) -> dict[str, Any]:
    """What is added to the row. Nothing here was read from members' data but whether a channel is held."""
    seen = situations.picture(case, at=at)
    due = possible.due_step(seen, by=by, at=at)
    decided = seen.decided()
    return {
        "version": case.version,
        "filed_by": case.filed_by.name,
        "purpose": case.purpose,
        "legal_ground": {"ground": case.legal_ground, "article": case.legal_article},
        "particulars": case.particulars,
        "transfer": {"ground": case.transfer_ground, "approval_number": case.approval_number},
        "called_back_at": text(case.called_back_at),
        "called_back_number": case.called_back_number,
        "hold_until": text(case.hold_until),
        "hold": _hold(case),
        "legal_hold": _legal_hold(case),
        "deadline": _deadline(case, at=at),
        "returned_until": text(case.returned_until) if case.status == Status.RETURNED else None,
        "waiting_until": text(case.waiting_until),
        "window_ends_at": text(case.window_ends_at),
        "circumstances": sorted(seen.circumstances),
        "facts": [
            {"fact": fact, "met": met}
            for fact, met in facts.answers(case, circumstances=seen.circumstances, at=at).items()
        ],
        "release_trouble": _trouble(case),
        "route": list(route_of(seen)),
        "signatures": [_signature(row) for row in case.signatures.select_related("by").order_by("pk")],
        "due": due
        and {"step": due.step, "signed_by": list(due.signed_by), "by_you": due.by_you, "because": due.because},
        "scope_hash": scopes.scope_hash(case),
        "subjects": [
            {
                "position": view.position,
                "named": view.named,
                "known": view.subject is not None,
                "items": [extents.explained(bound) for bound in decided[view.position].values()],
            }
            for view in seen.views
        ],
        "narrowings": [_narrowing(row) for row in case.narrowings.select_related("by")],
        "objections": [_objection(row) for row in case.objections.select_related("by").order_by("pk")],
        "refusals": [_refusal(row) for row in case.refusals.select_related("by").order_by("pk")],
        "releases": [_release(row) for row in case.releases.select_related("grant").order_by("version")],
        "emergency": follow_ups.emergency(case, at=at),
        "drawn_review": follow_ups.drawn_review(case, at=at),
        "incident": Incident.objects.filter(release__case=case).values_list("reference", flat=True).first(),
        "requester_history": requesters.written(history.of_requester(case, by=by, at=at)),
        "can_do": [*possible.possible(case, by=by, at=at), *(["sign"] if due and due.by_you else [])],
    }


DECIDED = frozenset({Status.RELEASED, Status.CLOSED, Status.REFUSED, Status.WITHDRAWN})


def route_of(seen: Picture) -> tuple[str, ...]:
    """The signatures needed; of a case that is over, those that were."""
    if seen.case.status in DECIDED:
        return tuple(seen.case.route)
    return route(seen.case.rules.steps, circumstances=seen.circumstances)


def _hold(case: Case) -> dict[str, Any] | None:
    if case.hold_until is None:
        return None
    return {"kind": case.hold_kind, "paper": case.hold_paper, "by": case.hold_by, "until": text(case.hold_until)}


def _legal_hold(case: Case) -> dict[str, Any] | None:
    """What keeps the case from being destroyed."""
    hold = case.legal_holds.standing().select_related("placed_by").first()
    return legal_holds.written(hold) if hold is not None else None


def _deadline(case: Case, *, at: datetime) -> dict[str, Any]:
    """When the desk owes its answer, and how that was worked out."""
    found = answering.deadline(case)
    return {
        "due_at": text(found.due_at),
        "is_late": found.is_late(at),
        "paused_at": text(found.paused_at),
        "how": [{"at": text(line.at), "text": line.text} for line in found.explain()],
    }


def _trouble(case: Case) -> dict[str, Any] | None:
    """Why an approved case is not released yet, or why its release gave up."""
    found = trouble.of(case)
    return {"code": found.code, "next_try_at": text(found.next_try_at)} if found else None


def _signature(row: Any) -> dict[str, Any]:
    return {
        "step": row.step,
        "by": row.by.name,
        "role": row.role,
        "at": text(row.at),
        "version": row.version,
        "voided_at": text(row.voided_at),
        "scope_hash": row.scope_hash,
    }


def _narrowing(row: Any) -> dict[str, Any]:
    to = {"detail": row.detail, "from": text(row.start_at), "to": text(row.end_at)}
    return {"item": row.item, "to": to, "by": row.by.name, "reason": row.reason, "at": text(row.at)}


def _objection(row: Any) -> dict[str, Any]:
    return {
        "by": row.by.name,
        "reason": row.reason,
        "at": text(row.at),
        "upheld": row.upheld,
        "decided_at": text(row.decided_at),
        "decision": row.decision,
    }


def _refusal(row: Any) -> dict[str, Any]:
    return {"code": row.code, "by": row.by.name, "reason": row.reason, "at": text(row.at), "version": row.version}


def _release(row: Any) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "version": row.version,
        "status": row.status,
        "released_at": text(row.released_at),
        "until": text(row.grant.until),
        "ended_at": text(row.ended_at),
        "end_reason": row.end_reason,
        "openings": row.grant.openings,
        "sha256": row.sha256,
        "manifest": row.manifest,
    }
