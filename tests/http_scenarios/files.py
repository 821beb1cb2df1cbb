"""The scenario files that were given with the policy, as they are or as if they happened now."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from disclosures.domain.instants import parse
from disclosures.scenarios import reading

FOLDER = Path(__file__).parent.parent / "scenarios"
GIVEN = [raw for path in sorted(FOLDER.glob("[a-g]_*.yaml")) for raw in reading.load(path)]
PARTLY_NARROWED = [raw for raw in reading.load(FOLDER / "own_x_common.yaml") if raw["id"] == "own-x-13"]
"""Narrowings that name a detail or a period alone: the other stays."""


def happening(raw: Mapping[str, Any], *, at: datetime) -> Mapping[str, Any]:
    """The scenario with every time in it moved, so that it begins at ``at``."""
    moved: Mapping[str, Any] = _moved(raw, by=at - parse(raw.get("at") or reading.DEFAULT_START))
    return {**moved, "at": at}


def _moved(words: Any, *, by: timedelta) -> Any:
    if isinstance(words, Mapping):
        return {name: _moved(inner, by=by) for name, inner in words.items()}
    if isinstance(words, list):
        return [_moved(inner, by=by) for inner in words]
    return parse(words) + by if isinstance(words, date) else words
