"""Who must have accepted the current policy and agreement, and what they can do without (P0c): denied by default."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from accounts.models import PolicyVersion, User
from disclosures.domain.errors import AcceptanceMissing
from disclosures.domain.roles import Role
from disclosures.policies import doors

ASKED = frozenset({Role.MEMBER, Role.COMPLAINANT})
"""Who agrees to the policy by an act of their own; staff, authorities, partners and machines work under contracts."""

OWN_PAGE = "their own page"
OBJECTING = "objecting, and appealing against a decision about them"
ANSWERING = "answering a request for their consent"
CONSENTS = "seeing and withdrawing their consents"
AGREEING = "reading what is to be accepted, and accepting it"
SIGNING_IN = "signing in and out, and keeping their account safe"

EXEMPT: Mapping[str, str] = {
    "GET api/v1/me/disclosures/": OWN_PAGE,
    "GET api/v1/me/access-records/": OWN_PAGE,
    "GET api/v1/me/preservations/": OWN_PAGE,
    "GET api/v1/me/preferences/": OWN_PAGE,
    "POST api/v1/me/preferences/": OWN_PAGE,
    "GET api/v1/cases/<str:reference>/": OWN_PAGE,
    "POST api/v1/cases/<str:reference>/answer/": ANSWERING,
    "POST api/v1/cases/<str:reference>/objections/": OBJECTING,
    "GET api/v1/cases/<str:reference>/messages/": OWN_PAGE,
    "POST api/v1/cases/<str:reference>/messages/relay/answer/": ANSWERING,
    "POST api/v1/cases/<str:reference>/channel/": OBJECTING,
    "GET api/v1/findings/<str:reference>/": OBJECTING,
    "POST api/v1/findings/<str:reference>/appeal/": OBJECTING,
    "GET api/v1/consents/": CONSENTS,
    "GET api/v1/consents/<uuid:consent_id>/receipt/": CONSENTS,
    "POST api/v1/consents/<uuid:consent_id>/withdraw/": CONSENTS,
    "GET api/v1/acceptances/": AGREEING,
    "POST api/v1/acceptances/": AGREEING,
    "GET me/": OWN_PAGE,
    "GET me/record/": OWN_PAGE,
    "GET me/everything.csv": OWN_PAGE,
    "GET me/everything.pdf": OWN_PAGE,
    "GET me/messages/<str:reference>/": ANSWERING,
    "POST me/messages/<str:reference>/": ANSWERING,
    "GET me/about/<str:reference>/": OWN_PAGE,
    "GET me/about/<str:reference>/answer/": ANSWERING,
    "POST me/about/<str:reference>/answer/": ANSWERING,
    "GET me/about/<str:reference>/object/": OBJECTING,
    "POST me/about/<str:reference>/object/": OBJECTING,
    "GET me/about/<str:reference>/channel/": OBJECTING,
    "POST me/about/<str:reference>/channel/": OBJECTING,
    "GET me/agreement/": AGREEING,
    "POST me/agreement/": AGREEING,
    "GET me/consents/": CONSENTS,
    "GET me/consents/<uuid:consent_id>/": CONSENTS,
    "GET me/consents/<uuid:consent_id>/receipt.json": CONSENTS,
    "GET me/consents/<uuid:consent_id>/withdraw/": CONSENTS,
    "POST me/consents/<uuid:consent_id>/withdraw/": CONSENTS,
    "GET me/preferences/": OWN_PAGE,
    "POST me/preferences/": OWN_PAGE,
    "POST me/preferences/partners/": OWN_PAGE,
}
"""Method and address of each operation that waits for no acceptance, and why. Everything else does, but for doors that
are open to anybody, signed in or not."""
BELOW: Mapping[str, str] = {"account/": SIGNING_IN}
"""As above, for every address that begins so."""


def require_accepted(*, by: User, at: datetime) -> None:
    """A member or complainant has accepted the policy and the agreement in force (P0c)."""
    if missing_for(by, at=at):
        raise AcceptanceMissing


def require_door(*, by: User, method: str, route: str, at: datetime) -> None:
    """A member or complainant has accepted what is in force, unless the operation is one that waits for nothing (P0c).

    HEAD is asked as GET; an address that nobody listed is one that waits.
    """
    if not is_exempt(method=method, route=route):
        require_accepted(by=by, at=at)


def is_exempt(*, method: str, route: str) -> bool:
    """Whether the operation waits for no acceptance."""
    door = doors.find(route=route, method=method)
    is_open = door is not None and door.is_open
    listed = f"{'GET' if method == 'HEAD' else method} {route}" in EXEMPT
    return is_open or listed or route.startswith(tuple(BELOW))


def missing_for(by: User, *, at: datetime) -> list[PolicyVersion]:
    """The versions in force that this person has still to accept; one query, and none for who is not asked."""
    if not by.roles & ASKED:
        return []
    return list(PolicyVersion.objects.in_force(at=at).not_accepted_by(by))
