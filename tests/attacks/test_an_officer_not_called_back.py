"""A stolen mailbox of a real office: until staff have called back, an officer reads what they filed and no more."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from accounts.models import Organisation, User
from disclosures import keyring, outbox
from disclosures.actions import preservations
from disclosures.actions.preservations import Wish
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.extents import ALL
from disclosures.models import Evidence, Preservation, clock
from tests.browsing import signed_in
from tests.callers import Caller, Cast
from tests.cast import a_case
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
KEPT_TO_THE_OFFICE = {
    "edition", "verified_until", "domain", "phone", "phone_source", "registered_email", "language", "suspended_at",
}  # fmt: skip
WISH = Wish(["mei"], {ItemKey.CONTACT_PHONE: ALL}, "fraud of Lake Road", "Criminal Procedure Law 54")


@pytest.fixture(autouse=True)
def sealed(db, settings):
    in_memory = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    settings.STORAGES = settings.STORAGES | {"sealed": in_memory}
    settings.DESK_CLAMAV = ""
    with keyring.ephemeral(), outbox.inline():
        yield


@dataclass
class Office:
    """A public body's people at the API, and the reference of what one of them filed."""

    cast: Cast
    filed: str = ""

    def __call__(self, name: str) -> Caller:
        """Somebody of it."""
        return self.cast(name)


@pytest.fixture
def psb() -> Office:
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


def test_on_the_pages_there_is_nothing_of_colleagues(psb):
    impostor = signed_in(User.objects.get(name="impostor"))
    for path in addresses(psb):
        assert impostor.get(path).status_code == 404, path
    kept = Preservation.objects.get().reference
    for path, reference in (("/requests/", psb.filed), ("/preservations/", kept)):
        assert reference not in impostor.get(path).text
    assert impostor.press(f"/requests/{psb.filed}/files/{Evidence.objects.get().pk}/open/").status_code == 404


def test_at_the_api_there_is_nothing_of_colleagues(psb):
    caller, file = psb("impostor"), Evidence.objects.get().pk
    kept = Preservation.objects.get().reference
    for path in (
        f"/cases/{psb.filed}/",
        f"/cases/{psb.filed}/timeline/",
        f"/cases/{psb.filed}/messages/",
        f"/cases/{psb.filed}/evidence/",
        f"/evidence/{file}/",
        f"/preservations/{kept}/",
    ):
        assert caller.get(path).json()["code"] == "not_found", path
    for path in ("/cases/", "/preservations/"):
        assert caller.get(path).json()["results"] == []
    for path in (f"/cases/{psb.filed}/submit/", f"/cases/{psb.filed}/withdraw/", f"/preservations/{kept}/withdraw/"):
        assert caller.post(path).json()["code"] == "not_found", path


def test_they_file_and_follow_what_is_their_own(psb):
    impostor = User.objects.get(name="impostor")
    own = psb("impostor").post("/cases/", FILING).json()["reference"]
    preservations.ask(wish=WISH, by=impostor, at=clock.now())
    browser = signed_in(impostor)
    assert browser.get(f"/requests/{own}/").status_code == 200
    assert own in browser.get("/requests/").text
    assert [row["reference"] for row in psb("impostor").get("/cases/").json()["results"]] == [own]
    assert len(psb("impostor").get("/preservations/").json()["results"]) == 1


def test_once_called_back_they_read_what_the_office_asked_and_no_longer_when_that_ends(psb):
    for verified_at, status in ((clock.now(), 200), (None, 404)):
        User.objects.filter(name="impostor").update(verified_at=verified_at)
        browser = signed_in(User.objects.get(name="impostor"))
        for path in addresses(psb)[:2] + addresses(psb)[4:5]:
            assert browser.get(path).status_code == status, path


def test_a_partner_s_colleague_shares_as_before(db):
    case = a_case("consent").submitted()
    home = Organisation.objects.get(name="travelco")
    tina = User.objects.create(name="tina", organisation=home)
    tina.role_assignments.create(role="partner")
    tina = User.objects.get(name="tina")
    assert signed_in(tina).get(f"/requests/{case.row.reference}/").status_code == 200


def test_where_the_codes_of_the_office_go_is_told_to_who_was_called_back(psb):
    home = Organisation.objects.get(name="psb").pk
    entry = psb("officer").get(f"/organisations/{home}/").json()
    assert {"registered_email", "phone"} <= set(entry)
    assert set(psb("impostor").get(f"/organisations/{home}/").json()) == set(entry) - KEPT_TO_THE_OFFICE
