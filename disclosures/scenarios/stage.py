"""The stage a scenario is played on: the world, the clock, the case, the worker, and what each package really held."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from disclosures import outbox
from disclosures.actions import filings
from disclosures.actions.filings import Filing
from disclosures.delivery import opening
from disclosures.domain.basis import BasisCode
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.events import Event
from disclosures.domain.extents import Detail, Extent, Period
from disclosures.domain.instants import parse
from disclosures.domain.particulars import STAFF_ONLY
from disclosures.models import Case, Job, LedgerEntry, Notice, Release, Signature
from disclosures.scenarios.world import World


@dataclass(slots=True)
class Stage:
    """Moves only by its own clock; nothing runs but what the scenario says."""

    world: World
    written: Mapping[str, Any]
    at: datetime
    case_id: int = 0
    pending_id: int = 0
    worker_runs: bool = True
    held_by_package: dict[UUID, dict[str, Any]] = field(default_factory=dict)
    footprint: tuple[object, ...] = ()

    @property
    def case(self) -> Case:
        """The case, freshly read, as each request reads it."""
        return Case.objects.select_related("filed_by", "engagement", "complaint", "transaction").get(pk=self.case_id)

    @property
    def release(self) -> Release | None:
        """The latest release of the case."""
        return Release.objects.filter(case=self.case_id).select_related("case").order_by("version").last()

    def draft(self) -> Case:
        """Saves the written case as a new draft by its filer."""
        return filings.draft(
            filing=filing_of(self.written, self.world), by=self.world.user(self.written["filed_by"]), at=self.at
        )

    def remember(self) -> None:
        """Keeps what a refusal from here on must leave as it was."""
        self.footprint = _footprint()

    @property
    def has_changed(self) -> bool:
        """True when anything changed since it was remembered."""
        return _footprint() != self.footprint

    def work(self) -> None:
        """Runs the background work to the end, unless the worker is stopped, and looks into each new package."""
        if self.worker_runs:
            outbox.drain(at=self.at)
        for release in Release.objects.open().exclude(pk__in=self.held_by_package).select_related("case"):
            self.held_by_package[release.pk] = opening.unsealed(release)


def _footprint() -> tuple[object, ...]:
    """What a refusal leaves as it was; that the desk looked before it pressed is no change (decision 0080)."""
    return (
        tuple(Case.objects.order_by("pk").values_list("pk", "status", "outcome", "edition")),
        tuple(model.objects.count() for model in (Job, Notice, Release, Signature)),
        LedgerEntry.objects.exclude(event=Event.CASE_OPENED).count(),
    )


def filing_of(written: Mapping[str, Any], world: World) -> Filing:
    """The case as written, as a filing; only subjects may be people the desk does not know."""
    recipient = str(written.get("recipient") or "")
    if recipient:
        world.party(recipient)
    ground = written.get("legal_ground") or {}
    particulars = written.get("particulars") or {}
    return Filing(
        basis=BasisCode(written["basis"]),
        subjects=tuple(str(name) for name in written.get("subjects") or ()),
        recipient=recipient,
        recipient_is_person=recipient in world.users,
        purpose=str(written.get("purpose") or ""),
        asks=asks(written.get("asks") or ()),
        ground=ground.get("ground", ""),
        article=ground.get("article", ""),
        particulars={name: plain(value) for name, value in particulars.items() if name not in STAFF_ONLY},
    )


def asks(written: Any) -> dict[ItemKey, Extent]:
    """A list of keys, or a map of key to detail or ``{detail, from, to}``."""
    if isinstance(written, Mapping):
        return {ItemKey(key): extent(words) for key, words in written.items()}
    return {ItemKey(key): Extent(Detail.FULL) for key in written}


def extent(words: Any) -> Extent:
    """A detail word, or ``{detail, from, to}``."""
    if isinstance(words, Mapping):
        start, end = (parse(words[name]) if words.get(name) else None for name in ("from", "to"))
        return Extent(Detail.of(words.get("detail", "full")), Period(start, end))
    return Extent(Detail.of(str(words)))


def plain(value: Any) -> Any:
    """YAML's dates as ISO text, as a filing by the API would send them."""
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return parse(value).isoformat() if isinstance(value, date) else value
