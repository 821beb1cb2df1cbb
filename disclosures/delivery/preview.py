"""Makes what a release would hold if it left now, shows it masked, and keeps nothing of it (DESIGN 5.1).

The values themselves are for who signs the next step and says why; everybody else at the desk sees their masked form.
What was kept sealed for an authority is not opened for a preview: only a release draws on it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from disclosures import ledger, sources
from disclosures.delivery import package
from disclosures.domain.catalogue import ItemKey, has_mask
from disclosures.domain.constraints import Bound
from disclosures.domain.errors import MoveNotAllowed
from disclosures.domain.events import Event
from disclosures.domain.extents import Detail
from disclosures.domain.moves import WORKED_ON
from disclosures.models import Case
from disclosures.queries import possible, situations
from disclosures.queries.situations import Picture, View
from disclosures.sources import Collected


@dataclass(frozen=True, slots=True)
class Preview:
    """A package that is nobody's: a manifest, the contents as this person may see them, how many values there are."""

    manifest: dict[str, Any]
    contents: dict[str, Any]
    counts: Mapping[str, int]
    missing: frozenset[str]
    is_masked: bool


def make(case: Case, *, by: User, at: datetime, reason: str = "") -> Preview:
    """Records the reading, then reads; raises ``SourceProblem`` where a source does not answer.

    ``MoveNotAllowed`` once the case is decided. A ``reason`` of who signs the next step unmasks the values.
    """
    if case.status not in WORKED_ON:
        raise MoveNotAllowed
    seen = situations.picture(case, at=at)
    step = possible.due_step(seen, by=by, at=at)
    is_masked = not (reason.strip() and step is not None and step.by_you)
    _record(case, by=by, at=at, reason="" if is_masked else reason.strip(), masked=is_masked)
    return _made(seen, at=at, is_masked=is_masked)


@transaction.atomic(durable=True)
def _record(case: Case, *, by: User, at: datetime, reason: str, masked: bool) -> None:
    ledger.append(
        Event.RECORDS_READ,
        chain=ledger.chain_of(case),
        by=by,
        at=at,
        proofs={"reason": reason} if reason else None,
        what="preview",
        masked=masked,
    )


def _made(seen: Picture, *, at: datetime, is_masked: bool) -> Preview:
    rows: list[dict[str, Any]] = []
    subjects, counts, missing = [], {}, set()
    decided = seen.decided()
    for view in seen.views:
        bounds = decided[view.position]
        collected = _collected(seen.case, view, bounds, at=at)
        rows += package.manifest_rows(view, bounds, collected)
        contents = package.subject_contents(view, bounds, collected)
        for item, held in contents["items"].items():
            key = f"{view.position}:{item}"
            counts[key] = len(held["values"])
            if not held["values"]:
                missing.add(key)
            elif is_masked and held["detail"] == Detail.FULL.word:
                held["values"] = [_masked(item, value) for value in held["values"]]
        subjects.append(contents)
    return Preview({"items": rows}, {"subjects": subjects}, counts, frozenset(missing), is_masked)


def _collected(case: Case, view: View, bounds: Mapping[ItemKey, Bound], *, at: datetime) -> Collected:
    wanted = {item: bound.extent for item, bound in bounds.items() if not bound.extent.is_nothing}
    return sources.collect(subject=view.subject, wanted=wanted, at=at, context=situations.context_of(case))


def _masked(item: ItemKey, value: dict[str, Any]) -> dict[str, Any]:
    """The masked form; of an item that has none, only that there is one."""
    if isinstance(value["value"], bool):
        return value
    return package.masked(item, value["value"], at=value.get("at")) if has_mask(item) else {"value": True}
