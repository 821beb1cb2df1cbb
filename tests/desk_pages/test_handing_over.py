"""A case is given to a colleague who may work on it, by whose work it is or who shares the work out."""

from __future__ import annotations

import re

import pytest

from accounts.models import User
from disclosures.actions import assignments
from disclosures.domain.errors import DeskError, MoveNotAllowed, NotPermitted
from disclosures.domain.events import Event
from disclosures.domain.roles import Role
from disclosures.models import Case, CaseAssignment, CaseNote, LedgerEntry, clock
from tests.cast import a_case, a_world

TAKE = "/staff/take-next/"


def at(case) -> str:
    return f"/staff/cases/{case.row.reference}/do/hand-over/"


def key(name: str) -> str:
    return str(User.objects.get(name=name).pk)


def offered(page: str) -> set[str]:
    return {User.objects.get(pk=found).name for found in re.findall(r'name="to"[^>]*value="(\d+)"', page)}


def whose() -> str:
    return CaseAssignment.objects.get().to.name


def handed() -> int:
    return LedgerEntry.objects.filter(event=Event.CASE_HANDED_OVER).count()


def test_whose_work_it_is_gives_it_to_a_colleague_with_a_word(case, browser_of):
    ren, rui = browser_of("reviewer.ren"), browser_of("reviewer.rui")
    ren.press(TAKE)
    typed = {"to": key("reviewer.rui"), "reason": "You know this agency"}
    assert ren.press(at(case), typed).status_code == 302
    assert whose() == "reviewer.rui"
    assert case.row.reference in rui.get("/staff/?tab=mine").text
    assert case.row.reference in rui.get("/staff/?tab=mentioned").text
    assert CaseNote.objects.get().text == "You know this agency"
    history = rui.get(f"/staff/cases/{case.row.reference}/history/").text
    assert "Given to a colleague as their work" in history
    assert "You know this agency" not in history
    assert ">reviewer.rui<" in history


def test_without_a_word_no_note_is_written(case, browser_of):
    browser_of("counsel.chen").press(at(case), {"to": key("reviewer.rui")})
    assert whose() == "reviewer.rui"
    assert not CaseNote.objects.exists()


def test_a_second_press_changes_nothing_and_is_no_error(case, browser_of):
    ren = browser_of("reviewer.ren")
    ren.press(TAKE)
    typed = {"to": key("reviewer.rui"), "reason": "Yours"}
    assert {ren.press(at(case), typed).status_code for _press in range(2)} == {302}
    assert handed() == 1
    assert CaseNote.objects.count() == 1


def test_who_neither_works_on_it_nor_shares_it_out_gives_nothing_away(case, browser_of):
    browser_of("reviewer.ren").press(TAKE)
    rui = browser_of("reviewer.rui")
    assert "do/hand-over/" not in rui.get(f"/staff/cases/{case.row.reference}/").text
    assert rui.press(at(case), {"to": key("reviewer.triage")}).status_code == 403
    assert browser_of("auditor.an").press(at(case), {"to": key("reviewer.rui")}).status_code == 403
    assert whose() == "reviewer.ren"
    assert not handed()


def test_nobody_is_given_what_they_filed_or_are_a_party_to(browser_of):
    case = a_case("violation", world=a_world(at=clock.now())).submitted()
    case.row.named[0].subject.role_assignments.create(role=Role.REVIEWER)
    chen = browser_of("counsel.chen")
    choices = offered(chen.get(at(case)).text)
    assert "reviewer.rui" in choices
    assert not choices & {"reviewer.triage", "mei", "auditor.an", "officer"}
    for name in ("reviewer.triage", "mei", "auditor.an", "officer"):
        assert chen.press(at(case), {"to": key(name)}).status_code == 200
        with pytest.raises(DeskError, match="may work on this case"):
            assignments.hand_over(
                case=case.row, to=User.objects.get(name=name), by=User.objects.get(name="counsel.chen"), at=clock.now()
            )
    assert not CaseAssignment.objects.exists()
    assert not handed()


def test_who_cannot_act_is_given_nothing(case, browser_of):
    User.objects.filter(name="reviewer.rui").update(is_active=False)
    assert "reviewer.rui" not in offered(browser_of("counsel.chen").get(at(case)).text)


def test_a_party_gives_nothing_away(case, browser_of):
    chen = User.objects.get(name="counsel.chen")
    Case.objects.filter(pk=case.row.pk).update(recipient_user=chen, recipient_organisation=None)
    assert browser_of("counsel.chen").press(at(case), {"to": key("reviewer.rui")}).status_code == 404
    with pytest.raises(DeskError):
        assignments.hand_over(case=case.row, to=User.objects.get(name="reviewer.rui"), by=chen, at=clock.now())
    assert not CaseAssignment.objects.exists()


def test_what_is_over_is_nobodys_to_give(case):
    case.does("withdraw", by="officer")
    rui, chen = (User.objects.get(name=name) for name in ("reviewer.rui", "counsel.chen"))
    with pytest.raises(MoveNotAllowed):
        assignments.hand_over(case=case.row, to=rui, by=chen, at=clock.now())


def test_the_rule_is_the_actions_own(case):
    ren, rui = (User.objects.get(name=name) for name in ("reviewer.ren", "reviewer.rui"))
    with pytest.raises(NotPermitted):
        assignments.hand_over(case=case.row, to=rui, by=ren, at=clock.now())


def test_team_load_leads_to_what_a_colleague_has_and_could_be_given(case, browser_of):
    chen = browser_of("counsel.chen")
    where = f"/staff/team/{key('reviewer.rui')}/"
    assert f'href="{where}"' in chen.get("/staff/team/").text
    page = chen.get(where).text
    assert "They work on no case now." in page
    assert f'href="{at(case)}?to={key("reviewer.rui")}"' in page
    assert re.search(
        rf'value="{key("reviewer.rui")}"[^>]*checked', chen.get(f"{at(case)}?to={key('reviewer.rui')}").text
    )
    chen.press(at(case), {"to": key("reviewer.rui")})
    page = chen.get(where).text
    assert f'href="{at(case)}"' in page
    assert "Nothing is unassigned now." in page
    audited = browser_of("auditor.an").get(where).text
    assert case.row.reference in audited
    assert "do/hand-over/" not in audited


def test_team_load_lists_what_is_nobodys_alike_for_all_and_the_case_says_who_may_take_it(browser_of):
    case = a_case("violation", world=a_world(at=clock.now())).submitted()
    chen = browser_of("counsel.chen")
    for name in ("reviewer.rui", "reviewer.triage"):
        assert case.row.reference in chen.get(f"/staff/team/{key(name)}/").text
    assert "reviewer.triage" not in offered(chen.get(f"{at(case)}?to={key('reviewer.triage')}").text)


def test_only_the_legal_staff_has_a_page_of_load(case, browser_of):
    chen = browser_of("counsel.chen")
    assert {chen.get(f"/staff/team/{key(name)}/").status_code for name in ("officer", "auditor.an")} == {404}
    assert chen.get("/staff/team/99999/").status_code == 404
