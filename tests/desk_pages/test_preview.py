"""The preview of a case: by a press, recorded, masked but for who signs next and says why; nothing is kept."""

from __future__ import annotations

from datetime import timedelta

import pytest

from accounts.models import MemberRecord
from disclosures import sources
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.events import Event
from disclosures.domain.extents import Detail, Extent
from disclosures.models import LedgerEntry, Release, clock
from tests.cast import a_case, a_world


@pytest.fixture
def case(db):
    """A dispute in which one party's phone number is asked."""
    asks = ["contact.phone", "contact.email"]
    return a_case("transaction_dispute", world=a_world(at=clock.now()), asks=asks).submitted().accepted()


@pytest.fixture
def phone(case) -> str:
    """What the recipient would read."""
    wanted = {ItemKey.CONTACT_PHONE: Extent(Detail.FULL)}
    held = sources.collect(subject=case.user("mei"), wanted=wanted, at=case.at).holdings[ItemKey.CONTACT_PHONE]
    return str(held.values[0].value)


def at(case) -> str:
    return f"/staff/cases/{case.row.reference}/preview/"


def read() -> list[LedgerEntry]:
    return list(LedgerEntry.objects.filter(event=Event.RECORDS_READ))


def test_opening_the_page_reads_nothing_and_a_press_shows_masked_values(case, phone, browser_of):
    cai = browser_of("counsel.cai")
    page = cai.get(at(case)).text
    assert "Show the preview" in page
    assert (read(), phone in page) == ([], False)
    shown = cai.press(at(case)).text
    assert phone not in shown
    assert phone[-2:] in shown
    assert "You see the values masked" in shown
    (entry,) = read()
    assert (entry.content["body"]["what"], entry.content["body"]["masked"]) == ("preview", True)
    assert not Release.objects.exists()


def test_who_signs_next_and_says_why_sees_what_the_recipient_would(case, phone, browser_of):
    ren = browser_of("reviewer.rui")
    assert phone not in ren.press(at(case), {"reason": " "}).text
    assert phone in ren.press(at(case), {"reason": "the number was changed yesterday"}).text
    assert [entry.content["body"]["masked"] for entry in read()] == [True, False]
    assert "the number was changed" not in read()[-1].text


def test_a_reason_of_who_does_not_sign_next_unmasks_nothing(case, phone, browser_of):
    for name in ("auditor.an", "counsel.cai"):
        assert phone not in browser_of(name).press(at(case), {"reason": "curious"}).text


@pytest.mark.parametrize("item", ["access.visited_at", "access.device_features"])
def test_no_moment_stands_beside_a_visit_that_is_shown_masked_or_not_at_all(db, browser_of, item):
    world = a_world(at=clock.now())
    visited_at = (clock.now() - timedelta(days=60)).replace(hour=3, minute=4, second=5)
    world.user("mei").access_records.update(at=visited_at, device_features="a small screen")
    case = a_case("consent", world=world, asks=[item], purpose="newsletter").submitted().accepted()
    case.does("answer", by="mei", grant=[item])
    shown = browser_of("auditor.an").press(at(case)).text
    assert "1 value<" in shown
    assert "a small screen" not in shown
    assert ":04:05" not in shown


def test_what_is_not_held_is_named(case, browser_of):
    other = a_case("consent", world=case.stage.world).submitted()
    MemberRecord.objects.filter(subject=case.user("mei")).update(email="")
    assert "1 item of which nothing is held" in browser_of("counsel.cai").press(at(other)).text


def test_a_case_that_is_decided_has_nothing_to_preview(case, browser_of):
    case.signed().later(days=4).worked()
    assert case.row.status == "released"
    ren = browser_of("reviewer.ren")
    assert "There is nothing to preview" in ren.get(at(case)).text
    assert ren.press(at(case)).status_code == 409
    assert read() == []


def test_a_party_previews_nothing_of_its_own_case(case, browser_of):
    assert browser_of("ana").press(at(case)).status_code == 403
