"""The registers beside the cases: organisations, their people and who joins them, as staff press them."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Membership, Organisation, User
from disclosures.actions import memberships, roles
from disclosures.domain.roles import Role
from disclosures.models import clock
from disclosures.portals.staff.registers import views
from tests.actions.outsiders import NUMBER, a_newcomer
from tests.cast import a_world, staff

AT = "/staff/registers/"
UNTIL = {"until-day": "1", "until-month": "2", "until-year": "2090"}
CALLED = {
    "call_number": NUMBER,
    "call_spoke_to": "the switchboard",
    "call_at-day": "2",
    "call_at-month": "3",
    "call_at-year": "2020",
    "call_time": "9:05",
}
CHECKED = UNTIL | CALLED | {"evidence": "gazette of 3 March"}
ENTRY = {
    "name": "customs",
    "kind": "authority",
    "country": "CN",
    "domain": "customs.example",
    "phone": NUMBER,
    "phone_source": "customs.example/contact",
    "registered_email": "desk@customs.example",
}


@pytest.fixture
def world(db):
    made = a_world(at=clock.now())
    made.users["admin.ada"] = staff("admin.ada", Role.ADMINISTRATOR)
    return made


def psb() -> Organisation:
    return Organisation.objects.get(name="psb")


def of(thing: Organisation) -> str:
    return f"{AT}organisations/{thing.pk}/"


def asked(name: str = "jo") -> Membership:
    newcomer = a_newcomer(name, f"{name}@{psb().domain}")
    return memberships.ask(organisation=psb(), by=newcomer, at=clock.now())


def test_one_enters_an_organisation_and_somebody_else_verifies_it(world, browser_of):
    ren, rui = browser_of("reviewer.ren"), browser_of("reviewer.rui")
    made = ren.press(f"{AT}new-organisation/", ENTRY)
    customs = Organisation.objects.get(name="customs")
    assert (made.status_code, made.headers["Location"]) == (302, of(customs))
    assert "customs" in ren.get(f"{AT}organisations/").text
    own = ren.get(of(customs)).text
    assert "Somebody else must" in own
    assert f'{of(customs)}do/verify/"' not in own
    assert rui.press(f"{of(customs)}do/verify/", CHECKED | {"edition": 1}).status_code == 302
    shown = rui.get(of(customs)).text
    assert "Verified until" in shown
    assert "the switchboard" in shown
    assert "gazette of 3 March" in shown


def test_a_call_to_another_number_is_refused_beside_it_and_all_is_kept(world, browser_of):
    typed = CHECKED | {"edition": psb().edition, "call_number": "+86 10 9999 0000"}
    answer = browser_of("reviewer.ren").press(f"{of(psb())}do/verify/", typed)
    assert answer.status_code == 422
    assert "call_number-error" in answer.text
    assert "never to one that came with a request" in answer.text
    assert "gazette of 3 March" in answer.text
    assert 'value="9:05"' in answer.text


@pytest.mark.parametrize(
    ("left_out", "says"), [("call_spoke_to", "Enter who answered"), ("call_time", "Enter the time")]
)
def test_a_call_is_said_whole(world, browser_of, left_out, says):
    typed = CHECKED | {"edition": psb().edition, left_out: ""}
    answer = browser_of("reviewer.ren").press(f"{of(psb())}do/verify/", typed)
    assert says in answer.text
    assert f"{left_out}-error" in answer.text


def test_an_entry_that_changed_meanwhile_is_not_verified(world, browser_of):
    ren, rui = browser_of("reviewer.ren"), browser_of("reviewer.rui")
    read = ENTRY | {"name": "psb", "domain": psb().domain, "registered_email": f"new@{psb().domain}"}
    edition = psb().edition
    assert ren.press(f"{of(psb())}do/change/", read | {"edition": edition}).status_code == 302
    assert psb().registered_email == f"new@{psb().domain}"
    answer = rui.press(f"{of(psb())}do/verify/", CHECKED | {"edition": edition})
    assert answer.status_code == 409
    assert "not as you read it" in answer.text


def test_a_verification_is_ended_with_a_reason(world, browser_of):
    ren, where = browser_of("reviewer.ren"), f"{of(psb())}do/end-verification/"
    assert "Enter a reason" in ren.press(where, {"reason": ""}).text
    assert ren.press(where, {"reason": "the office was closed"}).status_code == 302
    assert "Not verified" in ren.get(of(psb())).text
    assert ren.get(where).status_code == 409


def test_an_organisation_is_written_to_in_its_language(world, browser_of):
    assert browser_of("admin.ada").press(f"{of(psb())}do/language/", {"language": "zh-hans"}).status_code == 302
    assert psb().language == "zh-hans"


def test_an_officer_is_verified_by_a_call_only_and_never_by_who_let_them_in(world, browser_of):
    ren, rui, waits = browser_of("reviewer.ren"), browser_of("reviewer.rui"), asked()
    assert "jo" in ren.get(f"{AT}joinings/").text
    assert ren.press(f"{AT}joinings/{waits.public_id}/do/approve/").status_code == 302
    assert User.objects.get(name="jo").organisation == psb()
    assert "Somebody else must" in ren.get(f"{AT}people/jo/").text
    assert (
        "Enter the number that you dialled"
        in rui.press(f"{AT}people/jo/do/verify/", UNTIL | {"evidence": "badge"}).text
    )
    assert rui.press(f"{AT}people/jo/do/verify/", CHECKED).status_code == 302
    assert "Verified until" in rui.get(f"{AT}people/jo/").text
    assert rui.press(f"{AT}people/jo/do/end-verification/", {"reason": "left"}).status_code == 302


def test_who_asked_to_join_is_refused_or_removed_with_a_reason(world, browser_of):
    ren, waits = browser_of("reviewer.ren"), asked()
    where = f"{AT}joinings/{waits.public_id}/"
    assert "Enter a reason" in ren.press(f"{where}do/refuse/", {"reason": " "}).text
    assert ren.press(f"{where}do/refuse/", {"reason": "unknown there"}).status_code == 302
    assert "Refused" in ren.get(where).text
    assert "Nothing is left to do here" in ren.get(where).text
    tom = Membership.objects.get(user__name="tom")
    removed = ren.press(f"{AT}joinings/{tom.public_id}/do/remove/", {"reason": "asked by them"})
    assert removed.status_code == 302
    assert User.objects.get(name="tom").organisation is None


def test_who_asked_to_be_a_complainant_is_granted_it_by_a_second_person(world, browser_of):
    mei = world.users["mei"]
    waits = roles.ask(user=mei, role=Role.COMPLAINANT, by=mei, at=clock.now(), reason="passport shown")
    where = f"{AT}roles/{waits.public_id}/"
    ren = browser_of("reviewer.ren")
    assert "mei" in ren.get(f"{AT}roles/").text
    assert "passport shown" in ren.get(where).text
    assert "Enter a reason" in ren.press(f"{where}do/refuse/", {"reason": ""}).text
    assert ren.press(f"{where}do/approve/").status_code == 302
    assert mei.role_assignments.filter(role=Role.COMPLAINANT).exists()
    assert "Granted" in ren.get(where).text
    assert ren.press(f"{where}do/approve/").status_code == 409


def test_a_role_of_the_desk_is_no_reviewers_to_grant(world, browser_of):
    ada = world.users["admin.ada"]
    waits = roles.ask(user=world.users["mei"], role=Role.COUNSEL, by=ada, at=clock.now(), reason="joins us")
    where = f"{AT}roles/{waits.public_id}/"
    assert browser_of("reviewer.ren").press(f"{where}do/approve/").status_code in {403, 409}
    assert browser_of("admin.ada").press(f"{where}do/approve/").status_code in {403, 409}
    assert browser_of("privacy.pei").press(f"{where}do/approve/").status_code == 302


def test_who_may_not_is_told_who_can(world, browser_of):
    ada, an = browser_of("admin.ada"), browser_of("auditor.an")
    assert "Who can: reviewer, counsel, privacy officer." in ada.get(of(psb())).text
    shown = an.get(of(psb())).text
    assert "Who can: reviewer, counsel, privacy officer, administrator." in shown
    assert "do/verify/" not in shown
    refused = an.get(f"{of(psb())}do/verify/")
    assert refused.status_code == 403
    assert "reviewer" in refused.text
    alone = ada.get(f"{of(psb())}do/verify/").text
    assert "Who can: reviewer, counsel, privacy officer." in alone
    assert "call_number" not in alone
    assert ada.press(f"{of(psb())}do/verify/", CHECKED | {"edition": psb().edition}).status_code == 409


def test_outside_people_find_no_registers(world, browser_of):
    assert browser_of("officer").get(AT).status_code == 403
    assert browser_of("officer").get(of(psb())).status_code == 403


@pytest.mark.parametrize("name", ["organisations/99999999/", "organisations/x/", "people/nobody/", "joinings/x/"])
def test_what_there_is_not_is_not_found(world, browser_of, name):
    assert browser_of("reviewer.ren").get(AT + name).status_code == 404


def test_a_list_is_found_in_and_goes_on_page_by_page_at_one_cost(world, browser_of, monkeypatch):
    ren = browser_of("counsel.chen")
    monkeypatch.setattr(views, "ROWS", 2)
    listed = ren.get(f"{AT}organisations/?part=all").text
    assert "Next page" in listed
    assert "Previous page" in ren.get(f"{AT}organisations/?part=all&page=2").text
    assert "travelco" in ren.get(f"{AT}organisations/?part=all&q=travel").text
    assert "Nothing here has these words" in ren.get(f"{AT}organisations/?part=all&q=nowhere").text
    for register in views.REGISTERS:
        costs = []
        for rows in (1, 30):
            monkeypatch.setattr(views, "ROWS", rows)
            with CaptureQueriesContext(connection) as asked_for:
                assert ren.get(f"{AT}{register}/?part=all").status_code == 200
            costs.append(len(asked_for))
        assert costs[0] == costs[1], register


def test_the_cards_say_what_waits_and_who_reads_the_rest(world, browser_of):
    asked()
    page = browser_of("reviewer.ren").get(AT).text
    assert "Waiting for an answer: <strong>1</strong>" in page
    assert 'href="/staff/registers/"' in browser_of("admin.ada").get(AT).text
