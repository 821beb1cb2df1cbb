"""Draws the life of a case from the table of moves, for the documentation."""

from __future__ import annotations

from collections.abc import Iterator

from disclosures.domain.moves import MOVES, Status

FIRST = Status.DRAFT


def states() -> str:
    """The page ``docs/states.md``: a Mermaid diagram, and the moves as a table with the events they record."""
    return "\n".join(
        [
            "# The life of a case",
            "",
            "Drawn from `disclosures/domain/moves.py` by `python manage.py docs`; a test compares the two.",
            "",
            "```mermaid",
            "stateDiagram-v2",
            *(f"    {line}" for line in _arrows()),
            "```",
            "",
            "| move | from | to | the ledger records |",
            "|---|---|---|---|",
            *_rows(),
            "",
        ]
    )


def _arrows() -> Iterator[str]:
    yield f"[*] --> {FIRST}"
    for source in Status:
        for target in Status:
            names = [move.name for move in MOVES.values() if source in move.sources and target in move.targets]
            if names:
                yield f"{source} --> {target}: {', '.join(names)}"
    left = frozenset().union(*(move.sources for move in MOVES.values()))
    yield from (f"{status} --> [*]" for status in Status if status not in left)


def _rows() -> Iterator[str]:
    for move in MOVES.values():
        sources, targets = (
            ", ".join(status for status in Status if status in side) for side in (move.sources, move.targets)
        )
        yield f"| `{move.name}` | {sources} | {targets} | `{move.event}` |"
