"""A package as PDF/A-2a (ISO 19005-2): tagged, with its fonts inside, every page marked (docs/decisions/0041)."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Final

import typst

from disclosures.delivery.forms import glyphs, wording
from disclosures.delivery.forms.file import Package

TEMPLATE = Path(__file__).with_name("paper.typ")
STANDARD: Final = "a-2a"


def as_pdf(package: Package) -> bytes:
    """The pages, the same bytes each time for the same package and language. Nothing is written to a disk."""
    content = typst.compile(
        TEMPLATE,
        format="pdf",
        font_paths=fonts(),
        sys_inputs={"data": json.dumps(wording.of(package), ensure_ascii=False)},
        pdf_standards=STANDARD,
        timestamp=int(package.released_at.timestamp()),
    )
    assert isinstance(content, bytes)  # one PDF, not a picture for each page
    return content


@cache
def fonts() -> typst.Fonts:
    """Ours and no others: what a machine has installed changes no paper."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[glyphs.FOLDER])
