"""Who asks to be let in, for a role, or to have an agency entered waits in the list of whom may decide it."""

from __future__ import annotations

import pytest

from accounts.models import RoleGrant, User
from disclosures.actions import agency_requests, memberships, roles
from disclosures.actions.agency_requests import Agency
from disclosures.domain.roles import OrganisationKind, Role
from disclosures.models import Case, clock
from disclosures.queries import waiting
from disclosures.queries.waiting import Reader, Wanted
from tests.actions.outsiders import a_newcomer
from tests.browsing import signed_in
from tests.cast import a_case, a_world, staff

STAFF = ("reviewer.rui", "counsel.chen", "privacy.pei", "auditor.an")


@pytest.fixture
def world(db):
    return a_world(at=clock.now())


def user(name: str) -> User:
    return User.objects.get(name=name)


def counted(kind: str, *names: str) -> dict[str, int]:
    at = clock.now()
    return {name: waiting.count(Reader(user(name), at), wanted=Wanted(kind=kind)) for name in names}


@pytest.fixture
def joining(world):
    newcomer = a_newcomer("wen", "wen@psb.example")
    return memberships.ask(organisation=world.organisations["psb"], by=newcomer, at=clock.now())


def test_who_asks_to_join_waits_for_the_legal_staff(joining):
    assert counted("joining", *STAFF) == {"reviewer.rui": 1, "counsel.chen": 1, "privacy.pei": 1, "auditor.an": 0}


def test_who_is_of_the_organisation_or_asked_themselves_decides_nothing(joining):
    User.objects.filter(name="reviewer.rui").update(organisation=joining.organisation)
    User.objects.filter(name="counsel.chen").update(person=joining.user.person)
    assert counted("joining", "reviewer.rui", "counsel.chen") == {"reviewer.rui": 0, "counsel.chen": 0}


def test_what_is_decided_waits_no_longer(joining):
    memberships.approve(membership=joining, by=user("reviewer.rui"), at=clock.now())
    assert counted("joining", "reviewer.rui") == {"reviewer.rui": 0}


def test_a_role_of_the_desk_waits_for_a_second_granter_and_one_of_a_complainant_for_any_legal_staff(world):
    ai, lu, lin = (
        staff("admin.ai", Role.ADMINISTRATOR),
        a_newcomer("lu", "lu@desk.example"),
        a_newcomer("lin", "lin@x.example"),
    )
    roles.ask(user=lu, role=Role.COUNSEL, by=ai, at=clock.now(), reason="joined the firm")
    assert counted("role_grant", *STAFF) == {"reviewer.rui": 0, "counsel.chen": 0, "privacy.pei": 1, "auditor.an": 0}
    roles.ask(user=lin, role=Role.COMPLAINANT, by=lin, at=clock.now(), reason="passport shown")
    assert counted("role_grant", *STAFF) == {"reviewer.rui": 1, "counsel.chen": 1, "privacy.pei": 2, "auditor.an": 0}
    RoleGrant.objects.update(asked_person=user("privacy.pei").person)
    RoleGrant.objects.filter(role=Role.COMPLAINANT).update(person=user("reviewer.rui").person)
    assert counted("role_grant", "privacy.pei", "reviewer.rui") == {"privacy.pei": 0, "reviewer.rui": 0}


def test_an_agency_waits_for_the_legal_staff_and_never_for_who_asked(world):
    officer = a_newcomer("wen", "wen@customs.example")
    agency = Agency("customs", OrganisationKind.AUTHORITY, "customs.example", "customs.example/contact", "fraud unit")
    agency_requests.ask(agency=agency, by=officer, at=clock.now())
    User.objects.filter(name="counsel.chen").update(person=officer.person)
    assert counted("agency", *STAFF) == {"reviewer.rui": 1, "counsel.chen": 0, "privacy.pei": 1, "auditor.an": 0}


def test_today_counts_them_and_leads_there(joining):
    rui = signed_in(user("reviewer.rui"))
    today = rui.get("/staff/").text
    assert "1 person asks to be let into an organisation" in today
    assert 'href="/staff/waiting/?kind=joining"' in today
    listed = rui.get("/staff/waiting/?kind=joining").text
    assert f'href="/staff/registers/joinings/{joining.public_id}/"' in listed
    assert "psb" in listed
    assert "asks to be let" not in signed_in(user("auditor.an")).get("/staff/").text
    memberships.refuse(membership=joining, by=user("reviewer.rui"), at=clock.now(), reason="not of the office")
    assert "asks to be let" not in rui.get("/staff/").text


def test_a_call_back_waits_until_it_is_entered(world):
    case = a_case("legal_request", world=world).submitted()
    assert counted("call_back", "reviewer.rui") == {"reviewer.rui": 0}
    Case.objects.filter(pk=case.row.pk).update(called_back_at=None, called_back_by=None, called_back_number="")
    assert counted("call_back", "reviewer.rui") == {"reviewer.rui": 1}
    page = signed_in(user("reviewer.rui")).get("/staff/holds/?part=reminders").text
    assert "An agency to be called back" in page
    assert f'href="/staff/cases/{case.row.reference}/"' in page
