"""A public body of which staff have called one officer back and not the other."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.models import User
from disclosures.actions import preservations
from disclosures.actions.preservations import Wish
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.extents import ALL
from disclosures.models import Preservation, clock
from tests.browsing import signed_in
from tests.callers import Caller, Cast
from tests.complaining.conftest import send

WORLD = """
organisations: {psb: {kind: authority}}
people: {officer: {role: authority, of: psb}, impostor: {role: authority, of: psb}}
members: {mei: {}}
"""
FILING = {
    "basis": "legal_request", "subjects": ["mei"], "recipient": {"organisation": "psb"}, "purpose": "fraud inquiry",
    "asks": ["contact.email"], "particulars": {"authority": "psb"},
}  # fmt: skip
WISH = Wish(["mei"], {ItemKey.CONTACT_PHONE: ALL}, "fraud of Lake Road", "Criminal Procedure Law 54")


@dataclass
class Office:
    """A public body's people at the API, and the reference of what one of them filed."""

    cast: Cast
    filed: str = ""

    def __call__(self, name: str) -> Caller:
        """Somebody of it."""
        return self.cast(name)


def a_public_body() -> Office:
    """A colleague's request with a file, a draft of theirs, and a preservation."""
    office = Office(Cast(WORLD))
    officer = office.cast.world.users["officer"]
    office.filed = office("officer").post("/cases/", FILING).json()["reference"]
    send(signed_in(officer), f"/requests/{office.filed}/files/")
    preservations.ask(wish=WISH, by=officer, at=clock.now())
    User.objects.filter(name="impostor").update(verified_at=None, verified_until=None)
    office.cast.world.users["impostor"] = User.objects.get(name="impostor")
    return office


def addresses(office: Office) -> list[str]:
    case, kept = office.filed, Preservation.objects.get().reference
    return [
        f"/requests/{case}/",
        f"/requests/{case}/files/",
        f"/requests/{case}/check/",
        f"/requests/{case}/do/withdraw/",
        f"/preservations/{kept}/",
        f"/preservations/{kept}/withdraw/",
    ]
