"""A case as its parties see it: each their own part; never the words of staff or of the other side (DESIGN 5.10)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q

from accounts.models import User
from disclosures.api.cases import extents, follow_ups
from disclosures.domain.instants import text
from disclosures.domain.moves import Status
from disclosures.models import Case, CaseSubject, Release
from disclosures.queries import possible, telling
from disclosures.queries.standing import Standing

WITH_RELEASE = frozenset({Status.RELEASED, Status.CLOSED})


def party_part(case: Case, *, by: User, standing: Sequence[Standing], at: datetime) -> dict[str, Any]:
    """What is added to the row, of all that the reader is to the case."""
    found: dict[str, Any] = {
        "title": case.rules.title,
        "items": extents.asked(case),
        "can_do": possible.possible(case, by=by, at=at),
    }
    if Standing.SUBJECT in standing:
        found |= _for_subject(case, by=by, at=at)
    if Standing.RECIPIENT in standing:
        found |= _for_recipient(case, at=at)
    if Standing.REQUESTER in standing:
        found |= _for_requester(case, at=at)
    return found


def _for_requester(case: Case, *, at: datetime) -> dict[str, Any]:
    """What they wrote themselves."""
    returned = case.status == Status.RETURNED
    return {
        "returned_until": text(case.returned_until) if returned else None,
        "formal_instrument": follow_ups.owed(case, at=at),
        "purpose": case.purpose,
        "legal_ground": {"ground": case.legal_ground, "article": case.legal_article},
        "particulars": case.particulars,
        "subjects": [{"position": row.position, "named": row.named} for row in case.named],
    }


def _for_recipient(case: Case, *, at: datetime) -> dict[str, Any]:
    if case.status not in WITH_RELEASE:
        return {"releases": []}
    made = Release.objects.filter(case=case, released_at__lte=at).order_by("version")
    return {"releases": [str(pk) for pk in made.values_list("pk", flat=True)]}


def _for_subject(case: Case, *, by: User, at: datetime) -> dict[str, Any]:
    """Which clause, what may go to whom, until when an answer or objection counts, and what went; no values."""
    rules = case.rules
    asks_them_by_purpose = rules.subject_may_answer or bool(rules.purposes)
    mine = list(CaseSubject.objects.filter(case=case, subject=by).values_list("position", flat=True))
    shown = Release.objects.filter(case=case).filter(Q(hidden_until__isnull=True) | Q(hidden_until__lte=at))
    return {
        "purpose": case.purpose if asks_them_by_purpose else "",
        "reasons": telling.reasons(case),
        "your_objections": telling.objections(case, by_accounts=by.accounts),
        "answer_until": text(case.waiting_until),
        "object_until": text(case.window_ends_at),
        "disclosures": [
            {
                "released_at": text(release.released_at),
                "until": text(release.grant.until),
                "ended_at": text(release.ended_at),
                "openings": release.grant.openings,
                "items": [_of_manifest(row) for row in release.manifest["items"] if row["subject"] in mine],
            }
            for release in shown.select_related("grant").order_by("version")
        ],
    }


def _of_manifest(row: dict[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in ("item", "detail", "from", "to", "reason")}
