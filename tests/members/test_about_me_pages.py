"""Your data and others: who received what, until when and why; what a hold hides is in none of it (DESIGN 5.10)."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from disclosures.actions import objections
from disclosures.models import Case, clock
from tests.browsing import signed_in
from tests.cast import a_case, a_world
from tests.members.conftest import worked

pytestmark = pytest.mark.usefixtures("desk")
NOBODY = "Nobody outside Paletten Camera has received your data from us."
PAGES = ("/me/", "/me/record/", "/me/consents/", "/me/everything.csv", "/me/misuse/")
PAPER = {
    "kind": "court_order", "number": "C-3", "issued_at": "2026-01-01", "statute": "Criminal Procedure Law 54",
    "items": ["identity.legal_name"], "may_tell": False,
}  # fmt: skip


def plain(answer):
    """What a page says, without what is new on each and without its own address."""
    gone = re.sub(r'name="(csrfmiddlewaretoken|ident|next)"[^>]*', "", answer.text)
    return re.sub(r"\s+", " ", gone)


def page_of(case):
    return f"/me/about/{case.row.reference}/"


def test_without_a_disclosure_the_page_says_so_and_is_where_a_member_begins(browser):
    assert browser.get("/home/").headers["Location"] == "/me/"
    page = plain(browser.get("/me/"))
    assert NOBODY in page
    assert "Nothing waits for you." in page


def test_a_row_says_who_what_why_until_when_and_opens_its_own_page(prize, cast):
    reference = worked(cast, prize)
    mei = signed_in(cast.world.users["mei"])
    page = plain(mei.get("/me/"))
    for words in (
        "1 access is open now",
        "travelco",
        "Legal name; Email address",
        "Can be opened",
        f"about/{reference}/",
    ):
        assert words in page
    assert NOBODY not in page
    opened = cast("tom").get(f"/releases/{cast('tom').get('/releases/').json()['results'][0]['id']}/content/")
    page = plain(mei.get(f"/me/about/{reference}/"))
    for words in ("With the member", "3(a)", "Version 1", "Consent, PIPL 13(1)", "Review: reviewer, 20", "travelco",
                  "A disclosure about you was made", "Withheld"):  # fmt: skip
        assert words in page, words
    assert "reviewer.rui" not in page
    assert opened.status_code < 500


def test_each_opening_is_there_with_its_date_and_what_was_withheld_with_its_reason():
    case = a_case(
        "consent", world=a_world(at=clock.now() - timedelta(days=8)), asks=["identity.legal_name", "contact.phone"]
    )
    case.released().opened()
    page = plain(signed_in(case.user("mei")).get(page_of(case)))
    assert re.search(r"Openings</dt>.{0,120}<li>\d{4}-\d\d-\d\d", page)
    assert "Phone number: you did not consent to it" in page
    assert "tom" not in re.sub("custom|bottom|phantom", "", page)


def test_what_has_ended_stands_apart():
    case = a_case("consent", world=a_world(at=clock.now() - timedelta(days=8))).released()
    mei = signed_in(case.user("mei"))
    assert "1 access is open now" in plain(mei.get("/me/"))
    case.row.releases.get().grant.__class__.objects.update(until=clock.now() - timedelta(days=1))
    page = plain(mei.get("/me/"))
    assert "0 accesses are open now · 1 has ended" in page
    assert "Nobody outside can open data about you now." in page


def test_what_a_hold_hides_changes_no_byte_until_it_ends_and_then_all_of_it_is_there():
    world = a_world(at=clock.now() - timedelta(days=3))
    mei = signed_in(world.user("mei"))
    before = [plain(mei.get(path)) for path in PAGES]
    hold = (clock.now() + timedelta(days=30)).isoformat()
    case = a_case(
        "legal_request", world=world, asks=["identity.legal_name"],
        particulars={"authority": "psb", "called_back": True, "instrument": PAPER | {"hold_until": hold}},
    ).released()  # fmt: skip
    assert case.row.status == "released"
    assert [plain(mei.get(path)) for path in PAGES] == before
    nothing, held = mei.get("/me/about/LR-3333-3333/"), mei.get(page_of(case))
    assert (held.status_code, plain(held)) == (404, plain(nothing))
    for rest in ("answer/", "object/", "channel/"):
        assert mei.post(f"{page_of(case)}{rest}").status_code == 404
    assert plain(mei.get(f"/me/misuse/?case={case.row.reference}")) == before[-1]

    over = clock.now() - timedelta(minutes=1)
    Case.objects.update(hold_until=over)
    case.row.releases.update(hidden_until=over)
    assert "psb" in plain(mei.get("/me/"))
    assert "psb" in plain(mei.get("/me/everything.csv"))
    acts = plain(mei.get("/me/record/"))
    assert "Read what would leave, and signed" in acts
    assert "counsel" in acts
    page = plain(mei.get(page_of(case)))
    assert "A court order" in page
    assert "Criminal Procedure Law 54" in page


def test_staff_are_there_by_role_and_time_and_never_by_name():
    case = a_case("transaction_dispute", world=a_world(at=clock.now() - timedelta(days=8))).submitted()
    mei = signed_in(case.user("mei"))
    assert "Nobody of the desk has worked on a request" in plain(mei.get("/me/record/"))  # not told of it yet
    case.accepted().signed()
    page = plain(mei.get("/me/record/"))
    assert re.search(
        r"\d UTC\+0800</th><td data-l=\"Role\">reviewer</td><td[^>]*>Read what would leave, and signed", page
    )
    assert "reviewer.r" not in page


def test_somebody_else_s_case_is_as_unknown_as_none():
    case = (
        a_case("transaction_dispute", world=a_world(at=clock.now() - timedelta(days=8))).submitted().accepted().signed()
    )
    ana = signed_in(case.user("ana"))
    assert plain(ana.get(page_of(case))) == plain(ana.get("/me/about/TX-3333-3333/"))


def test_the_result_of_an_objection_is_on_the_page_and_the_words_of_staff_are_not():
    case = a_case("transaction_dispute", world=a_world(at=clock.now())).submitted().accepted().signed()
    mei = signed_in(case.user("mei"))
    mei.post(f"{page_of(case)}object/", {"reason": "it is not safe"})
    assert "Being decided. Nothing leaves before." in plain(mei.get(page_of(case)))
    assert page_of(case) in plain(mei.get("/me/")), "who objected finds the case on the first page"
    objections.uphold(case=case.row, by=case.user("counsel.cai"), at=clock.now(), reason="they are right")
    page = plain(mei.get(page_of(case)))
    assert "Upheld: you were right, and nothing leaves." in page
    assert "they are right" not in page
    assert "Refused: nothing left" in plain(mei.get("/me/"))


def test_all_of_it_is_a_file_for_spreadsheets_and_one_to_print():
    case = a_case("consent", world=a_world(at=clock.now() - timedelta(days=8)), asks=["identity.legal_name"]).released()
    case.opened()
    mei = signed_in(case.user("mei"))
    table = mei.get("/me/everything.csv")
    assert table.headers["Content-Disposition"] == 'attachment; filename="my-data-and-others.csv"'
    kinds = [line.split(",")[1] for line in table.text.splitlines()]
    assert {"Left", "Signed", "Opened", "Consent given", "At the desk"} <= set(kinds)
    assert 'travelco,Legal name,"With the member\'s consent (3(a)); Legal duty, PIPL 13(3)"' in table.text
    paper = mei.get("/me/everything.pdf", headers={"Accept-Language": "zh-hans"})
    assert (paper.content[:5], paper.headers["Content-Type"]) == (b"%PDF-", "application/pdf")
    assert "tom" not in table.text
