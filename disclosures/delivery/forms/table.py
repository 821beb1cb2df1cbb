"""A package as a table that a spreadsheet cannot be tricked by."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

HEAD = ("subject", "item", "detail", "at", "value")
BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def as_csv(contents: Mapping[str, Any]) -> str:
    """One line for each value; UTF-8 with a mark, as spreadsheets want it."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEAD)
    for line in _lines(contents):
        writer.writerow([_safe(cell) for cell in line])
    return "\ufeff" + out.getvalue()


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


def _safe(cell: str) -> str:
    """An apostrophe before what a spreadsheet would reckon with, full-width signs included."""
    plain = unicodedata.normalize("NFKC", cell)
    return f"'{cell}" if plain.lstrip().startswith(BEGINS_A_FORMULA) or plain.startswith(BEGINS_A_FORMULA) else cell
