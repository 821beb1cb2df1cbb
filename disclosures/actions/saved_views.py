"""Views of the queue that somebody keeps for themselves: a name for a tab and its filters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from accounts.models import User
from disclosures import ledger, policies
from disclosures.domain.errors import DeskError, MoveNotAllowed, NotFound
from disclosures.domain.events import Event
from disclosures.domain.words import _
from disclosures.models import SavedView
from disclosures.models.saved_view import MOST_VIEWS
from disclosures.policies.registers import READERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What a view shows."""

    tab: str
    basis: str
    status: str


@transaction.atomic(durable=True)
def save(*, by: User, at: datetime, name: str, shows: Filter) -> SavedView:
    """Keeps a filter under a name; the same twice is one. ``DeskError`` for a name in use, or when there are twenty."""
    policies.require_role(*READERS, by=by)
    known = SavedView.objects.filter(by=by, name=name).first()
    if known is not None and Filter(tab=known.tab, basis=known.basis, status=known.status) == shows:
        return known
    taken = set(SavedView.objects.filter(by=by).values_list("place", flat=True))
    place = next((place for place in range(1, MOST_VIEWS + 1) if place not in taken), None)
    if place is None:
        raise MoveNotAllowed(_("You keep twenty views already. Delete one first."))
    words: dict[str, Any] = {"tab": shows.tab, "basis": shows.basis, "status": shows.status}
    try:
        with transaction.atomic():
            view = SavedView.objects.create(by=by, place=place, name=name, **words)
    except IntegrityError:
        raise _in_use() from None
    ledger.append(Event.VIEW_SAVED, chain=ledger.chain_of(by), by=by, at=at, view=view.pk, **words)
    return view


@transaction.atomic(durable=True)
def rename(*, by: User, at: datetime, view: int, name: str) -> None:
    """Gives one's own view another name; ``NotFound`` for anybody else's."""
    policies.require_role(*READERS, by=by)
    own = SavedView.objects.filter(by=by, pk=view)
    try:
        with transaction.atomic():
            changed = own.update(name=name)
    except IntegrityError:
        raise _in_use() from None
    if not changed:
        raise NotFound
    ledger.append(Event.VIEW_RENAMED, chain=ledger.chain_of(by), by=by, at=at, view=view)


@transaction.atomic(durable=True)
def delete(*, by: User, at: datetime, view: int) -> None:
    """Forgets one's own view; ``NotFound`` for anybody else's, and for one that is gone already."""
    policies.require_role(*READERS, by=by)
    if not SavedView.objects.filter(by=by, pk=view).delete()[0]:
        raise NotFound
    ledger.append(Event.VIEW_DELETED, chain=ledger.chain_of(by), by=by, at=at, view=view)


def _in_use() -> DeskError:
    return DeskError(_("You have a view of this name. Choose another name."), fields=("name",))
