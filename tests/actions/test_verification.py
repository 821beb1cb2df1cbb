"""Who an organisation or person is rests on evidence, ends, and is never one's own word (P3c, P3e)."""

from __future__ import annotations

import pytest

from accounts.models import Organisation, User, Verification
from disclosures.actions import organisations, people
from disclosures.actions.organisations import Entry
from disclosures.domain.errors import DeskError, MoveNotAllowed, NotPermitted, SamePerson
from disclosures.domain.roles import OrganisationKind
from tests.cast import a_case

EVIDENCE = "letterhead checked against the official site"


def test_a_verification_says_who_checked_what_until_when(world, who, at, later, events):
    psb = world.organisations["psb"]
    made = organisations.verify(
        organisation=psb, by=who("reviewer.ren"), at=at, until=later(days=365), evidence=EVIDENCE
    )
    psb.refresh_from_db()
    assert psb.is_verified(at=at)
    assert not psb.is_verified(at=later(days=365))
    assert (made.by.name, made.evidence) == ("reviewer.ren", EVIDENCE)
    assert events("organisation", psb.pk) == ["organisation_verified"]


def test_verifying_again_ends_the_earlier_one(world, who, at, later):
    for days in (1, 2):
        organisations.verify(
            organisation=world.organisations["psb"], by=who("reviewer.ren"), at=at, until=later(days=days), evidence="x"
        )
    assert Verification.objects.standing().count() == 1
    assert Verification.objects.count() == 2


@pytest.mark.parametrize("name", ["officer", "mei", "platform.machine", "auditor.an"])
def test_only_legal_staff_verify(world, who, at, later, name):
    with pytest.raises(NotPermitted):
        organisations.verify(
            organisation=world.organisations["psb"], by=who(name), at=at, until=later(days=1), evidence="x"
        )


def test_nobody_verifies_their_own_organisation_or_self(world, who, at, later):
    officer = who("officer")
    User.objects.filter(pk=officer.pk).update(person=who("counsel.chen").person)
    words = {"by": who("counsel.chen"), "at": at, "until": later(days=1), "evidence": "x"}
    with pytest.raises(SamePerson):
        organisations.verify(organisation=world.organisations["psb"], **words)
    with pytest.raises(SamePerson):
        people.verify(user=who("officer"), **words)


@pytest.mark.parametrize(("evidence", "days", "field"), [(" ", 1, "evidence"), ("x", 0, "until")])
def test_it_rests_on_something_and_ends(world, who, at, later, evidence, days, field):
    with pytest.raises(DeskError) as refused:
        organisations.verify(
            organisation=world.organisations["psb"], by=who("reviewer.ren"), at=at, until=later(days=days),
            evidence=evidence,
        )  # fmt: skip
    assert refused.value.fields == (field,)


def test_what_rests_on_a_verification_that_ended_is_not_released(world, who, at, later):
    case = a_case("legal_request", world=world).approved()
    organisations.end_verification(
        organisation=world.organisations["psb"], by=who("counsel.cai"), at=at, reason="the seal was a copy"
    )
    case.worked()
    assert (case.row.status, case.row.outcome) == ("refused", "fact_lapsed")


def test_an_officer_whose_verification_ended_gets_nothing_more(world, who, at):
    case = a_case("legal_request", world=world).approved()
    edition = case.row.edition
    people.end_verification(user=who("officer"), by=who("reviewer.ren"), at=at, reason="left the bureau")
    assert case.row.edition == edition + 1
    case.worked()
    assert case.row.outcome == "fact_lapsed"


def test_what_is_not_verified_cannot_be_ended(world, who, at):
    organisations.end_verification(
        organisation=world.organisations["psb"], by=who("reviewer.ren"), at=at, reason="closed"
    )
    with pytest.raises(MoveNotAllowed):
        organisations.end_verification(
            organisation=world.organisations["psb"], by=who("reviewer.ren"), at=at, reason="closed"
        )


def test_the_call_back_is_noted(who, at, later, events, world):
    officer = who("officer")
    made = people.verify(
        user=officer, by=who("reviewer.ren"), at=at, until=later(days=30), evidence="badge", called_back_at=at
    )
    assert made.called_back_at == at
    assert events("user", officer.pk) == ["person_verified"]


def test_an_organisation_is_registered_once_and_unverified(who, world, at):
    entry = Entry(name="customs", kind=OrganisationKind.AUTHORITY, phone="+86 10 5555 0199")
    made = organisations.register(entry=entry, by=who("reviewer.ren"), at=at)
    assert not made.is_verified(at=at)
    with pytest.raises(DeskError):
        organisations.register(entry=entry, by=who("counsel.cai"), at=at)
    with pytest.raises(NotPermitted):
        organisations.register(entry=entry, by=who("mei"), at=at)
    assert Organisation.objects.filter(name="customs").count() == 1
