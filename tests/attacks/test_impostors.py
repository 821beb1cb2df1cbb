"""Somebody who is not, or no more, whom they say: the officer of another agency, the one who left, the false office."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.models import Membership, Organisation, Token, User
from disclosures.actions import cases, complaints, memberships, organisations, people, verifications
from disclosures.actions.complaints import Accusation
from disclosures.actions.rights import BeyondAgency, RightNotInForce
from disclosures.actions.verifications import Call
from disclosures.domain.errors import AccessEnded, FactMissing, NotFound, SamePerson
from disclosures.models import Case, Complaint, Right, clock
from tests.actions.outsiders import AN_ENTRY, NUMBER, joined, verified
from tests.callers import API, Caller
from tests.cast import a_case
from tests.sign_ins import sign_in


def fresh(name):
    return User.objects.select_related("organisation").get(name=name)


def get(name, path):
    """What a person meets who signs in anew, by a token of now."""
    caller = Caller(name, Token.objects.issue(user=fresh(name), at=clock.now())[1])
    return caller.get(path)


def post(name, path):
    caller = Caller(name, Token.objects.issue(user=fresh(name), at=clock.now())[1])
    return caller.post(path, {})


def said(answer):
    return answer.status_code, answer.json().get("code", "")


# --- who belongs elsewhere -------------------------------------------------------------------------------------------


def test_an_officer_of_another_agency_finds_nothing(world, who, at):
    case = a_case("legal_request", world=world).released()
    world.organisations["customs"] = Organisation.objects.create(
        name="customs", kind="authority", domain="customs.example", phone=NUMBER, phone_source="x", verified_at=at
    )
    world.users["judge"] = joined("judge", world.organisations["customs"], by=who("reviewer.ren"), at=at).user
    verified("judge", by=who("reviewer.rui"), at=at)
    for name in ("judge", "kai", "nora"):
        with pytest.raises(NotFound):
            case.opened(by=name)
        assert said(get(name, f"/cases/{case.row.reference}/")) == (404, "not_found")
        assert said(post(name, f"/releases/{case.release.pk}/content/")) == (404, "not_found")


def test_who_was_let_in_and_is_not_verified_opens_nothing(world, who, at):
    case = a_case("legal_request", world=world).released()
    world.users["wen"] = joined("wen", world.organisations["psb"], by=who("reviewer.ren"), at=at).user
    with pytest.raises(NotFound):
        case.opened(by="wen")
    verified("wen", by=who("reviewer.rui"), at=at)
    assert case.opened(by="wen").contents


# --- who has left ----------------------------------------------------------------------------------------------------


@pytest.fixture
def left(world, who, at):
    """What an officer had open on the day they left: a token, a session, a release, a draft."""
    case = a_case("legal_request", world=world).released()
    draft = a_case("legal_request", world=world)
    token = Token.objects.issue(user=who("officer"), at=clock.now())[1]
    session = Client(raise_request_exception=False)
    sign_in(session, who("officer"))
    assert Caller("officer", token).get(f"/cases/{draft.row.reference}/").status_code == 200
    assert session.get(f"{API}/cases/{case.row.reference}/").status_code == 200
    memberships.end(
        membership=Membership.objects.get(user=who("officer")),
        by=who("reviewer.ren"),
        at=clock.now(),
        reason="dismissed",
    )
    return case, draft, token, session


def test_an_ex_officer_s_live_token_and_session_end_with_the_membership(left):
    case, _, token, session = left
    assert said(Caller("officer", token).get("/cases/")) == (401, "not_authenticated")
    assert said(session.get(f"{API}/cases/{case.row.reference}/")) == (401, "not_authenticated")


def test_an_ex_officer_s_release_link_and_drafts_lead_nowhere_after_a_new_sign_in(left):
    case, draft, *_ = left
    for path in (f"/cases/{case.row.reference}/", f"/cases/{draft.row.reference}/", f"/releases/{case.release.pk}/"):
        assert said(get("officer", path)) == (404, "not_found")
    assert said(post("officer", f"/releases/{case.release.pk}/content/")) == (404, "not_found")
    assert said(post("officer", f"/cases/{draft.row.reference}/submit/")) == (404, "not_found")
    assert get("officer", "/cases/").json()["results"] == []
    assert get("officer", "/releases/").json()["results"] == []
    with pytest.raises(NotFound):
        case.opened(by="officer")


def test_the_agency_keeps_what_its_ex_officer_filed(left, world, who, at):
    case, draft, *_ = left
    world.users["wen"] = joined("wen", world.organisations["psb"], by=who("reviewer.ren"), at=at).user
    verified("wen", by=who("reviewer.rui"), at=at)
    assert case.opened(by="wen").contents
    assert get("wen", f"/cases/{draft.row.reference}/").status_code == 200


def test_what_went_to_the_person_through_the_organisation_ends_with_it(world, who, at):
    User.objects.filter(name="ana").update(organisation=world.organisations["travelco"])
    case = a_case("transaction_dispute", world=world).released()
    joining = Membership.objects.create(
        user=who("ana"), organisation=world.organisations["travelco"], role="partner", address="ana@travelco.example",
        asked_at=at, approved_at=at, approved_by=who("reviewer.ren"),
    )  # fmt: skip
    assert case.opened().contents
    memberships.end(membership=joining, by=who("ana"), at=case.at)
    with pytest.raises(AccessEnded):
        case.opened()
    assert case.release.end_reason == "left"


# --- the false office ------------------------------------------------------------------------------------------------


def test_one_reviewer_alone_makes_no_officer(world, who, at, later):
    """Register, verify, let in, verify, call back: each link meets ``same_person`` for who made the one before."""
    ren, rui = who("reviewer.ren"), who("reviewer.rui")
    office = organisations.register(entry=AN_ENTRY, by=ren, at=at)
    call = Call(NUMBER, "the switchboard", at)
    checked = {"at": at, "until": later(days=90), "evidence": "seal", "call": call}
    with pytest.raises(SamePerson):
        verifications.verify(organisation=office, by=ren, edition=1, **checked)
    verifications.verify(organisation=office, by=rui, edition=1, **checked)
    office.refresh_from_db()
    joined("wen", office, by=ren, at=at)
    with pytest.raises(SamePerson):
        people.verify(user=fresh("wen"), by=ren, **checked)
    people.verify(user=fresh("wen"), by=rui, **checked)
    world.users["wen"], world.organisations["customs"] = fresh("wen"), office
    paper = {"authority": "customs", "emergency": {"danger": "a life", "how_data_help": "to find them"}}
    case = a_case("legal_request", world=world, filed_by="wen", recipient="customs", particulars=paper).submitted()
    for name in ("reviewer.ren", "reviewer.rui"):  # whose word the number is, and who verified the officer
        with pytest.raises(SamePerson):
            cases.check_particulars(case=case.row, by=who(name), at=at, called_back=True)
    cases.check_particulars(case=case.row, by=who("counsel.cai"), at=at, called_back=True)
    assert Case.objects.get(pk=case.row.pk).called_back_number == NUMBER


def test_a_call_back_is_of_one_filing_and_never_of_the_next(world):
    paper = {"authority": "psb", "called_back": True, "emergency": {"danger": "a life", "how_data_help": "to find"}}
    a_case("legal_request", world=world, particulars=paper).submitted().accepted()
    again = a_case("legal_request", world=world, particulars={**paper, "called_back": False}).submitted()
    with pytest.raises(FactMissing) as refused:
        again.accepted()
    assert refused.value.fact == "called_back"
    assert again.row.called_back_number == ""


def test_a_call_back_adds_no_other_fact(world, who, at):
    people.end_verification(user=who("officer"), by=who("reviewer.ren"), at=at, reason="unknown to the office")
    paper = {"authority": "psb", "called_back": True, "emergency": {"danger": "a life", "how_data_help": "to find"}}
    case = a_case("legal_request", world=world, particulars=paper).submitted()
    with pytest.raises(FactMissing) as refused:
        case.accepted()
    assert refused.value.fact == "officer_verified"


def test_what_our_register_has_no_number_for_was_not_called_back(world, who, at):
    case = a_case("legal_request", world=world).submitted().row
    type(case.recipient_organisation).objects.filter(name="psb").update(phone="", phone_source="")
    with pytest.raises(Exception, match="no published number") as refused:
        cases.check_particulars(case=Case.objects.get(pk=case.pk), by=who("counsel.cai"), at=at, called_back=True)
    assert refused.value.fields == ("called_back",)


# --- complainants ----------------------------------------------------------------------------------------------------


def accuses(right, *, pass_on=None):
    return Accusation(
        right=right, against="shop", listings=("https://market.example/1",), statement="a copy", in_good_faith=True,
        is_true=True, pass_on=pass_on,
    )  # fmt: skip


@pytest.fixture
def agent(world, later):
    """nora acts for an owner, for what and until when the authorisation says."""
    Right.objects.update(agent_for="Nordlys AS", agent_scope="complain", agent_until=later(days=10))
    return world.user("nora")


def test_an_agent_beyond_the_scope_passes_nothing_on(world, agent, at):
    with pytest.raises(BeyondAgency):
        complaints.file(accusation=accuses(Right.objects.get(), pass_on=frozenset()), by=agent, at=at)
    with pytest.raises(BeyondAgency):
        complaints.ask_to_pass_on(complaint=Complaint.objects.get(), items=[], by=agent, at=at)
    with pytest.raises(FactMissing) as refused:
        a_case("ip_complaint", world=world).submitted().accepted()
    assert refused.value.fact == "complainant_qualified"
    assert complaints.file(accusation=accuses(Right.objects.get()), by=agent, at=at)


def test_an_agent_beyond_the_end_complains_no_more_and_what_waits_lapses(world, agent, later):
    Right.objects.update(agent_scope="complain_and_pass_on")
    case = a_case("ip_complaint", world=world).approved()
    with pytest.raises(RightNotInForce):
        complaints.file(accusation=accuses(Right.objects.get()), by=agent, at=later(days=10))
    case.later(days=10).worked()
    assert (case.row.status, case.row.outcome) == ("refused", "fact_lapsed")


def test_an_agent_who_left_the_firm_left_its_rights_there(world, who, at):
    Right.objects.update(organisation=world.organisations["nordlys"])
    case = a_case("ip_complaint", world=world).approved()
    memberships.end(membership=Membership.objects.get(user=who("nora")), by=who("nora"), at=at)
    people.verify(user=who("nora"), by=who("reviewer.ren"), at=at, until=at.replace(year=2030), evidence="passport")
    assert who("nora").organisation is None
    with pytest.raises(RightNotInForce):
        complaints.file(accusation=accuses(Right.objects.get()), by=role_back("nora"), at=at)
    case.worked()
    assert case.row.outcome == "fact_lapsed"


def role_back(name):
    """The role again, as somebody without a house."""
    fresh(name).role_assignments.create(role="complainant")
    return fresh(name)


def test_a_complainant_on_another_s_complaint_meets_nothing(world, who, at):
    other = joined("lena", world.organisations["nordlys"], by=who("nora"), at=at).user
    complaint = Complaint.objects.get()
    for act in (complaints.withdraw, lambda **words: complaints.ask_to_pass_on(items=[], **words)):
        with pytest.raises(NotFound):
            act(complaint=complaint, by=fresh("lena"), at=at)
    with pytest.raises(NotFound):
        complaints.file(accusation=accuses(complaint.right), by=fresh(other.name), at=at)
