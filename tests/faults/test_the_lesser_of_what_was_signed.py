"""What is released is the lesser of what was signed and what holds then: each kind of record, made less and made more.

Consent items and their periods, ticks, the channel, the engagement's list, the period of the acts, holds; each between
the last signature and the release. What is less counts; what is more was signed by nobody.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from accounts.models import AccessRecord, ConsentItem, MemberRecord
from disclosures.actions import holds
from disclosures.delivery import opening
from disclosures.domain.holds import Hold, HoldKind
from disclosures.models import Engagement, Finding, Notice, Release
from tests.cast import ASKED, AT, ACase, _filings, a_case

pytestmark = pytest.mark.django_db
NAME, EMAIL, PHONE, ADDRESS = *ASKED, "contact.postal_address"
IP, LANGUAGE = "access.ip_address", "access.language"
VISIT = AT - timedelta(days=60)  # of mei, in the cast


def consents(*items: str, start=None, end=None) -> Callable[[ACase], None]:
    def change(case):
        consent = ConsentItem.objects.first().consent
        consent.items.all().delete()
        for item in items:
            period = {"start_at": start, "end_at": end} if item.startswith("access.") else {}
            ConsentItem.objects.create(consent=consent, item=item, detail="full", **period)

    return change


def lists(*items: str) -> Callable[[ACase], None]:
    return lambda _: Engagement.objects.update(items=[*items])


def ticks(*items: str) -> Callable[[ACase], None]:
    return lambda case: case.does("ask_to_pass_on", by="nora", items=[*items])


def record(**columns: Any) -> Callable[[ACase], None]:
    return lambda _: MemberRecord.objects.filter(subject__name="mei").update(**columns)


def acts(**ends: Any) -> Callable[[ACase], None]:
    return lambda _: Finding.objects.update(**ends)


def visited_once_more(at):
    subject = MemberRecord.objects.get(subject__name="mei").subject
    AccessRecord.objects.create(subject=subject, at=at, ip_address="203.0.113.77", language="de")


@dataclass(frozen=True)
class Lesser:
    """What held at the signature, what changed, and what leaves then; of a series how many of its two values."""

    basis: str
    change: Callable[[ACase], None]
    leaves: frozenset[str]
    before: Callable[[ACase], object] = id
    filing: dict[str, Any] = field(default_factory=dict)
    values: int | None = None


REGULATOR = {"asks": [NAME, IP]}
SERIES = {"asks": [NAME, LANGUAGE]}
AROUND = (VISIT - timedelta(days=1), VISIT + timedelta(days=1))
CHANGES = {
    "a consent item is taken away": Lesser("consent", consents(NAME), frozenset({NAME})),
    "a consent item is added": Lesser("consent", consents(NAME, EMAIL, PHONE), frozenset({NAME, EMAIL})),
    "a consent's period is cut": Lesser(
        "consent", consents(NAME, LANGUAGE, start=AROUND[0], end=AROUND[1]), frozenset({NAME, LANGUAGE}),
        before=consents(NAME, LANGUAGE), filing=SERIES, values=1,
    ),
    "a consent's period is widened": Lesser(
        "consent", consents(NAME, LANGUAGE), frozenset({NAME, LANGUAGE}),
        before=consents(NAME, LANGUAGE, start=AROUND[0], end=AROUND[1]), filing=SERIES, values=1,
    ),
    "the engagement's list is shortened": Lesser("service_provision", lists(NAME), frozenset({NAME})),
    "the engagement's list is lengthened": Lesser(
        "service_provision", lists(NAME, PHONE, EMAIL), frozenset({NAME, PHONE})
    ),
    "a tick is taken away": Lesser("ip_complaint", ticks(), frozenset({NAME, EMAIL})),
    "a tick is added": Lesser(
        "ip_complaint", ticks(PHONE, ADDRESS), frozenset({NAME, EMAIL, PHONE}), filing={"asks": [*ASKED, ADDRESS]}
    ),
    "the channel that was signed is not held any more": Lesser(
        "transaction_dispute", record(phone=""), frozenset({NAME})
    ),
    "the preferred channel is held again": Lesser(
        "transaction_dispute", record(phone="+8613800138000"), frozenset({NAME}), before=record(phone="")
    ),
    "the acts end sooner": Lesser("violation", acts(acted_to=VISIT), frozenset({NAME}), filing=REGULATOR),
    "the acts end later": Lesser("violation", acts(acted_to=AT), frozenset({NAME, IP}), filing=REGULATOR, values=1),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_the_lesser_of_what_was_signed_and_what_holds(name):
    lesser = CHANGES[name]
    case = a_case(lesser.basis, **lesser.filing)
    visited_once_more(VISIT + timedelta(days=30))
    lesser.before(case)
    case.approved()
    assert case.row.status == "approved"

    lesser.change(case)
    case.worked()

    assert case.row.status == "released"
    (subject,) = opening.unsealed(case.release)["subjects"]
    assert set(subject["items"]) == lesser.leaves
    series = [len(item["values"]) for key, item in subject["items"].items() if key.startswith("access.")]
    assert series == ([] if lesser.values is None else [lesser.values])


def held_until(until):
    """A legal request whose instrument forbids telling the member until then."""
    particulars = _filings(AT)["legal_request"]["particulars"]
    particulars["instrument"] |= {"may_tell": False, "hold_until": until.isoformat()}
    return a_case("legal_request", particulars=particulars).approved()


def told(case):
    return set(Notice.objects.filter(case=case.row, to_user__name="mei").values_list("kind", "due_at"))


def test_a_hold_that_ends_before_the_release_gives_the_member_their_window_first():
    case = held_until(AT + timedelta(days=60))
    assert (case.row.status, told(case)) == ("approved", set())
    holds.end(case=case.row, by=case.user("privacy.pan"), at=case.at, reason="the court lifted it")
    case.worked()
    assert case.row.status == "notice"
    assert not Release.objects.exists()
    case.stage.at = case.row.window_ends_at
    assert case.worked().row.status == "released"
    assert case.release.hidden_until is None


def test_a_hold_whose_date_passes_before_the_release_too():
    case = held_until(AT + timedelta(days=60))
    case.later(days=60).worked()
    assert (case.row.status, Release.objects.count()) == ("notice", 0)


def test_a_hold_that_was_moved_before_the_release_hides_it_until_the_new_date():
    case, longer = held_until(AT + timedelta(days=60)), AT + timedelta(days=80)
    hold = Hold(HoldKind.ORDER, "order 7", "a court", longer)
    holds.enter(case=case.row, hold=hold, by=case.user("privacy.pan"), at=case.at)
    case.worked()
    assert (case.row.status, case.release.hidden_until) == ("released", longer)
    assert {due for _, due in told(case)} == {longer}
