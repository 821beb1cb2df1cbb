"""What a domain looks like to a hurried reader."""

from __future__ import annotations

from typing import Final

ALIKE: Final = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("0", "o"), ("1", "l"), ("i", "l"), ("5", "s"), ("8", "b"))
"""Letters and pairs that are taken for another; ``i``, ``l`` and ``1`` are one."""
SILENT: Final = "-."
SHORTEST_NAME: Final = 5
"""A shorter name is found inside too many honest ones."""


def skeleton(domain: str) -> str:
    """One spelling for all that looks the same: without hyphens and dots, look-alike letters folded."""
    found = "".join(sign for sign in domain if sign not in SILENT)
    for seen, taken_for in ALIKE:
        found = found.replace(seen, taken_for)
    return found


def one_apart(one: str, other: str) -> bool:
    """True when one letter more, less or other, or two neighbours swapped, makes one name the other."""
    if min(len(one), len(other)) < SHORTEST_NAME or abs(len(one) - len(other)) > 1:
        return False
    first = next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if first is None:
        return len(one) != len(other)
    a, b = one[first:], other[first:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[:2][::-1] and a[2:] == b[2:])


def holds(whole: str, name: str) -> bool:
    """True when the name is worked into the whole."""
    return len(name) >= SHORTEST_NAME and name in whole
