"""A stolen mailbox of a real office: until staff have called back, an officer reads what they filed and no more."""

from __future__ import annotations

from accounts.models import Organisation, User
from disclosures.actions import preservations
from disclosures.models import Evidence, Preservation, clock
from tests.attacks.an_office import FILING, WISH, addresses
from tests.browsing import signed_in
from tests.cast import a_case

KEPT_TO_THE_OFFICE = {
    "edition", "verified_until", "domain", "phone", "phone_source", "registered_email", "language", "suspended_at",
}  # fmt: skip


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
