"""The paper after an emergency is due in five days: chased, late, escalated, checked by another; it never just ends."""

from __future__ import annotations

from datetime import timedelta

import pytest

from disclosures.actions import formal_instruments
from disclosures.actions.formal_instruments import Paper
from disclosures.domain.errors import DeskError, MoveNotAllowed, NotPermitted, SamePerson
from disclosures.domain.extents import Period
from disclosures.domain.particulars import InstrumentKind
from disclosures.models import EmergencyFollowUp, FormalInstrument, LedgerEntry, Notice, clock
from disclosures.queries import history, waiting
from disclosures.queries.waiting import Reader
from tests.cast import a_case

pytestmark = pytest.mark.django_db


def paper_of(case, **changes) -> Paper:
    whole = {
        "kind": InstrumentKind.COURT_ORDER, "number": "C-77", "issued_by": "city court", "issued_at": case.at,
        "statute": "Criminal Procedure Law 54", "items": ["identity.legal_name", "contact.*", "access.ip_address"],
        "period": Period(case.at - timedelta(days=9), case.at),
    }  # fmt: skip
    return Paper(**whole | changes)


def present(case, *, by="officer", **changes):
    paper = paper_of(case, **changes)
    formal_instruments.present(case=case.row, paper=paper, by=case.user(by), at=case.at)


def accept(case, *, by="counsel.cai", words=""):
    formal_instruments.accept(case=case.row, words=words, by=case.user(by), at=case.at)


def refuse(case, *, by="counsel.cai", words="another station"):
    formal_instruments.refuse(case=case.row, words=words, by=case.user(by), at=case.at)


def give_up(case, *, by="privacy.pan", words="the station is closed"):
    formal_instruments.give_up(case=case.row, words=words, by=case.user(by), at=case.at)


def waits(case):
    found = waiting.waiting(Reader(case.user("counsel.cai"), case.at), most=20)
    kinds = {"formal_instrument", "formal_instrument_late", "formal_instrument_check"}
    return [(wait.way.kind, wait.way.who, wait.is_late) for wait in found if wait.way.kind in kinds]


def told(kind):
    kept = Notice.objects.filter(kind=kind, sent_at__isnull=False)
    return sorted(kept.values_list("to_user__name", flat=True))


def owed(case) -> EmergencyFollowUp:
    return EmergencyFollowUp.objects.get(release=case.release)


def test_the_authority_owes_it_for_five_days_and_then_it_is_the_privacy_officers_affair(emergency):
    case = emergency()
    assert owed(case).instrument_due_at == case.at + timedelta(days=5)
    assert waits(case) == [("formal_instrument", "requester", False)]
    case.later(days=5).worked()
    assert waits(case) == [("formal_instrument_late", "privacy_officer", True)]
    assert LedgerEntry.objects.filter(event="instrument_late").count() == 1


def test_it_is_chased_at_stated_times_and_never_ends_by_itself(emergency):
    case = emergency().worked()
    assert told("instrument_due") == []
    case.later(days=3).worked()
    assert told("instrument_due") == ["officer"]
    case.later(days=2).worked()
    assert told("instrument_late") == ["officer", "privacy.pan"]
    for _ in range(5):
        case.later(days=5).worked()
    assert told("instrument_late") == sorted(["officer", "privacy.pan"] * 6)
    assert LedgerEntry.objects.filter(event="instrument_late").count() == 1
    case.later(days=300).worked()
    assert waits(case) == [("formal_instrument_late", "privacy_officer", True)]


def test_who_presented_it_does_not_accept_it_nor_does_who_signed(emergency):
    case = emergency()
    present(case, by="counsel.cai")
    with pytest.raises(SamePerson):
        accept(case, by="counsel.cai")
    with pytest.raises(SamePerson):
        accept(case, by="counsel.chen")
    with pytest.raises(NotPermitted):
        accept(case, by="reviewer.ren")
    accept(case, by="privacy.pan")


def test_an_accepted_paper_ends_the_waiting_and_the_authority_is_told(emergency):
    case = emergency()
    present(case)
    assert waits(case) == [("formal_instrument_check", "supervisor", False)]
    with pytest.raises(MoveNotAllowed, match="already"):
        present(case)
    accept(case)
    assert (owed(case).instrument_end, waits(case)) == ("accepted", [])
    case.later(days=6).worked()
    assert told("instrument_decided") == ["officer"]
    assert told("instrument_late") == []
    with pytest.raises(MoveNotAllowed):
        present(case)


def test_a_refused_paper_leaves_another_owed(emergency):
    case = emergency()
    present(case)
    with pytest.raises(DeskError):
        refuse(case, words=" ")
    refuse(case)
    assert waits(case) == [("formal_instrument", "requester", False)]
    present(case, number="C-78")
    accept(case)
    assert list(FormalInstrument.objects.values_list("accepted", flat=True)) == [False, True]


def test_a_paper_that_covers_less_than_was_released_is_accepted_with_a_reason_only(emergency):
    case = emergency()
    present(case, kind=InstrumentKind.LETTER)
    with pytest.raises(DeskError, match="does not cover"):
        accept(case)
    accept(case, words="the court order follows under C-79")
    body = LedgerEntry.objects.get(event="instrument_accepted").content["body"]
    assert body["uncovered"] == ["access.ip_address"]


@pytest.mark.parametrize(
    "shorter", [{"items": ["contact.*", "access.ip_address"]}, {"period": None, "items": ["contact.*"]}]
)
def test_what_the_paper_does_not_name_is_not_covered(emergency, shorter):
    case = emergency()
    present(case, **shorter)
    with pytest.raises(DeskError, match="does not cover"):
        accept(case)


def test_a_paper_is_whole_and_not_of_tomorrow(emergency):
    case = emergency()
    for wrong in (
        {"number": " "},
        {"issued_by": ""},
        {"statute": ""},
        {"items": []},
        {"issued_at": case.at + timedelta(1)},
    ):
        with pytest.raises(DeskError) as refusal:
            present(case, **wrong)
        assert refusal.value.fields == tuple(wrong)


def test_a_late_one_is_given_up_by_a_privacy_officer_alone_with_a_reason_and_the_access_with_it(emergency):
    case = emergency()
    with pytest.raises(MoveNotAllowed, match="not late"):
        give_up(case)
    case.later(days=5)
    for name, refusal in (("counsel.cai", NotPermitted), ("privacy.pei", SamePerson)):
        with pytest.raises(refusal):
            give_up(case, by=name)
    with pytest.raises(DeskError):
        give_up(case, words="")
    give_up(case)
    assert (owed(case).instrument_end, case.release.end_reason, waits(case)) == ("never_came", "no_instrument", [])


def test_a_paper_that_was_presented_is_decided_before_anybody_gives_up(emergency):
    case = emergency().later(days=5)
    present(case)
    with pytest.raises(MoveNotAllowed, match="presented"):
        give_up(case)


def test_an_authority_s_next_request_shows_how_often_no_paper_came(emergency):
    case = emergency().later(days=5)
    later = a_case("legal_request", world=case.stage.world, at=case.at).submitted()
    found = history.of_requester(later.row, by=later.user("reviewer.ren"), at=later.at)
    assert found.without_paper == 1
    present(case)
    accept(case)
    assert history.of_requester(later.row, by=later.user("reviewer.ren"), at=later.at).without_paper == 0


def test_it_is_presented_and_decided_at_the_api(emergency, at_the_api):
    case = emergency(at=clock.now())
    cast, path = at_the_api(case), f"/cases/{case.row.reference}/"
    officer = cast("officer")
    mine = officer.get(path).json()
    assert (mine["formal_instrument"]["state"], "present_instrument" in mine["can_do"]) == ("due", True)
    body = {
        "kind": "court_order", "number": "C-77", "issued_by": "city court", "issued_at": "2026-01-05",
        "statute": "Law 54", "items": ["identity.legal_name", "contact.*"],
    }  # fmt: skip
    wrong = officer.post(f"{path}formal-instrument/", body | {"items": ["contact.everything"]})
    assert (wrong.status_code, wrong.json()["fields"]) == (400, ["/items"])
    assert officer.post(f"{path}formal-instrument/", body).json()["formal_instrument"]["state"] == "being_checked"
    assert officer.post(f"{path}formal-instrument/accept/").json()["code"] == "not_permitted"
    seen = cast("counsel.cai").get(path).json()["emergency"]["instruments"]
    assert [(paper["number"], paper["uncovered"]) for paper in seen] == [("C-77", ["access.ip_address"])]
    assert cast("counsel.cai").post(f"{path}formal-instrument/accept/").json()["fields"] == ["reason"]
    done = cast("counsel.cai").post(f"{path}formal-instrument/accept/", {"reason": "enough for the name"})
    assert done.json()["emergency"]["instrument_end"] == "accepted"
    assert officer.get(path).json()["formal_instrument"]["state"] == "accepted"
    events = [line["event"] for line in officer.get(f"{path}timeline/").json()]
    assert events[-2:] == ["instrument_presented", "instrument_accepted"]
    assert "enough for the name" not in officer.get(path).text
