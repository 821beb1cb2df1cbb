"""Which one channel to a counterparty may be given, and what to think where a source cannot say what is held (P3f)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from accounts.models import User
from disclosures import sources
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.errors import SourceProblem
from disclosures.domain.extents import Detail, Extent
from disclosures.models import Case
from disclosures.queries import records
from disclosures.sources import Context


@dataclass(frozen=True, slots=True)
class Channel:
    """The one channel, if any is held; ``unanswered`` is why that is not known."""

    item: ItemKey | None = None
    unanswered: SourceProblem | None = None


def of(case: Case, subject: User | None, *, preferred: ItemKey | None, wanted: Mapping[ItemKey, Extent]) -> Channel:
    """Of the channels asked for and held: the counterparty's own choice, else the other, first the phone.

    Where a source does not answer, filings, signatures and windows go on: the release asks again before it gives one.
    """
    if not case.rules.offers_channels:
        return Channel()
    chosen = ItemKey(case.channel_offered) if case.channel_offered else preferred
    order = dict.fromkeys(item for item in (chosen, *records.CHANNELS.values()) if item is not None and item in wanted)
    try:
        return Channel(next((item for item in order if _is_held(item, case, subject)), None))
    except SourceProblem as problem:
        return Channel(unanswered=problem)


def _is_held(item: ItemKey, case: Case, subject: User | None) -> bool:
    """Asked of one at a time, so that no source hears of a channel that is not given."""
    asked = {item: Extent(Detail.EXISTENCE)}
    return bool(sources.held(subject=subject, items=asked, context=Context(complaint_id=case.complaint_id)))
