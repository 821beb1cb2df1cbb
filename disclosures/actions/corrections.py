"""Tells who has a member's data that it changed: which items, as they left, and never what they were or are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from accounts.classification import CatalogueItem, classified_fields
from accounts.models import MemberRecord, User
from disclosures import ledger
from disclosures.actions import notices
from disclosures.actions.notices import Kind, Message
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.events import Event
from disclosures.domain.extents import Detail
from disclosures.domain.masking import mask
from disclosures.domain.plain_values import plain
from disclosures.models import Correction, Release
from disclosures.models.additions import insert

Columns = Mapping[str, Any]


def _columns() -> dict[ItemKey, tuple[str, ...]]:
    found: dict[ItemKey, tuple[str, ...]] = {}
    for name, kind in classified_fields(model=MemberRecord).items():
        for key in kind.keys if isinstance(kind, CatalogueItem) else ():
            found[ItemKey(key)] = (*found.get(ItemKey(key), ()), name)
    return found


COLUMNS: Mapping[ItemKey, tuple[str, ...]] = _columns()
"""Which columns of a member's record hold an item."""


def tell(*, subject: User, before: Columns, after: Columns, version: int, at: datetime) -> None:
    """Writes down and promises what each recipient is to be told, inside the caller's transaction.

    ``before`` and ``after`` are the columns that the platform's message of ``version`` replaced.
    """
    changed = {key for key, names in COLUMNS.items() if any(before.get(name) != after.get(name) for name in names)}
    if not changed:
        return
    for release in _live(subject, at=at):
        items = sorted(_stale(release, subject, changed, before=before, after=after))
        if items:
            _write(release, subject, items, version=version, at=at)


def _live(subject: User, *, at: datetime) -> QuerySet[Release]:
    """Releases about the member that their recipient can still open."""
    live = Release.objects.lasting(at=at).filter(case__subjects__subject=subject)
    return live.select_related("case__recipient_user", "case__recipient_organisation").distinct()


def _stale(
    release: Release, subject: User, changed: set[ItemKey], *, before: Columns, after: Columns
) -> Iterator[ItemKey]:
    """Items that left, and would leave otherwise now, with the detail they left with."""
    places = {row.position for row in release.case.named if row.subject_id == subject.pk}
    for row in release.manifest["items"]:
        key, detail = ItemKey(row["item"]), Detail.of(row["detail"])
        if row["subject"] in places and key in changed and _left(key, detail, before) != _left(key, detail, after):
            yield key


def _left(key: ItemKey, detail: Detail, columns: Columns) -> object:
    """What a recipient has of an item whose columns are these."""
    value = plain({name: columns.get(name) for name in COLUMNS[key]})
    if detail is Detail.NONE:
        return None
    if detail is Detail.EXISTENCE or not value:
        return bool(value)
    return mask(key, value) if detail is Detail.MASKED else value


def _write(release: Release, subject: User, items: list[ItemKey], *, version: int, at: datetime) -> None:
    insert(
        *(Correction(release=release, subject=subject, item=item, platform_version=version, at=at) for item in items)
    )
    ledger.append(
        Event.CORRECTION_TOLD,
        chain=ledger.chain_of(release.case),
        by=ledger.SYSTEM,
        at=at,
        release=str(release.pk),
        items=items,
    )
    occasion = f"{subject.pk}-{version}"
    people = notices.through_whom(release.case)
    messages = [Message(Kind.DATA_CHANGED, to, occasion=occasion) for to in people]
    notices.tell_all(messages, case=release.case, at=at)
