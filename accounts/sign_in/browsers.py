"""What a browser is called, from what it says of itself: enough to know one's own again."""

from __future__ import annotations

BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrom", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)  # fmt: skip


def name_of(said: str) -> str:
    """Like ``Firefox, Linux``; empty where nothing is known."""
    return ", ".join(filter(None, (_first(said, BROWSERS), _first(said, SYSTEMS))))


def _first(said: str, known: tuple[tuple[str, str], ...]) -> str:
    return next((name for mark, name in known if mark in said), "")
