"""The terminal as paper: eighty columns, readable without colour."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO

from rich import box
from rich.console import Console

WIDTH = 80
LINES = box.Box("    \n    \n -- \n    \n    \n -- \n    \n    \n", ascii=True)
"""Columns apart by space, one rule under the headings: nothing that a plain terminal or a printer cannot show."""


def printed(write: Callable[[Console], None], *, colour: bool) -> str:
    """What ``write`` prints, as text; with ``colour`` also the codes that a terminal understands."""
    sheet = StringIO()
    write(
        Console(
            file=sheet, width=WIDTH, force_terminal=colour, no_color=not colour, highlight=False, legacy_windows=False
        )
    )
    return "\n".join(line.rstrip() for line in sheet.getvalue().splitlines()) + "\n"
