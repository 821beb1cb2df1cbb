"""A hold is a date and a paper; without either it cannot be entered, and both can be changed until the member knows."""

from __future__ import annotations

from datetime import timedelta

import pytest

from disclosures.actions import holds
from disclosures.domain.errors import DeskError, MoveNotAllowed, SamePerson
from disclosures.domain.holds import Hold, HoldKind
from disclosures.models import LedgerEntry, Notice
from disclosures.queries import disclosures, waiting
from disclosures.queries.waiting import Reader, Wanted
from tests.cast import AT, a_case


@pytest.fixture(autouse=True)
def _at_a_desk(desk) -> None:
    """Each test here has a desk of its own."""


pytestmark = pytest.mark.django_db
UNTIL = AT + timedelta(days=60)
LAW = Hold(HoldKind.STATUTE, "Counter-Espionage Law 32", "psb", UNTIL)
PAPER = {
    "kind": "court_order", "number": "C-3", "issued_at": AT.isoformat(), "statute": "Criminal Procedure Law 54",
    "items": ["identity.legal_name"], "may_tell": False, "hold_until": UNTIL.isoformat(),
}  # fmt: skip


def held(*, world=None, **paper):
    return a_case(
        "legal_request",
        world=world,
        asks=["identity.legal_name"],
        particulars={"authority": "psb", "called_back": True, "instrument": PAPER | paper},
    )


def seen_by_mei(case, at=None):
    return disclosures.shown_to(case.user("mei"), at=at or case.at).count()


@pytest.mark.parametrize("missing", ["paper", "by", "until", "kind"])
def test_a_hold_without_a_part_of_it_is_refused(missing):
    parts = {"kind": HoldKind.ORDER, "paper": "C-3", "by": "court", "until": UNTIL}
    with pytest.raises(DeskError) as refusal:
        Hold(**parts | {missing: None if missing == "until" else " "})
    assert refusal.value.fields == (missing,)


@pytest.mark.parametrize("missing", ["paper", "by", "until", "kind"])
def test_the_api_takes_no_hold_without_a_part_of_it(cast, missing):
    body = {"kind": "order", "paper": "C-3", "by": "court", "until": "2090-01-01"}
    filing = {"basis": "consent", "subjects": ["mei"], "recipient": {"organisation": "travelco"}, "purpose": "prize",
              "asks": ["contact.email"], "submit": True}  # fmt: skip
    reference = cast("tom").post("/cases/", filing).json()["reference"]
    for wrong in ({name: word for name, word in body.items() if name != missing}, body | {missing: " "}):
        answer = cast("counsel.chen").post(f"/cases/{reference}/hold/", wrong)
        assert (answer.status_code, answer.json()["fields"]) == (400, [f"/{missing}"])
    whole = cast("counsel.chen").post(f"/cases/{reference}/hold/", body)
    assert whole.json()["code"] == "move_not_allowed"  # this clause lets nothing forbid telling


def test_what_the_filing_names_is_kept_with_the_case():
    case = held().submitted()
    row = case.row
    assert (row.hold_kind, row.hold_paper, row.hold_by, row.hold_until) == ("order", "court_order C-3", "psb", UNTIL)
    world = case.stage.world
    row = held(world=world, kind="letter").submitted().row
    assert (row.hold_kind, row.hold_paper) == ("statute", "Criminal Procedure Law 54")
    row = held(world=world, hold_paper="Order 9 of the court").submitted().row
    assert (row.hold_kind, row.hold_paper) == ("order", "Order 9 of the court")


def test_a_ground_outside_a_paper_names_the_law_that_forbids():
    particulars = {"kind": "auditor", "rationale": "a sample", "assessment": "PIA-7", "may_tell": False}
    forbidden = particulars | {"hold_until": UNTIL.isoformat()}
    first = a_case("other", particulars=forbidden).submitted()
    world = first.stage.world
    assert first.row.hold_paper == "PIPL 13(3)"
    with pytest.raises(DeskError) as refusal:
        a_case("other", world=world, particulars=forbidden, legal_ground={}).submitted()
    assert refusal.value.fields == ("hold_paper",)
    particulars = forbidden | {"hold_paper": "Audit Law 34"}
    named = a_case("other", world=world, particulars=particulars, legal_ground={}).submitted()
    assert named.row.hold_paper == "Audit Law 34"


def test_a_paper_that_comes_later_keeps_the_window_from_opening():
    case = a_case("legal_request").submitted().accepted()
    holds.enter(case=case.row, hold=LAW, by=case.user("counsel.cai"), at=case.at)
    case.signed().worked()
    assert case.row.status == "released"
    assert seen_by_mei(case) == 0
    assert seen_by_mei(case, at=UNTIL) == 1
    notice = Notice.objects.get(case=case.row, kind="released_about_you")
    assert notice.due_at == UNTIL


def test_an_emergency_s_hold_is_of_the_emergency():
    emergency = {"authority": "psb", "called_back": True, "emergency": {"danger": "a life", "how_data_help": "find"}}
    case = a_case("legal_request", particulars=emergency).released()
    row = case.row
    assert (row.hold_kind, row.hold_paper, row.hold_until) == ("emergency", row.reference, case.at + timedelta(days=30))


def test_nobody_is_untold_what_they_were_told():
    case = a_case("legal_request").submitted().accepted().signed()
    assert case.row.status == "notice"
    with pytest.raises(MoveNotAllowed, match="told already"):
        holds.enter(case=case.row, hold=LAW, by=case.user("counsel.cai"), at=case.at)


def test_a_hold_that_ends_later_moves_the_notice_and_the_page_with_it():
    case = held().released()
    later = Hold(HoldKind.ORDER, "C-9", "court", UNTIL + timedelta(days=20))
    holds.enter(case=case.row, hold=later, by=case.user("counsel.cai"), at=case.at)
    case.stage.at = UNTIL
    case.worked()
    notice = Notice.objects.get(case=case.row, kind="released_about_you")
    assert (notice.sent_at, seen_by_mei(case)) == (None, 0)
    case.stage.at = later.until
    case.worked()
    notice.refresh_from_db()
    assert (notice.sent_at, seen_by_mei(case)) == (later.until, 1)


def test_a_hold_ended_by_a_person_lets_all_of_it_appear_at_once():
    case = held().released()
    holds.end(case=case.row, by=case.user("counsel.cai"), at=case.at, reason="the order was lifted")
    case.worked()
    assert seen_by_mei(case) == 1
    assert Notice.objects.get(case=case.row, kind="released_about_you").sent_at == case.at
    with pytest.raises(MoveNotAllowed):
        holds.end(case=case.row, by=case.user("counsel.cai"), at=case.at, reason="again")


def test_a_hold_is_recorded_without_its_words_and_is_nobody_s_own():
    case = held().submitted().accepted()
    holds.enter(case=case.row, hold=LAW, by=case.user("counsel.cai"), at=case.at)
    entry = LedgerEntry.objects.get(event="hold_set")
    assert LAW.paper not in entry.text
    past = Hold(HoldKind.ORDER, "C-9", "court", case.at)
    with pytest.raises(DeskError):
        holds.enter(case=case.row, hold=past, by=case.user("counsel.cai"), at=case.at)
    own = a_case("other", world=case.stage.world).submitted()
    with pytest.raises(SamePerson):
        holds.enter(case=own.row, hold=LAW, by=own.user("counsel.cai"), at=own.at)


def test_staff_see_what_a_hold_keeps_back_and_until_when():
    case = held().released()
    reader = Reader(case.user("reviewer.ren"), case.at)
    (wait,) = waiting.waiting(reader, most=9, wanted=Wanted(kind="notice_held"))
    assert (wait.reference, wait.due_at, wait.is_late) == (case.row.reference, UNTIL, False)
    assert waiting.waiting(Reader(case.user("reviewer.ren"), UNTIL), most=9, wanted=Wanted(kind="notice_held")) == []
