"""Own marketing is on until switched off, partners' is off until switched on, and a browser's signal is a no (P2c)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from accounts.models import Acceptance, Preferences
from disclosures.models import LedgerEntry, clock

SIGNAL = {"Sec_GPC": "1"}


def switches(caller, **headers):
    return caller.get("/me/preferences/", **headers).json()


def choose(caller, headers=None, **said):
    return caller.post("/me/preferences/", said, **(headers or {}))


def test_what_holds_while_nobody_has_said_anything(cast):
    shown = switches(cast("bo"))
    assert (shown["own_marketing"], shown["partner_marketing"]) == (True, False)
    assert not Preferences.objects.exists()


def test_own_marketing_is_switched_off_and_on(cast):
    assert choose(cast("bo"), own_marketing=False).json()["own_marketing"] is False
    assert choose(cast("bo"), own_marketing=True).json()["own_marketing"] is True
    assert LedgerEntry.objects.filter(event="preferences_chosen").count() == 2


def test_one_switch_leaves_the_other(cast):
    choose(cast("bo"), partner_marketing=True)
    assert choose(cast("bo"), own_marketing=False).json()["partner_marketing"] is True


def test_the_signal_counts_as_off_until_the_member_says_otherwise(cast):
    choose(cast("bo"), partner_marketing=True)
    shown = switches(cast("bo"), **SIGNAL)
    assert (shown["partner_marketing"], shown["switched_off_by_signal"]) == (False, True)
    assert switches(cast("bo"))["partner_marketing"] is False
    assert choose(cast("bo"), SIGNAL, partner_marketing=True).json()["partner_marketing"] is True
    assert switches(cast("bo"), **SIGNAL)["partner_marketing"] is True


def test_a_yes_sent_with_the_first_signal_is_the_member_saying_otherwise(cast):
    assert choose(cast("bo"), SIGNAL, partner_marketing=True).json()["partner_marketing"] is True


def test_the_signal_is_noted_once(cast):
    for _ in range(3):
        switches(cast("bo"), **SIGNAL)
    assert LedgerEntry.objects.filter(event="privacy_signalled").count() == 1


@pytest.mark.parametrize("value", ["0", "", "true", "11"])
def test_only_the_value_one_is_the_signal(cast, value):
    choose(cast("bo"), partner_marketing=True)
    assert switches(cast("bo"), Sec_GPC=value)["partner_marketing"] is True


@pytest.mark.parametrize("said", ["no", "signal"])
def test_nobody_is_asked_again_within_90_days_of_a_no(cast, said):
    if said == "no":
        choose(cast("bo"), partner_marketing=False)
    else:
        switches(cast("bo"), **SIGNAL)
    row, now = Preferences.objects.get(), clock.now()
    assert row.may_be_asked(at=now) is False
    assert row.may_be_asked(at=now + timedelta(days=89)) is False
    assert row.may_be_asked(at=now + timedelta(days=91)) is True


def test_who_said_yes_is_not_asked(cast):
    assert choose(cast("bo"), partner_marketing=True).json()["may_be_asked"] is False


def test_a_yes_to_partners_waits_for_the_acceptance_a_no_waits_for_nothing(cast):
    choose(cast("bo"), partner_marketing=True)
    Acceptance.objects.all().delete()
    assert choose(cast("bo"), partner_marketing=True).json()["code"] == "acceptance_missing"
    assert choose(cast("bo"), partner_marketing=False).json()["partner_marketing"] is False


@pytest.mark.parametrize("name", ["tom", "reviewer.ren"])
def test_who_is_no_member_has_no_switches(cast, name):
    assert cast(name).get("/me/preferences/", **SIGNAL).status_code == 403
    assert choose(cast(name), own_marketing=False).status_code == 403
    assert not Preferences.objects.exists()
