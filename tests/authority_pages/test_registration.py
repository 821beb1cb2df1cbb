"""An officer asks that the agency be registered, joins it, and is told at each station what staff do (P3c)."""

from __future__ import annotations

import pytest
from django.core import mail

from accounts.models import Membership, Organisation, User
from disclosures import outbox
from disclosures.actions import agency_requests, memberships, organisations, verifications
from disclosures.models import AgencyRequest, LedgerEntry, clock
from tests import browsing
from tests.actions.outsiders import AN_ENTRY, a_newcomer, shows_mail, verified

AT = "/register/agency/"
ASKED = {
    "name": "Customs of Lake City",
    "kind": "authority",
    "country": "CN",
    "domain": "customs.example",
    "published_at": "customs.example/contact",
    "office": "fraud unit, inspector",
}


@pytest.fixture
def jo(world):
    return browsing.signed_in(a_newcomer("jo", "jo@customs.example"))


def entered() -> Organisation:
    """As one of the staff finds it, and another verifies it."""
    return organisations.register(entry=AN_ENTRY, by=User.objects.get(name="reviewer.ren"), at=clock.now())


def test_what_is_checked_is_told_to_everybody(db):
    shown = browsing.visitor().get("/register/").text
    assert "never call a number that came with a request" in shown
    assert "/account/signup/?next=/register/agency/" in shown
    assert "/register/" in browsing.visitor().get("/").text


def test_an_agency_is_asked_for_once_and_gives_nothing(jo):
    assert 'value="customs.example"' in jo.get(AT).text, "the domain of the address they sign in with"
    first, second = (jo.press(AT, ASKED) for _press in range(2))
    assert (first.status_code, AgencyRequest.objects.count()) == (302, 1)
    assert second.status_code == 200, "the second press finds it asked"
    assert "We are looking your agency up" in jo.get(AT).text
    assert not Organisation.objects.filter(domain="customs.example").exists()
    assert not User.objects.get(name="jo").roles
    assert LedgerEntry.objects.get(event="agency_asked").pk


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"domain": "gmail.com"}, "Anybody can have mail there"),
        ({"domain": "psb.gov.example"}, "Verify an address of mail on the organisation"),
        ({"office": ""}, "Enter your unit and function"),
        ({"kind": ""}, "Select whether it is an authority or a court"),
        ({"country": "China"}, "Enter the two letters of a country"),
        ({"country": "CN\n"}, "Enter the two letters of a country"),
    ],
)
def test_what_cannot_stand_is_said_and_the_rest_is_kept(jo, typed, said):
    shown = jo.press(AT, ASKED | typed).text
    assert said in shown
    assert 'value="Customs of Lake City"' in shown
    assert not AgencyRequest.objects.exists()


def test_from_the_register_to_the_call(jo, browser_of):
    jo.press(AT, ASKED)
    ren = browser_of("reviewer.ren")
    assert "Customs of Lake City" in ren.get("/staff/registers/agencies/").text
    asked = ren.get(f"/staff/registers/agencies/{AgencyRequest.objects.get().public_id}/").text
    assert "jo@customs.example" in asked, "whom to ask for, where their name on the desk is none"
    agency = entered()
    shown = jo.get(AT).text
    assert "Ask to join this agency" in shown
    assert "In the register" in ren.get(f"/staff/registers/agencies/{AgencyRequest.objects.get().public_id}/").text
    for _press in range(2):
        jo.press(f"/register/join/{agency.pk}/")
    membership = Membership.objects.get(user__name="jo")
    assert "Staff verify you and call back" in jo.get(AT).text
    verify(agency)
    memberships.approve(membership=membership, by=User.objects.get(name="counsel.chen"), at=clock.now())
    officer = browsing.signed_in(User.objects.get(name="jo"))
    assert "We call your office" in officer.get(AT).text
    assert "We call your office" in officer.get("/requests/").text
    verified("jo", by=User.objects.get(name="privacy.pei"), at=clock.now())
    assert "You are registered" in officer.get(AT).text
    assert "We call your office" not in officer.get("/requests/").text


def test_an_agency_on_whose_domain_one_reads_no_mail_is_as_good_as_none(jo, world):
    there = Organisation.objects.get(name="psb")
    assert jo.press(f"/register/join/{there.pk}/").status_code == 404
    assert jo.press("/register/join/999999/").status_code == 404


def verify(agency: Organisation) -> None:
    rui = User.objects.get(name="reviewer.rui")
    check = {"until": clock.now().replace(year=2090), "evidence": "gazette of 3 March"}
    call = verifications.Call(AN_ENTRY.phone, "the switchboard", clock.now())
    verifications.verify(organisation=agency, by=rui, at=clock.now(), call=call, edition=agency.edition, **check)


def test_a_refusal_is_told_without_its_reason_and_one_can_ask_again(jo, browser_of):
    jo.press(AT, ASKED)
    asked = AgencyRequest.objects.get()
    ren = browser_of("reviewer.ren")
    where = f"/staff/registers/agencies/{asked.public_id}/do/refuse/"
    assert "Enter a reason" in ren.press(where, {"reason": ""}).text
    ren.press(where, {"reason": "no such agency in the gazette"})
    shown = jo.get(AT).text
    assert "We did not enter Customs of Lake City" in shown
    assert "gazette" not in shown
    assert jo.press(AT, ASKED).status_code == 302
    assert AgencyRequest.objects.waiting().count() == 1


def test_nobody_refuses_their_own_and_staff_ask_for_no_agency(jo, browser_of):
    jo.press(AT, ASKED)
    User.objects.filter(name="jo").update(person=User.objects.get(name="reviewer.ren").person)
    where = f"/staff/registers/agencies/{AgencyRequest.objects.get().public_id}/do/refuse/"
    browser_of("reviewer.ren").press(where, {"reason": "mine"})
    assert AgencyRequest.objects.waiting().exists()
    assert browser_of("reviewer.rui").get(AT).status_code == 403


def test_who_is_in_an_organisation_asks_for_no_other(browser_of, world):
    shows_mail(User.objects.get(name="tom"), "tom@customs.example")
    assert "Customs" not in browser_of("tom").get(AT).text
    with pytest.raises(agency_requests.MoveNotAllowed):
        agency_requests.ask(
            agency=agency_requests.Agency("x", "authority", "customs.example", "y", "z"),
            by=User.objects.get(name="tom"),
            at=clock.now(),
        )


def mails_to(name: str) -> list[str]:
    """Subjects and words of what was mailed to somebody about their registration, in order."""
    outbox.drain(at=clock.now())
    to = User.objects.get(name=name).email
    return [f"{one.subject}\n{one.body}" for one in mail.outbox if one.to == [to] and "registration" in one.subject]


def test_each_answer_is_mailed_with_a_reference_and_nothing_else(jo, browser_of):
    jo.press(AT, ASKED)
    ren = browser_of("reviewer.ren")
    asked = AgencyRequest.objects.get()
    assert mails_to("jo") == [], "that it was asked they know themselves"
    ren.press(f"/staff/registers/agencies/{asked.public_id}/do/refuse/", {"reason": "no such agency in the gazette"})
    assert len(mails_to("jo")) == 1
    jo.press(AT, ASKED)
    agency = entered()
    assert len(mails_to("jo")) == 2
    jo.press(f"/register/join/{agency.pk}/")
    verify(agency)
    chen = User.objects.get(name="counsel.chen")
    memberships.refuse(membership=Membership.objects.get(user__name="jo"), by=chen, at=clock.now(), reason="a typo")
    assert "were not let in" in jo.get(AT).text
    jo.press(f"/register/join/{agency.pk}/")
    memberships.approve(membership=Membership.objects.asked().get(user__name="jo"), by=chen, at=clock.now())
    verified("jo", by=User.objects.get(name="privacy.pei"), at=clock.now())
    told = mails_to("jo")
    assert len(told) == 5
    (reference,) = {mail.partition("\n")[0].rpartition(": ")[2] for mail in told}
    assert reference in browsing.signed_in(User.objects.get(name="jo")).get(AT).text
    for words in told:
        assert "/register/agency/" in words
        for secret in ("jo@", "Customs", "customs.example", "gazette", "typo"):
            assert secret not in words
