"""A package as a table that a spreadsheet cannot be tricked by."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from disclosures.domain import spreadsheets

HEAD = ("subject", "item", "detail", "at", "value")


def as_csv(contents: Mapping[str, Any]) -> str:
    """One line for each value."""
    return spreadsheets.written(HEAD, _lines(contents))


def _lines(contents: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    for subject in contents["subjects"]:
        for item, held in subject["items"].items():
            for value in held["values"]:
                yield subject["named"], item, held["detail"], value.get("at") or "", _text(value["value"])


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return ", ".join(str(part) for part in value.values() if part)
    return json.dumps(value, ensure_ascii=False)
