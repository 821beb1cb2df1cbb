"""People join an organisation by mail on its domain and another's word, and are out of it at once (P2a, P3c)."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress

from accounts.models import Membership, Organisation, Token, User
from disclosures.actions import memberships, preservation_drafts
from disclosures.actions.memberships import AddressNotVerified, OrganisationNotVerified
from disclosures.domain.errors import DeskError, MoveNotAllowed, NotFound, NotPermitted, SamePerson
from disclosures.domain.events import Event
from disclosures.domain.roles import Role
from disclosures.models import Case, LedgerEntry, Notice
from tests.actions.outsiders import a_newcomer, joined, shows_mail, verified
from tests.cast import a_case


@pytest.fixture
def psb(world):
    return world.organisations["psb"]


@pytest.fixture
def travelco(world):
    return world.organisations["travelco"]


@pytest.fixture
def asked(psb, at):
    return memberships.ask(organisation=psb, by=a_newcomer("wen", "wen@psb.example"), at=at)


def fresh(name):
    return User.objects.select_related("organisation").get(name=name)


# --- asking ----------------------------------------------------------------------------------------------------------


def test_who_asked_has_nothing_yet(asked, events):
    wen = fresh("wen")
    assert (wen.organisation, wen.roles, wen.is_verified(at=asked.asked_at)) == (None, frozenset(), False)
    assert (asked.role, asked.address) == ("authority", "wen@psb.example")
    assert events("user", wen.pk) == ["joining_asked"]


@pytest.mark.parametrize(
    "address",
    [
        "wen@gmail.com",
        "wen@evil-psb.example",
        "wen@psb.example.com",
        "wen@mail.psb.example",
        "psb.example@mail.com",
        "",
    ],
)
def test_a_mail_elsewhere_opens_no_door(psb, at, address):
    with pytest.raises(AddressNotVerified) as refused:
        memberships.ask(organisation=psb, by=a_newcomer("wen", address), at=at)
    assert (refused.value.code, refused.value.status) == ("address_not_verified", 422)


def test_an_address_that_was_only_typed_opens_no_door(psb, at):
    typed = User.objects.create(name="wen", email="wen@psb.example", password="!")
    EmailAddress.objects.create(user=typed, email="wen@psb.example", verified=False, primary=True)
    with pytest.raises(AddressNotVerified):
        memberships.ask(organisation=psb, by=typed, at=at)


def test_an_organisation_without_a_domain_is_joined_by_nobody(psb, at):
    Organisation.objects.filter(pk=psb.pk).update(domain="")
    psb.refresh_from_db()
    with pytest.raises(AddressNotVerified):
        memberships.ask(organisation=psb, by=a_newcomer("wen", "wen@"), at=at)


@pytest.mark.parametrize("name", ["reviewer.ren", "auditor.an", "platform.machine"])
def test_staff_and_machines_join_nobody(psb, who, at, name):
    shows_mail(who(name), f"{name}@psb.example")
    with pytest.raises(NotPermitted):
        memberships.ask(organisation=psb, by=who(name), at=at)


def test_one_organisation_at_a_time_and_one_question(asked, psb, travelco, at, who):
    with pytest.raises(MoveNotAllowed):
        memberships.ask(organisation=psb, by=fresh("wen"), at=at)
    shows_mail(who("officer"), "officer@travelco.example")
    with pytest.raises(MoveNotAllowed):
        memberships.ask(organisation=travelco, by=who("officer"), at=at)


@pytest.mark.parametrize(
    ("kind", "role"), [("authority", Role.PARTNER), ("court", Role.REVIEWER), ("company", Role.AUTHORITY),
                       ("partner", Role.ADMINISTRATOR), ("rights_holder", Role.PARTNER)],
)  # fmt: skip
def test_a_role_that_is_not_of_the_organisation_s_kind_cannot_be_asked_for(psb, at, kind, role):
    Organisation.objects.filter(pk=psb.pk).update(kind=kind)
    psb.refresh_from_db()
    with pytest.raises(DeskError) as refused:
        memberships.ask(organisation=psb, by=a_newcomer("wen", "wen@psb.example"), at=at, role=role)
    assert refused.value.fields == ("role",)


# --- approval --------------------------------------------------------------------------------------------------------


def test_the_approval_gives_the_role_and_the_place(asked, psb, who, at, events):
    memberships.approve(membership=asked, by=who("reviewer.ren"), at=at)
    wen = fresh("wen")
    assert (wen.organisation, wen.roles, wen.is_verified(at=at)) == (psb, frozenset({"authority"}), False)
    assert events("user", wen.pk) == ["joining_asked", "joining_approved"]
    assert events("organisation", psb.pk) == ["joining_approved"]
    with pytest.raises(MoveNotAllowed):
        memberships.approve(membership=asked, by=who("reviewer.ren"), at=at)


def test_what_was_verified_about_somebody_before_is_not_of_the_officer(asked, who, at):
    User.objects.filter(name="wen").update(verified_at=at)
    memberships.approve(membership=asked, by=who("reviewer.ren"), at=at)
    assert not fresh("wen").is_verified(at=at)


def test_into_an_authority_only_staff_let_anybody(asked, who, at):
    for name in ("officer", "auditor.an"):  # the officer is verified and of psb
        with pytest.raises(NotPermitted):
            memberships.approve(membership=asked, by=who(name), at=at)
    with pytest.raises(NotPermitted):
        memberships.approve(membership=asked, by=fresh("wen"), at=at)
    for name in ("tom", "mei"):
        with pytest.raises(NotFound):
            memberships.approve(membership=asked, by=who(name), at=at)


def test_into_a_company_a_verified_colleague_lets_people(travelco, who, at):
    question = memberships.ask(organisation=travelco, by=a_newcomer("lu", "lu@travelco.example"), at=at)
    memberships.approve(membership=question, by=who("tom"), at=at)
    assert fresh("lu").organisation == travelco
    another = memberships.ask(organisation=travelco, by=a_newcomer("bo", "bo@travelco.example"), at=at)
    with pytest.raises(NotFound):  # lu is let in and not verified
        memberships.approve(membership=another, by=fresh("lu"), at=at)


def test_nobody_lets_themselves_in(travelco, who, at):
    newcomer = a_newcomer("lu", "lu@travelco.example")
    User.objects.filter(pk=newcomer.pk).update(person=who("tom").person)
    question = memberships.ask(organisation=travelco, by=fresh("lu"), at=at)
    with pytest.raises(SamePerson):
        memberships.approve(membership=question, by=who("tom"), at=at)
    User.objects.filter(pk=newcomer.pk).update(person=who("reviewer.ren").person)
    question.refresh_from_db()
    with pytest.raises(SamePerson):
        memberships.approve(membership=Membership.objects.get(pk=question.pk), by=who("reviewer.ren"), at=at)


def test_staff_of_the_organisation_let_nobody_in(asked, who, at):
    User.objects.filter(name="officer").update(person=who("counsel.chen").person)
    with pytest.raises(SamePerson):
        memberships.approve(membership=asked, by=who("counsel.chen"), at=at)


def test_nobody_joins_what_is_not_verified_or_by_a_mail_that_is_gone(asked, psb, who, at):
    Organisation.objects.filter(pk=psb.pk).update(verified_until=at)
    words = {"by": who("reviewer.ren"), "at": at}
    with pytest.raises(OrganisationNotVerified):
        memberships.approve(membership=Membership.objects.get(pk=asked.pk), **words)
    Organisation.objects.filter(pk=psb.pk).update(verified_until=None)
    shows_mail(fresh("wen"), "wen@elsewhere.example")
    with pytest.raises(AddressNotVerified):
        memberships.approve(membership=Membership.objects.get(pk=asked.pk), **words)
    assert fresh("wen").roles == frozenset()


def test_a_refusal_has_a_reason_and_leaves_nothing(asked, who, at, events):
    with pytest.raises(DeskError):
        memberships.refuse(membership=asked, by=who("reviewer.ren"), at=at, reason=" ")
    memberships.refuse(membership=asked, by=who("reviewer.ren"), at=at, reason="the office does not know them")
    assert events("user", asked.user_id)[-1] == "joining_refused"
    with pytest.raises(MoveNotAllowed):
        memberships.approve(membership=asked, by=who("reviewer.ren"), at=at)


def test_who_let_an_officer_in_does_not_verify_them(psb, who, at):
    joined("wen", psb, by=who("reviewer.ren"), at=at)
    with pytest.raises(SamePerson):
        verified("wen", by=who("reviewer.ren"), at=at)
    User.objects.filter(name="counsel.cai").update(person=who("reviewer.ren").person)
    with pytest.raises(SamePerson):
        verified("wen", by=who("counsel.cai"), at=at)
    assert verified("wen", by=who("reviewer.rui"), at=at).is_verified(at=at)


# --- leaving ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def membership(who):
    return Membership.objects.get(user=who("officer"))


@pytest.mark.parametrize("by", ["officer", "reviewer.ren", "wen"])
def test_leaving_takes_role_place_verification_and_tokens(world, psb, membership, who, at, by, events):
    joined("wen", psb, by=who("reviewer.ren"), at=at)
    world.users["wen"] = verified("wen", by=who("reviewer.rui"), at=at)
    token, _ = Token.objects.issue(user=who("officer"), at=at)
    sessions = who("officer").get_session_auth_hash()
    memberships.end(membership=membership, by=who(by), at=at, reason="transferred")
    officer = who("officer")
    assert (officer.organisation, officer.roles, officer.is_verified(at=at)) == (None, frozenset(), False)
    token.refresh_from_db()
    assert token.revoked_at == at
    assert officer.get_session_auth_hash() != sessions
    assert events("user", officer.pk)[-1] == "membership_ended"
    membership.refresh_from_db()
    assert membership.end == ("left" if by == "officer" else "removed")


def test_who_leaves_takes_nothing_along_that_they_were_writing_for_the_office(membership, who, at):
    draft = preservation_drafts.begin(by=who("officer"), at=at)
    preservation_drafts.save(draft=draft, answers={"names": ["mei"]}, edition=0, by=who("officer"), at=at)
    memberships.end(membership=membership, by=who("officer"), at=at)
    draft.refresh_from_db()
    assert (draft.answers, draft.dropped_at) == ({}, at)
    assert LedgerEntry.objects.filter(event=Event.PRESERVATION_DROPPED).count() == 1


@pytest.mark.parametrize(("name", "error"), [("tom", NotFound), ("mei", NotFound), ("auditor.an", NotPermitted)])
def test_nobody_else_ends_a_membership(membership, who, at, name, error):
    with pytest.raises(error):
        memberships.end(membership=membership, by=who(name), at=at, reason="no")


def test_a_colleague_who_is_not_verified_removes_nobody(psb, membership, who, at):
    joined("wen", psb, by=who("reviewer.ren"), at=at)
    with pytest.raises(NotFound):
        memberships.end(membership=membership, by=fresh("wen"), at=at, reason="no")


def test_a_removal_has_a_reason_and_happens_once(membership, who, at):
    with pytest.raises(DeskError):
        memberships.end(membership=membership, by=who("reviewer.ren"), at=at)
    memberships.end(membership=membership, by=who("officer"), at=at)
    with pytest.raises(MoveNotAllowed):
        memberships.end(membership=membership, by=who("reviewer.ren"), at=at, reason="twice")


def test_a_question_is_taken_back(asked, who, at):
    memberships.end(membership=asked, by=fresh("wen"), at=at)
    with pytest.raises(MoveNotAllowed):
        memberships.approve(membership=asked, by=who("reviewer.ren"), at=at)


def test_what_an_officer_filed_is_looked_at_again_and_lapses(world, membership, who, at):
    case = a_case("legal_request", world=world).approved()
    edition = case.row.edition
    memberships.end(membership=membership, by=who("officer"), at=at)
    assert Case.objects.get(pk=case.row.pk).edition > edition
    case.worked()
    assert (case.row.status, case.row.outcome) == ("refused", "fact_lapsed")


@pytest.mark.parametrize("called_back", [True, False])
def test_the_decision_on_what_they_filed_is_told_to_those_who_stayed(world, psb, membership, who, at, called_back):
    """Not to one whom nobody called back: then at the address of our register (decision 0088)."""
    joined("wen", psb, by=who("reviewer.ren"), at=at)
    if called_back:
        verified("wen", by=who("reviewer.rui"), at=at)
    case = a_case("legal_request", world=world).submitted()
    memberships.end(membership=membership, by=who("officer"), at=at)
    case.does("refuse", by="reviewer.ren", code="incomplete")
    told = Notice.objects.filter(kind="decided").values_list("to_user__name", "to_organisation__name")
    assert set(told) == ({("wen", None)} if called_back else {(None, "psb")})


def test_coming_back_needs_a_new_approval_and_a_new_verification(psb, membership, who, at):
    shows_mail(who("officer"), "officer@psb.example")
    memberships.end(membership=membership, by=who("officer"), at=at)
    again = memberships.ask(organisation=psb, by=who("officer"), at=at)
    assert who("officer").roles == frozenset()
    memberships.approve(membership=again, by=who("reviewer.ren"), at=at)
    assert who("officer").roles == {"authority"}
    assert not who("officer").is_verified(at=at)
    assert Membership.objects.filter(user=who("officer")).count() == 2
