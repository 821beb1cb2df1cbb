"""Which address opens to whom: one table, denied by default; an address that is not in it opens to nobody.

*Who* may go through a door is a named predicate (``who``); what they may do to the thing behind it is asked again by
the action (``table`` and ``deciding``). A test walks every address by every role, on their own and on somebody else's
thing, and compares what happens with this table.
"""

from __future__ import annotations

from collections.abc import Mapping

from disclosures.policies.doors import api, pages
from disclosures.policies.doors.door import Door, Thing
from disclosures.policies.doors.who import Standing, Who

ALL: tuple[Door, ...] = (*pages.DOORS, *api.DOORS)

DOORS: Mapping[tuple[str, str], Door] = {(door.route, method): door for door in ALL for method in door.methods}
"""By route as Django writes it, and method."""


def find(*, route: str, method: str) -> Door | None:
    """The door of an address; ``None`` where nobody has said who may enter, so that nobody does."""
    asked = "GET" if method in {"HEAD", "OPTIONS"} else method
    return DOORS.get((route, asked)) or DOORS.get((route, "POST" if method == "OPTIONS" else asked))


def methods_of(*, route: str) -> list[str]:
    """What the doors of this address answer; nothing where there is none."""
    return [method for known, method in DOORS if known == route]


__all__ = ["ALL", "DOORS", "Door", "Standing", "Thing", "Who", "find", "methods_of"]
