"""An officer whose role was taken away is as far outside as who left: called back or never, they share nothing."""

from __future__ import annotations

import pytest

from accounts.models import Membership, Organisation, User
from disclosures import policies
from disclosures.actions import roles
from disclosures.domain.errors import NotFound
from disclosures.domain.roles import Role
from disclosures.models import Evidence, clock
from disclosures.policies import parties, visibility
from tests.attacks.an_office import FILING, addresses
from tests.browsing import signed_in
from tests.cast import a_case


def un_roled(name: str, role: Role = Role.AUTHORITY) -> User:
    administrator = User.objects.create(name="root")
    administrator.role_assignments.create(role=Role.ADMINISTRATOR)
    user = User.objects.get(name=name)
    roles.end(user=user, role=role, by=administrator, at=clock.now(), reason="An impostor")
    return User.objects.get(name=name)


@pytest.mark.parametrize("called_back", [False, True])
def test_who_is_no_officer_any_more_reads_nothing_of_the_office(psb, called_back):
    User.objects.filter(name="impostor").update(verified_at=clock.now() if called_back else None)
    browser = signed_in(un_roled("impostor"))
    for path in addresses(psb):
        assert browser.get(path).status_code in {403, 404}, path
    assert psb.filed not in browser.get("/requests/").text
    assert browser.press(f"/requests/{psb.filed}/files/{Evidence.objects.get().pk}/open/").status_code == 404
    psb.cast.world.users["impostor"] = User.objects.get(name="impostor")
    caller = psb("impostor")
    for path in (f"/cases/{psb.filed}/", f"/cases/{psb.filed}/messages/", f"/cases/{psb.filed}/evidence/"):
        assert caller.get(path).json()["code"] == "not_found", path
    assert caller.get("/cases/").json()["results"] == []


def test_what_came_to_the_office_is_not_theirs_to_open_and_nobody_is_told_through_them(world):
    case = a_case("legal_request", world=world).released()
    officer, at = case.row.filed_by, case.at
    release = visibility.release_for_recipient(officer, release_id=case.release.pk, at=at).pk
    gone = un_roled(officer.name)
    with pytest.raises(NotFound):
        visibility.release_for_recipient(gone, release_id=release, at=at)
    assert gone not in parties.people_told_for(case.row.recipient_organisation_id)


def test_who_is_no_partner_any_more_lets_nobody_in(world):
    case = a_case("consent", world=world).submitted()
    tom, at = case.user("tom"), case.at
    new = User.objects.create(name="new")
    asked = Membership.objects.create(user=new, organisation=tom.organisation, role=Role.PARTNER, asked_at=at)
    User.objects.filter(pk=tom.pk).update(verified_at=at)
    policies.require_joining_decider(by=User.objects.get(pk=tom.pk), membership=asked, at=at)
    gone = un_roled(tom.name, Role.PARTNER)
    with pytest.raises(NotFound):
        policies.require_joining_decider(by=gone, membership=asked, at=at)


def test_an_office_is_not_told_through_an_officer_whom_nobody_called_back(psb):
    home = Organisation.objects.get(name="psb").pk
    assert [one.name for one in parties.people_told_for(home)] == ["officer"]
    User.objects.filter(name="officer").update(is_active=False)
    assert parties.people_told_for(home) == []


def test_an_officer_not_called_back_stands_on_nothing_that_a_colleague_had_kept(psb):
    kept = {**FILING, "particulars": {"authority": "psb", "preservation": addresses(psb)[4].split("/")[2]}}
    draft = psb("impostor").post("/cases/", kept).json()["reference"]
    assert psb("impostor").post(f"/cases/{draft}/submit/").json()["code"] == "not_found"
