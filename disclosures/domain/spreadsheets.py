"""Tables that a spreadsheet opens as they are and cannot be tricked by."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence

BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def written(head: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    """CSV in UTF-8 with a mark, as spreadsheets want it."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    for line in lines:
        writer.writerow([_safe(cell) for cell in line])
    return "\ufeff" + out.getvalue()


def _safe(cell: str) -> str:
    """An apostrophe before what a spreadsheet would reckon with, full-width signs included."""
    plain = unicodedata.normalize("NFKC", cell)
    return f"'{cell}" if plain.lstrip().startswith(BEGINS_A_FORMULA) or plain.startswith(BEGINS_A_FORMULA) else cell
