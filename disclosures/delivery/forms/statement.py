"""A table as PDF/A-2a, for the member whom it is about: with the fonts and the rules of the packages' paper.

It holds what stands on the member's own pages, kinds of data and never a value: nothing is unsealed for it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import typst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from disclosures.delivery.forms import glyphs, paper, wording

TEMPLATE = Path(__file__).with_name("statement.typ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What is printed; ``widths`` are the shares of the columns."""

    title: str
    says: Sequence[str]
    head: Sequence[str]
    widths: Sequence[int]
    rows: Sequence[Sequence[str]]
    made_at: datetime
    foot: str = ""


def as_pdf(statement: Statement) -> bytes:
    """The pages, in the language that is set, each character as the fonts have it."""
    day = statement.made_at.astimezone(UTC)
    language = (get_language() or "en").partition("-")[0]
    data = {
        "lang": language,
        "region": wording.REGIONS.get(language, ""),
        "title": statement.title,
        "desk": _("Paletten Disclosure Desk"),
        "made": f"{day:%Y-%m-%d %H:%M} UTC",
        "foot": statement.foot or _("Kinds of data, never their content."),
        "says": list(statement.says),
        "head": list(statement.head),
        "rows": [[glyphs.printable(cell) for cell in row] for row in statement.rows],
        "widths": list(statement.widths),
        "day": {"year": day.year, "month": day.month, "day": day.day},
    }
    content = typst.compile(
        TEMPLATE,
        format="pdf",
        font_paths=paper.fonts(),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards=paper.STANDARD,
        timestamp=int(statement.made_at.timestamp()),
    )
    assert isinstance(content, bytes)  # one PDF, not a picture for each page
    return content
