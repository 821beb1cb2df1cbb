"""The product's own files, read as syntax trees."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ("accounts", "disclosures", "paletten")


def files(*folders: str) -> Iterator[Path]:
    """Every Python file below the folders, migrations aside: those are written by Django."""
    for folder in folders or PRODUCT:
        yield from (path for path in sorted((ROOT / folder).rglob("*.py")) if "migrations" not in path.parts)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def dotted(node: ast.AST) -> str:
    """`transaction.atomic` for what is written so; empty for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return ""


def calls(node: ast.AST) -> list[str]:
    """The dotted names called below a node, in the order of the text."""
    found = [inner for inner in ast.walk(node) if isinstance(inner, ast.Call)]
    found.sort(key=lambda call: (call.lineno, call.col_offset))
    return [dotted(call.func) for call in found]
