"""A finding is decided by one, appealed within 14 days, and judged again by another (P3d)."""

from __future__ import annotations

import pytest

from disclosures.actions import findings
from disclosures.actions.findings import Breach, Verdict
from disclosures.domain.errors import DeskError, MoveNotAllowed, NotFound, NotPermitted, SamePerson
from disclosures.models import Finding
from tests.cast import a_case


@pytest.fixture
def breach(later):
    return Breach("no fakes", "sold a copy", "listing 9", later(days=-30), later(days=-20))


@pytest.fixture
def found(world, who, at, breach):
    return findings.record(member=who("mei"), injured=[who("ana")], breach=breach, by=who("reviewer.ren"), at=at)


@pytest.fixture
def fresh(found):
    return lambda: Finding.objects.get(pk=found.pk)


def test_the_member_is_told_and_has_fourteen_days(found, told, later, events):
    assert told("finding_about_you") == {"mei"}
    assert not found.is_final(at=later(days=13))
    assert found.is_final(at=later(days=14))
    assert events("finding", found.pk) == ["finding_recorded"]


def test_an_appeal_dismissed_by_another_makes_it_final(fresh, who, at, later):
    findings.appeal(finding=fresh(), by=who("mei"), at=later(days=13), reason="it was a gift")
    assert not fresh().is_final(at=later(days=30))
    findings.decide_appeal(
        finding=fresh(), verdict=Verdict.DISMISSED, by=who("counsel.cai"), at=later(days=20), reason="it was sold"
    )
    assert fresh().is_final(at=later(days=20))


def test_an_appeal_upheld_never_lets_it_be_final(fresh, who, at, later):
    findings.appeal(finding=fresh(), by=who("mei"), at=at, reason="it was a gift")
    findings.decide_appeal(finding=fresh(), verdict=Verdict.UPHELD, by=who("counsel.cai"), at=at, reason="it was")
    assert not fresh().is_final(at=later(days=400))


def test_after_the_window_there_is_no_appeal_and_never_a_second(fresh, who, at, later):
    with pytest.raises(MoveNotAllowed):
        findings.appeal(finding=fresh(), by=who("mei"), at=later(days=14), reason="late")
    findings.appeal(finding=fresh(), by=who("mei"), at=at, reason="in time")
    with pytest.raises(MoveNotAllowed):
        findings.appeal(finding=fresh(), by=who("mei"), at=at, reason="again")


@pytest.mark.parametrize(("name", "error"), [("ana", NotPermitted), ("counsel.cai", NotPermitted), ("shop", NotFound)])
def test_only_the_member_found_appeals(fresh, who, at, name, error):
    with pytest.raises(error):
        findings.appeal(finding=fresh(), by=who(name), at=at, reason="no")


def test_who_decided_does_not_judge_the_appeal_by_any_account(fresh, who, at):
    findings.appeal(finding=fresh(), by=who("mei"), at=at, reason="no")
    words = {"finding": fresh(), "verdict": Verdict.DISMISSED, "at": at, "reason": "yes"}
    with pytest.raises(SamePerson):
        findings.decide_appeal(by=who("reviewer.ren"), **words)
    rui = who("reviewer.rui")
    type(rui).objects.filter(pk=rui.pk).update(person=who("reviewer.ren").person)
    with pytest.raises(SamePerson):
        findings.decide_appeal(by=who("reviewer.rui"), **words)


def test_without_an_appeal_there_is_nothing_to_decide(fresh, who, at):
    with pytest.raises(MoveNotAllowed):
        findings.decide_appeal(finding=fresh(), verdict=Verdict.DISMISSED, by=who("counsel.cai"), at=at, reason="none")


@pytest.mark.parametrize("name", ["mei", "officer", "platform.machine", "counsel.cai"])
def test_only_a_reviewer_finds(world, who, at, breach, name):
    with pytest.raises(NotPermitted):
        findings.record(member=who("ana"), injured=[], breach=breach, by=who(name), at=at)


def test_nobody_is_injured_by_themselves(world, who, at, breach):
    with pytest.raises(DeskError):
        findings.record(member=who("ana"), injured=[who("ana")], breach=breach, by=who("reviewer.ren"), at=at)


def test_an_appeal_after_the_approval_stops_the_release(world, who, later, at, breach):
    """The window for an appeal is over before a case can be accepted; records written otherwise are asked again."""
    case = a_case("violation", world=world).approved()
    Finding.objects.filter(reference="f1").update(decided_at=case.at)
    findings.appeal(finding=Finding.objects.get(reference="f1"), by=who("mei"), at=case.at, reason="no")
    case.worked()
    assert case.row.outcome == "fact_lapsed"
