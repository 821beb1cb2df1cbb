"""A report is upheld by two or rejected by one, never both (P2b)."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from disclosures.actions import misuse
from disclosures.domain.errors import DeskError, MoveNotAllowed, NotFound, NotPermitted, SamePerson
from disclosures.models import MisuseReport


@pytest.fixture
def reported(world, who, at):
    return misuse.report(against=world.organisations["travelco"], by=who("mei"), at=at, reason="sells addresses")


@pytest.fixture
def fresh(reported):
    return lambda: MisuseReport.objects.get(pk=reported.pk)


def test_one_officer_rejects_it_with_a_reason(fresh, who, at, events, world):
    misuse.reject(report=fresh(), by=who("counsel.cai"), at=at, reason="another company of that name")
    assert fresh().rejected_at == at
    assert events("organisation", world.organisations["travelco"].pk) == ["misuse_reported", "misuse_rejected"]
    assert world.organisations["travelco"].can_act


def test_what_was_rejected_is_not_upheld_and_the_other_way_round(fresh, who, at):
    misuse.reject(report=fresh(), by=who("counsel.cai"), at=at, reason="nothing in it")
    with pytest.raises(MoveNotAllowed):
        misuse.uphold(report=fresh(), by=who("privacy.pei"), at=at)
    with pytest.raises(MoveNotAllowed):
        misuse.reject(report=fresh(), by=who("privacy.pei"), at=at, reason="again")


def test_an_upheld_report_stays_upheld(fresh, who, at):
    misuse.uphold(report=fresh(), by=who("counsel.cai"), at=at)
    misuse.uphold(report=fresh(), by=who("privacy.pei"), at=at)
    with pytest.raises(MoveNotAllowed):
        misuse.reject(report=fresh(), by=who("privacy.pan"), at=at, reason="changed my mind")
    with pytest.raises(IntegrityError), transaction.atomic():
        MisuseReport.objects.update(rejected_at=at, rejected_by=who("privacy.pan"), rejection="no")


def test_who_signed_for_it_does_not_reject_it(fresh, who, at):
    misuse.uphold(report=fresh(), by=who("counsel.cai"), at=at)
    with pytest.raises(SamePerson):
        misuse.reject(report=fresh(), by=who("counsel.cai"), at=at, reason="on second thoughts")


@pytest.mark.parametrize(("name", "error"), [("mei", NotPermitted), ("reviewer.ren", NotFound), ("tom", NotFound)])
def test_only_counsel_or_privacy_reject(fresh, who, at, name, error):
    with pytest.raises(error):
        misuse.reject(report=fresh(), by=who(name), at=at, reason="no")


def test_a_name_nobody_knows_is_taken_like_any_other(world, who, at):
    made = misuse.report(against=None, named="somebody", by=who("mei"), at=at, reason="sells addresses")
    with pytest.raises(MoveNotAllowed):
        misuse.uphold(report=made, by=who("counsel.cai"), at=at)
    with pytest.raises(DeskError):
        misuse.report(against=None, by=who("mei"), at=at, reason="x")
    misuse.reject(report=made, by=who("counsel.cai"), at=at, reason="nobody of that name")


def test_a_reporter_with_a_second_account_does_not_reject(world, who, at, fresh):
    cai = who("counsel.cai")
    type(cai).objects.filter(pk=cai.pk).update(person=who("mei").person)
    with pytest.raises(SamePerson):
        misuse.reject(report=fresh(), by=who("counsel.cai"), at=at, reason="no")
