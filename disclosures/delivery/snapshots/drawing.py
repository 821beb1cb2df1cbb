"""A release draws on a snapshot: what was kept is given as it was then, everything else as it is now (P3c).

Which of it may leave is asked of the same rules as ever; the manifest says of each item whence and as of when.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from disclosures import ledger, sources
from disclosures.actions.preservations import PreservationOver
from disclosures.delivery import sealing, vault
from disclosures.delivery.snapshots import contents
from disclosures.domain import catalogue
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.events import Event
from disclosures.domain.extents import Detail, Extent
from disclosures.models import Case, Snapshot, SnapshotKey
from disclosures.queries import situations
from disclosures.sources import Collected, Holding, Value


@dataclass(frozen=True, slots=True)
class Drawn:
    """Where a case's data come from: of what was kept from the snapshot, of everything else from the sources."""

    case: Case
    snapshot: contents.Snapshot | None

    def collect(self, *, subject: User | None, wanted: Mapping[ItemKey, Extent], at: datetime) -> Collected:
        """As the sources do; a value that was kept is not asked of them at all, the rest of a series is."""
        kept = self.snapshot.of(subject) if self.snapshot else {}
        asked = {item: extent for item, extent in wanted.items() if item not in kept or catalogue.is_series(item)}
        context = situations.context_of(self.case)
        now = sources.collect(subject=subject, wanted=asked, at=at, context=context).holdings
        then = {item: self._then(item, kept[item], wanted[item], now.get(item)) for item in wanted if item in kept}
        found = {**now, **then}
        return Collected(holdings={item: found[item] for item in catalogue.in_order(wanted)}, as_of=at)

    def _then(self, item: ItemKey, kept: Holding, wanted: Extent, now: Holding | None) -> Holding:
        """What was held then within the extent; of a series the time that was not kept as it is now."""
        assert self.snapshot is not None
        period = self.snapshot.period(item)
        then = [value for value in kept.values if value.at is None or wanted.period.contains(value.at)]
        rest = [value for value in now.values if value.at is None or not period.contains(value.at)] if now else []
        detail = sources.askable(item, wanted).detail
        found = sorted((*then, *rest), key=lambda value: value.at or kept.as_of)
        return Holding(
            values=tuple([Value(value=True)] * bool(found) if detail is Detail.EXISTENCE else found),
            detail=detail,
            source=f"snapshot of {kept.source}" + (f"; {now.source}" if now and rest else ""),
            stored_in=kept.stored_in,
            as_of=now.as_of if now and rest else kept.as_of,
        )


def open_for(case: Case) -> Drawn:
    """Opens the snapshot that the case stands on, if it stands on one; ``PreservationOver`` once it is destroyed."""
    if case.preservation_id is None:
        return Drawn(case, None)
    key = SnapshotKey.objects.select_related("snapshot").filter(snapshot__preservation=case.preservation_id).first()
    if key is None:
        raise PreservationOver
    content = sealing.unseal(
        vault.read(key.snapshot.package),
        wrapped_key=bytes(key.wrapped_key),
        wrapped_by=key.wrapped_by,
        release=str(key.snapshot_id),
        recipient=contents.NOBODY,
    )
    return Drawn(case, contents.read(content))


def record(case: Case, *, release: str, at: datetime) -> None:
    """Says in the preservation's own chain which release drew on it, inside the caller's transaction."""
    if case.preservation_id is None:
        return
    snapshot = Snapshot.objects.select_related("preservation").get(preservation=case.preservation_id)
    ledger.append(
        Event.SNAPSHOT_DRAWN,
        chain=ledger.chain_of(snapshot.preservation),
        by=ledger.SYSTEM,
        at=at,
        case=case.reference,
        release=release,
    )
