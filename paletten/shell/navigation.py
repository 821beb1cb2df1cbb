"""Which pages the navigation offers to whom: one line for each, in the order in which they are shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from disclosures.domain.roles import LEGAL_STAFF, STAFF, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A page that is offered, with another that stands beside it. ``roles`` is empty for everybody who is signed in."""

    label: str | Promise
    view: str
    roles: frozenset[Role] = frozenset()
    with_view: str = ""

    def reach(self, path: str) -> int:
        """How much of the address of a page this entry covers, in characters; 0 where the page is none of its own."""
        own = (reverse(view) for view in (self.view, self.with_view) if view)
        return max((len(href) for href in own if path.startswith(href)), default=0)


READERS = LEGAL_STAFF | {Role.AUDITOR}
OWN = frozenset({Role.MEMBER, Role.COMPLAINANT})
RECEIVE = OWN | {Role.AUTHORITY, Role.PARTNER}
ENTRIES: tuple[Entry, ...] = (
    Entry(label=_("Your data and others"), view="my-data", roles=OWN),
    Entry(label=_("Who opened my record"), view="who-opened", roles=OWN),
    Entry(label=_("Consents"), view="consents", roles=OWN),
    Entry(label=_("Marketing"), view="preferences", roles=OWN),
    Entry(label=_("What you agreed to"), view="agreement", roles=OWN),
    Entry(label=_("Your requests"), view="requests", roles=RECEIVE),
    Entry(label=_("Data to be kept"), view="own-preservations", roles=frozenset({Role.AUTHORITY})),
    Entry(label=_("Your complaints"), view="complaints", roles=frozenset({Role.COMPLAINANT})),
    Entry(label=_("Ready for you"), view="received", roles=RECEIVE),
    Entry(label=_("Your engagements"), view="own-engagements", roles=frozenset({Role.PARTNER})),
    Entry(label=_("Deletion to attest"), view="attestations", roles=frozenset({Role.PARTNER})),
    Entry(label=_("Tokens"), view="own-tokens", roles=frozenset({Role.PARTNER})),
    Entry(label=_("Today"), view="queue", roles=READERS),
    Entry(label=_("What waits"), view="waiting", roles=READERS),
    Entry(label=_("Registers"), view="registers", roles=STAFF),
    Entry(label=_("Where data went"), view="transfers", roles=frozenset({Role.PRIVACY_OFFICER, Role.AUDITOR})),
    Entry(label=_("What we keep"), view="retention", roles=READERS),
    Entry(label=_("Audit"), view="audit", roles=READERS),
    Entry(label=_("Statistics and health"), view="statistics", roles=STAFF, with_view="health"),
    Entry(label=_("Who may do what"), view="permissions", roles=STAFF),
    Entry(label=_("Records"), view="admin:index", roles=frozenset({Role.ADMINISTRATOR})),
)


def entries_for(request: HttpRequest) -> Iterator[dict[str, Any]]:
    """The entries for who asks, with the one marked under which this page stands."""
    user = request.user
    if not user.is_authenticated:
        return
    offered = [entry for entry in ENTRIES if not entry.roles or entry.roles & user.roles]
    here = max(offered, key=lambda entry: entry.reach(request.path), default=None)
    for entry in offered:
        href = reverse(entry.view)
        is_current = entry is here and bool(entry.reach(request.path))
        yield {"label": entry.label, "href": href, "is_current": is_current, "is_page": href == request.path}
