"""Reads the demo's data files. Their instants are counted back from the moment of filling: ``!ago 12d 09:30``."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import yaml

from disclosures.domain.clocks import DESK_ZONE, local

DATA = Path(__file__).parent / "data"
SafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The quick one where PyYAML was built with libyaml."""
AGO = re.compile(r"(-?\d+)d(?: (\d{2}):(\d{2}))?|(\d+)([hm])")


def instant(words: str, *, now: datetime) -> datetime:
    """``12d 09:30`` is that time of day 12 days back, ``12d`` its beginning, ``-5d`` lies ahead; ``5h``, ``20m`` ago.

    Raises ``ValueError`` for anything else.
    """
    found = AGO.fullmatch(words)
    if found is None:
        raise ValueError(f"not an instant of the demo: {words}")
    days, hour, minute, length, unit = found.groups()
    if length:
        return now - (timedelta(hours=int(length)) if unit == "h" else timedelta(minutes=int(length)))
    day = local(now).date() - timedelta(days=int(days))
    return datetime.combine(day, time(int(hour or 0), int(minute or 0)), tzinfo=DESK_ZONE)


def read(name: str, *, now: datetime) -> Any:
    """One data file, its instants made real."""

    class Loader(SafeLoader):  # type: ignore[misc, valid-type]  # the C loader or the plain one
        """SafeLoader that knows ``!ago`` and reads bare dates as aware instants."""

    def ago(loader: yaml.SafeLoader, node: Any) -> datetime:
        return instant(loader.construct_scalar(node), now=now)

    def bare_date(loader: yaml.SafeLoader, node: Any) -> datetime:
        return datetime.combine(date.fromisoformat(loader.construct_scalar(node)), time(), tzinfo=DESK_ZONE)

    Loader.add_constructor("!ago", ago)
    Loader.add_constructor("tag:yaml.org,2002:timestamp", bare_date)
    return yaml.load((DATA / name).read_text(encoding="utf-8"), Loader=Loader)  # noqa: S506 - a SafeLoader


def read_cases(*, now: datetime) -> list[dict[str, Any]]:
    """Every case of the demo, by file."""
    files = sorted((DATA / "cases").glob("*.yaml"))
    return [case for path in files for case in read(f"cases/{path.name}", now=now)]
