"""One line of the benchmark's table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What was measured, what it is held against, and what the issue asks of it."""

    name: str
    measured: str
    floor: str = ""
    ratio: float | None = None
    target: str = ""
    met: bool | None = None


def per_second(count: int, seconds: float) -> str:
    """A rate as people read it."""
    return f"{count / seconds:.0f}/s"


def show(figures: Sequence[Figure], *, title: str) -> None:
    """Print the table."""
    table = Table(title=title, title_justify="left")
    for heading in ("figure", "measured", "floor", "ratio", "target", "met"):
        table.add_column(heading, justify="left" if heading in {"figure", "target"} else "right")
    for figure in figures:
        table.add_row(
            figure.name,
            figure.measured,
            figure.floor,
            "" if figure.ratio is None else f"{figure.ratio:.2f}",
            figure.target,
            {True: "[green]yes[/]", False: "[red]no[/]", None: ""}[figure.met],
        )
    Console(width=140).print(table)
