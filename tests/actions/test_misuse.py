"""A report is decided by two, either way; the suspended is cut off at once, and two others may let them back (P2b)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction

from accounts.models import RoleAssignment, Token, User
from disclosures.actions import misuse
from disclosures.domain.errors import DeskError, MoveNotAllowed, NotPermitted, SamePerson
from disclosures.models import Case, MisuseReport, Release, clock
from disclosures.queries import waiting
from disclosures.queries.waiting import Reader
from tests.browsing import visitor
from tests.callers import API
from tests.cast import a_case, staff
from tests.sign_ins import sign_in


@pytest.fixture
def reported(world, who, at):
    return misuse.report(against=world.organisations["travelco"], by=who("mei"), at=at, reason="sells addresses")


@pytest.fixture
def fresh(reported):
    return lambda: MisuseReport.objects.get(pk=reported.pk)


@pytest.fixture
def decide(fresh, who, at):
    """Each of these people signs the same."""

    def _decide(verb, *names, report=None, **said):
        for name in names:
            verb(report=report or fresh(), by=who(name), at=at, **said)

    return _decide


def suspend(world, who, at, name, *by):
    report = misuse.report(against=world.party(name), by=who("mei"), at=at, reason="passed it on")
    for signer in by or ("counsel.cai", "privacy.pei"):
        misuse.uphold(report=MisuseReport.objects.get(pk=report.pk), by=who(signer), at=at)
    return MisuseReport.objects.get(pk=report.pk)


def test_two_reject_it_each_with_a_reason(fresh, decide, at, events, world):
    decide(misuse.reject, "counsel.cai", reason="another company of that name")
    assert fresh().rejected_at is None
    decide(misuse.reject, "privacy.pei", reason="as cai says")
    assert fresh().rejected_at == at
    assert events("organisation", world.organisations["travelco"].pk) == [
        "misuse_reported", "misuse_signed", "misuse_signed", "misuse_rejected",
    ]  # fmt: skip
    assert world.organisations["travelco"].can_act


def test_one_who_would_uphold_and_one_who_would_not_wait_for_a_third(fresh, decide):
    decide(misuse.uphold, "counsel.cai")
    decide(misuse.reject, "privacy.pei", reason="hearsay")
    assert (fresh().upheld_at, fresh().rejected_at) == (None, None)
    with pytest.raises(SamePerson):
        decide(misuse.reject, "counsel.cai", reason="on second thoughts")
    decide(misuse.uphold, "privacy.pan")
    assert fresh().upheld_at


def test_what_is_decided_stays_so(fresh, decide, who, at):
    decide(misuse.uphold, "counsel.cai", "privacy.pei")
    with pytest.raises(MoveNotAllowed):
        decide(misuse.reject, "privacy.pan", reason="changed my mind")
    with pytest.raises(NotPermitted, match="signed this already"):
        decide(misuse.uphold, "privacy.pan")
    with pytest.raises(IntegrityError), transaction.atomic():
        MisuseReport.objects.update(rejected_at=at, rejected_by=who("privacy.pan"), rejection="no")


def test_only_counsel_or_privacy_who_are_no_party_decide(decide, who, fresh):
    for name in ("mei", "reviewer.ren", "tom"):
        with pytest.raises(NotPermitted):
            decide(misuse.reject, name, reason="no")
    for party in ("mei", "tom"):
        User.objects.filter(name="counsel.cai").update(person=who(party).person)
        for verb, said in ((misuse.uphold, {}), (misuse.reject, {"reason": "no"})):
            with pytest.raises(SamePerson):
                decide(verb, "counsel.cai", **said)
    with pytest.raises(DeskError):
        decide(misuse.reject, "privacy.pei", reason=" ")


def test_a_name_nobody_knows_is_taken_like_any_other(world, who, at, decide, told):
    made = misuse.report(against=None, named="somebody", by=who("mei"), at=at, reason="sells addresses")
    with pytest.raises(MoveNotAllowed):
        misuse.uphold(report=made, by=who("counsel.cai"), at=at)
    with pytest.raises(DeskError):
        misuse.report(against=None, by=who("mei"), at=at, reason="x")
    decide(misuse.reject, "counsel.cai", "privacy.pei", report=made, reason="nobody of that name")
    assert told("misuse_decided") == {"mei"}


def test_the_reported_is_cut_off_by_every_account(world, who, at):
    ana = who("ana")
    twin = User.objects.create(name="ana.again", person=ana.person, organisation=world.organisations["courier"])
    RoleAssignment.objects.create(user=twin, role="partner")
    filed = a_case("transaction_dispute", world=world).submitted()
    theirs = a_case("service_provision", world=world).released()
    Case.objects.filter(pk=filed.row.pk).update(filed_by=twin)
    suspend(world, who, at, "ana")
    assert (filed.row.status, theirs.row.status) == ("withdrawn", "closed")
    assert Release.objects.get(case=theirs.row).end_reason == "misuse"


def test_sessions_and_tokens_of_the_suspended_do_nothing_and_stay_dead_when_it_is_lifted(world, who):
    at = clock.now()
    tom, browser = who("tom"), visitor()
    key = sign_in(browser, tom).session.session_key
    _, secret = Token.objects.issue(user=tom, at=at, label="before")

    def asks():
        by_token = visitor(headers={"Authorization": f"Bearer {secret}"}).get(f"{API}/cases/")
        return by_token.status_code, browser.get(f"{API}/cases/").status_code

    assert asks() == (200, 200)
    report = suspend(world, who, at, "tom")
    assert asks() == (403, 403)
    assert not Session.objects.filter(session_key=key).exists()
    sleeping = sign_in(visitor(), tom)
    for name in ("counsel.chen", "privacy.pan"):
        misuse.lift(report=report, by=who(name), at=at, reason="it was somebody else's list")
    assert who("tom").can_act
    assert asks() == (401, 401)
    assert sleeping.get(f"{API}/cases/").status_code == 401, "a session that slept through it is over too"


def test_a_suspension_is_lifted_by_two_others_and_reopens_nothing(world, who, at, decide):
    case = a_case("consent", world=world).released()
    report = suspend(world, who, at, "travelco")
    with pytest.raises(SamePerson):
        decide(misuse.lift, "counsel.cai", report=report, reason="enough")
    with pytest.raises(DeskError):
        decide(misuse.lift, "counsel.chen", report=report, reason="")
    decide(misuse.lift, "counsel.chen", report=report, reason="the list was bought elsewhere")
    assert not who("tom").organisation.can_act
    decide(misuse.lift, "privacy.pan", report=report, reason="seen")
    assert who("tom").organisation.can_act
    assert case.row.status == "closed"
    with pytest.raises(MoveNotAllowed):
        misuse.reject(report=report, by=staff("third", "counsel"), at=at, reason="it was never so")


def test_another_report_that_was_upheld_keeps_them_suspended(world, who, at, decide):
    first = suspend(world, who, at, "tom")
    second = suspend(world, who, at, "tom")
    decide(misuse.lift, "counsel.chen", "privacy.pan", report=first, reason="not that one")
    assert not who("tom").can_act
    decide(misuse.lift, "counsel.chen", "privacy.pan", report=second, reason="nor this")
    assert who("tom").can_act


def test_it_waits_ten_days_for_two_and_nobody_meets_a_report_against_themselves(reported, decide, who, at, world):
    def waits(name):
        rows = waiting.waiting(Reader(who(name), at), most=20)
        return [(wait.way.kind, wait.due_at) for wait in rows if wait.way.about == "misuse_report"]

    due = at + timedelta(days=10)
    assert (waits("privacy.pei"), waits("reviewer.ren")) == ([("misuse_report", due)], [])
    User.objects.filter(name="privacy.pan").update(person=who("tom").person)
    assert waits("privacy.pan") == []
    decide(misuse.uphold, "counsel.cai", "privacy.pei")
    assert waits("privacy.pei") == []
    decide(misuse.lift, "counsel.chen", reason="not proven")
    assert waits("privacy.pei") == [("misuse_lift", due)]
    assert waiting.shown(waiting.waiting(Reader(who("auditor.an"), at), most=20)[0]) == reported.reference
