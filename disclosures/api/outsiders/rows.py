"""Organisations, people and memberships as JSON, as far as the reader may see them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from accounts.models import Membership, Organisation, User, Verification
from disclosures.api import requesters
from disclosures.domain import mail_domains
from disclosures.domain.instants import text
from disclosures.domain.roles import STAFF
from disclosures.policies import colleagues, registers
from disclosures.queries import history


def organisation(row: Organisation, *, by: User, at: datetime) -> dict[str, Any]:
    """One line of the register."""
    found: dict[str, Any] = {
        "id": row.pk,
        "name": row.name,
        "kind": row.kind,
        "country": row.country,
        "is_verified": row.is_verified(at=at),
    }
    if by.roles & registers.KEEPERS or colleagues.home_of(by, at=at) == row.pk:
        found |= {
            "edition": row.edition,
            "verified_until": text(row.verified_until),
            "domain": row.domain,
            "phone": row.phone,
            "phone_source": row.phone_source,
            "registered_email": row.registered_email,
            "language": row.language,
            "suspended_at": text(row.suspended_at),
        }
    return found


def file_of(row: Organisation, *, by: User, at: datetime) -> dict[str, Any]:
    """What staff read beside it: whose word the entry is, how it was verified, what it asked before."""
    if not by.roles & STAFF:
        return {}
    others = Organisation.objects.exclude(pk=row.pk).exclude(domain="").values_list("domain", flat=True)
    like = mail_domains.likeness(row.domain, registered=others) if row.domain else None
    found: dict[str, Any] = {
        "near": [*like.same_to_the_eye, *like.near] if like else [],
        "entered": [
            {"field": value.field, "by": value.by.name, "at": text(value.at)}
            for value in row.values.standing().select_related("by").order_by("field")
        ],
        "verifications": _verifications(row.verifications.select_related("by").order_by("-pk")),
    }
    if by.roles & registers.READERS:
        found["history"] = requesters.written(history.of_organisation(row, by=by, at=at))
    return found


def person(row: User, *, by: User, at: datetime) -> dict[str, Any]:
    """What staff know about a person who acts at the desk."""
    related = row.memberships.select_related("user", "organisation", "approved_by").order_by("-pk")
    found: dict[str, Any] = {
        "name": row.name,
        "organisation": row.organisation.name if row.organisation else "",
        "roles": sorted(row.roles),
        "is_verified": row.is_verified(at=at),
        "verified_until": text(row.verified_until),
        "suspended_at": text(row.suspended_at),
        "memberships": [membership(one, by=by) for one in related],
        "verifications": _verifications(row.verifications.select_related("by").order_by("-pk")),
    }
    if by.roles & registers.READERS:
        found["history"] = requesters.written(history.of_person(row, by=by, at=at))
    return found


def membership(row: Membership, *, by: User) -> dict[str, Any]:
    """One joining; who approved it is for staff, the address for everybody who may see it."""
    found: dict[str, Any] = {
        "id": str(row.public_id),
        "person": row.user.name,
        "organisation": row.organisation.name,
        "role": row.role,
        "asked_at": text(row.asked_at),
        "approved_at": text(row.approved_at),
        "ended_at": text(row.ended_at),
        "end": row.end,
        "address": row.address,
    }
    if by.roles & STAFF:
        found["approved_by"] = row.approved_by.name if row.approved_by else ""
    return found


def _verifications(rows: Iterable[Verification]) -> list[dict[str, Any]]:
    return [
        {
            "at": text(row.at),
            "by": row.by.name,
            "until": text(row.until),
            "evidence": row.evidence,
            "called_back_at": text(row.called_back_at),
            "number_called": row.number_called,
            "number_source": row.number_source,
            "spoke_to": row.spoke_to,
            "ended_at": text(row.ended_at),
        }
        for row in rows
    ]
