"""The scope that a signature binds: recipient and what people set, hashed (DESIGN 4)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import rfc8785

from disclosures.domain.catalogue import ItemKey
from disclosures.domain.constraints import Bound
from disclosures.domain.extents import Detail, Extent, Period
from disclosures.domain.instants import parse_or_none, text
from disclosures.domain.reasons import Reason
from disclosures.models import AskedItem, Case, Narrowing


def scope_hash(case: Case) -> str:
    """SHA-256 over subjects, recipient, purpose, particulars, items asked, narrowings and the channel offered."""
    scope = {
        "recipient": [case.recipient_user_id, case.recipient_organisation_id],
        "subjects": [[row.named_key, row.subject_id] for row in case.named],
        "purpose": case.purpose,
        "ground": [case.legal_ground, case.legal_article],
        "particulars": case.particulars,
        "transfer": [case.transfer_ground, case.approval_number],
        "asked": [_row(row) for row in case.asked_rows],
        "narrowed": [_row(row) for row in case.narrowed_rows],
        "channel": case.channel_offered,
        "version": case.version,
    }
    return hashlib.sha256(rfc8785.dumps(_plain(scope))).hexdigest()


def _row(row: AskedItem | Narrowing) -> list[str | None]:
    return [row.item, row.detail, text(row.start_at), text(row.end_at)]


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value


Signed = dict[ItemKey, tuple[Extent, Reason | None]]


def written(decided: Mapping[int, Mapping[ItemKey, Bound]]) -> dict[str, Any]:
    """What a last signature approved, per subject, in the form the case keeps; it holds no values."""
    return {
        str(position): {item: [*_extent(bound.extent), bound.reason] for item, bound in bounds.items()}
        for position, bounds in decided.items()
    }


def signed(case: Case, *, position: int) -> Signed:
    """What the last signature approved for one subject; nothing, when it approved nothing."""
    rows = (case.signed_scope or {}).get(str(position), {})
    return {
        ItemKey(item): (
            Extent(Detail.of(detail), Period(parse_or_none(start), parse_or_none(end))),
            Reason(reason) if reason else None,
        )
        for item, (detail, start, end, reason) in rows.items()
    }


def _extent(extent: Extent) -> tuple[str, str | None, str | None]:
    return extent.detail.word, text(extent.period.start), text(extent.period.end)
