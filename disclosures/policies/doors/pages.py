"""The doors of the pages."""

from __future__ import annotations

from disclosures.policies.doors import who
from disclosures.policies.doors.door import Door
from disclosures.policies.doors.who import Who


def _page(route: str, *opens_to: Who) -> Door:
    """A page that is only read."""
    return Door(("GET",), route, opens_to)


DOORS: tuple[Door, ...] = (
    _page("", who.ANYBODY),
    _page("favicon.ico", who.ANYBODY),
    Door(("POST",), "language/", (who.ANYBODY,)),
    Door(("GET", "POST"), "account/sign-in/", (who.ANYBODY,)),
    Door(("POST",), "account/sign-out/", (who.ANYBODY,)),
    _page("mails/", who.ANYBODY),  # of a demo; elsewhere there are none
    _page("mails/<mail:name>/", who.ANYBODY),
)

ADMIN = "admin/"
"""Below it Django's own read-only admin, which asks each time whether this person may view this table."""
