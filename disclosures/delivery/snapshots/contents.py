"""What lies inside the seal of a snapshot: values as the sources had them, and how a release reads them again."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from accounts.models import User
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.extents import Detail, Period
from disclosures.domain.instants import parse, parse_or_none, text
from disclosures.sources import Collected, Holding, Value

FORMAT = 1
NOBODY = "nobody: a snapshot"
"""Whom the seal names where a release names its recipient."""
BLOCK = 64 * 1024
"""Bytes; a snapshot is padded to a multiple, so that an empty one looks like others."""

Kept = Mapping[ItemKey, Holding]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A snapshot that a release draws on: of each item its time, and of each person known then what was held."""

    as_of: datetime
    periods: Mapping[ItemKey, Period]
    subjects: Mapping[int, Kept]

    def of(self, subject: User | None) -> Kept:
        """What was held of them; nothing of somebody whom it does not name."""
        kept = self.subjects.get(subject.pk, {}) if subject else {}
        return {item: holding for item, holding in kept.items() if holding.is_held}

    def period(self, item: ItemKey) -> Period:
        """The time that was kept of an item: at most until the snapshot was taken."""
        return self.periods[item] & Period(end=self.as_of)


def written(kept: Sequence[tuple[User | None, Collected]], *, periods: Mapping[ItemKey, Period], at: datetime) -> bytes:
    """The snapshot as JSON, padded."""
    plain = {
        "format": FORMAT,
        "as_of": text(at),
        "periods": {item: [text(period.start), text(period.end)] for item, period in periods.items()},
        "subjects": [
            {
                "subject": subject.pk if subject else None,
                "items": {item: _written(holding) for item, holding in collected.holdings.items()},
            }
            for subject, collected in kept
        ],
    }
    content = json.dumps(plain, ensure_ascii=False, sort_keys=True).encode()
    return content + b" " * (-len(content) % BLOCK)


def _written(holding: Holding) -> dict[str, Any]:
    values = [{"value": value.value, "at": text(value.at)} for value in holding.values]
    return {"source": holding.source, "stored_in": holding.stored_in, "values": values}


def read(content: bytes) -> Snapshot:
    """What was sealed, read again."""
    plain = json.loads(content)
    as_of = parse(plain["as_of"])
    return Snapshot(
        as_of=as_of,
        periods={
            ItemKey(item): Period(parse_or_none(start), parse_or_none(end))
            for item, (start, end) in plain["periods"].items()
        },
        subjects={
            one["subject"]: {ItemKey(item): _holding(kept, as_of=as_of) for item, kept in one["items"].items()}
            for one in plain["subjects"]
            if one["subject"] is not None
        },
    )


def _holding(kept: Mapping[str, Any], *, as_of: datetime) -> Holding:
    values = tuple(Value(one["value"], parse_or_none(one["at"])) for one in kept["values"])
    return Holding(values=values, detail=Detail.FULL, source=kept["source"], stored_in=kept["stored_in"], as_of=as_of)
