"""Filing by pages: what is asked follows from the clause, each answer is saved, and it is filed once."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils.timezone import localtime

from disclosures.bases import REGISTRY
from disclosures.domain.clocks import local_date
from disclosures.domain.particulars import Shape
from disclosures.models import Case, Complaint, clock
from disclosures.policies.doors import who
from disclosures.portals.requests.filing.questions import AFTER_DATA, BEFORE_DATA, FIRST
from tests.sign_ins import sign_in

ITEMS = ["identity.legal_name", "contact.email", "contact.phone"]


def parts(name: str, day) -> dict[str, int]:
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


def edition_on(page) -> str:
    return re.search(r'name="edition" value="(\d+)"', page.text)[1]


class Filer:
    """Somebody who answers the questions of one filing."""

    def __init__(self, browser, basis: str) -> None:
        self.browser = browser
        answer = browser.press("/requests/new/", {"basis": basis})
        assert answer.status_code == 302, answer.text
        self.where = answer.headers["Location"]
        self.reference = self.where.split("/")[2]

    @property
    def case(self) -> Case:
        return Case.objects.get(reference=self.reference)

    def at(self, page: str) -> str:
        return f"/requests/{self.reference}/{page}"

    def answer(self, question: str, *, to: str = "", **typed):
        page = self.at(f"ask/{question}/")
        shown = self.browser.get(page)
        assert shown.status_code == 200, (question, shown.status_code, shown.headers.get("Location"))
        answer = self.browser.press(page, {"edition": edition_on(shown), "to": to} | typed)
        if answer.status_code == 302:
            self.where = answer.headers["Location"]
        return answer

    def walk(self, **answers) -> None:
        """Each question as it comes, until all are answered."""
        while "/ask/" in self.where:
            name = self.where.split("/")[4]
            before, answer = self.where, self.answer(name, **answers[name.replace("-", "_")])
            assert answer.status_code == 302, answer.text
            assert self.where != before
        assert self.where == self.at("check/")

    def file(self, edition: str = "", **typed: str):
        return self.browser.press(
            self.at("check/"), {"edition": edition or edition_on(self.browser.get(self.at("check/")))} | typed
        )


def dispute(**other) -> dict:
    return {
        "transaction": {"record": "t1"}, "whose": {"names": "mei"}, "purpose": {"purpose": "dispute"},
        "data": {"items": ITEMS}, "how_much": dict.fromkeys(ITEMS, "full"),
        "ground": {"ground": "contract_necessity"},
    } | other  # fmt: skip


def paper(**other) -> dict:
    today = local_date(clock.now())
    return {
        "way": {"way": "instrument"}, "whose": {"names": "mei\nnobody\n"}, "purpose": {"purpose": "fraud inquiry"},
        "instrument": {"kind": "court_order", "number": "C-9", "statute": "CPL 54", **parts("issued_at", today)},
        "data": {"items": ["contact.email", "access.ip_address"]},
        "how_much": {"contact.email": "full", "access.ip_address": "masked"},
        "period": parts("begins", today - timedelta(days=9)) | parts("ends", today),
        "instrument_names": {"items": ["contact.email", "access.ip_address"]},
        "instrument_telling": {"may_tell": "no", **parts("hold_until", today + timedelta(days=20))},
    } | other  # fmt: skip


@pytest.fixture
def ana(browser_of) -> Filer:
    return Filer(browser_of("ana"), "transaction_dispute")


def test_a_party_files_with_what_its_transaction_needs_and_no_other_question(ana):
    ana.walk(**dispute())
    answer = ana.file()
    assert answer.headers["Location"] == ana.at("filed/")
    case = ana.case
    assert (case.status, case.recipient_user.name, case.legal_article) == ("triage", "ana", "PIPL 13(2)")
    filed = ana.browser.get(ana.at("filed/")).text
    assert case.reference in filed
    assert f"{localtime(case.due_at):%Y-%m-%d %H:%M}" in filed


def test_an_authority_files_a_paper_for_its_own_office(browser_of):
    officer = Filer(browser_of("officer"), "legal_request")
    officer.walk(**paper())
    assert officer.file().status_code == 302
    case = officer.case
    assert (case.status, case.recipient_organisation.name, case.hold_by) == ("triage", "psb", "psb")
    assert case.particulars["authority"] == "psb"
    assert [row.subject and row.subject.name for row in case.named] == ["mei", None]
    assert {row.item: row.detail for row in case.asked_rows} == {"contact.email": "full", "access.ip_address": "masked"}


def test_an_emergency_is_the_shorter_form(browser_of):
    officer = Filer(browser_of("officer"), "legal_request:emergency")
    words = {"danger": "a child is missing", "how_data_help": "to find the phone"}
    asked = {"whose": {"names": "mei"}, "purpose": {"purpose": "find the child"}, "emergency": words}
    officer.walk(**asked, data={"items": ["contact.phone", "access.ip_address"]})
    assert "payment.account" not in officer.browser.get(officer.at("ask/data/")).text
    assert officer.browser.get(officer.at("ask/instrument/")).status_code == 302
    refused = officer.file(is_danger="on")
    assert refused.status_code == 422
    assert "Confirm that your office can be called back now" in refused.text
    assert 'href="#id_is_mine"' in refused.text
    assert officer.case.status == "draft"
    assert "Within 24 hours of the release" in officer.browser.get(officer.at("check/")).text
    assert officer.file(is_danger="on", is_mine="on").status_code == 302
    assert officer.case.particulars["emergency"] == words
    filed = officer.browser.get(officer.at("filed/")).text
    assert "within 5 days you present the formal paper" in filed
    assert "waives no objection" in filed


def test_only_clauses_of_ones_role_are_offered(browser_of):
    said = browser_of("officer").get("/requests/new/").text
    assert set(re.findall(r'name="basis" type="radio" value="(\w+)"', said)) == {
        "consent",
        "legal_request",
        "violation",
    }
    refused = browser_of("officer").press("/requests/new/", {"basis": "transaction_dispute"})
    assert refused.status_code == 200
    assert not Case.objects.exists()


def test_only_what_the_purpose_can_unlock_is_offered(ana):
    ana.answer("transaction", record="t1")
    ana.answer("whose", names="mei")
    ana.answer("purpose", purpose="dispute")
    assert "contact.postal_address" not in ana.browser.get(ana.at("ask/data/")).text
    assert ana.answer("data", items=["contact.postal_address"]).status_code == 200
    ana.answer("purpose", purpose="return")
    assert "contact.postal_address" in ana.browser.get(ana.at("ask/data/")).text


def test_only_ones_own_records_can_be_chosen(browser_of):
    nora = Filer(browser_of("shop"), "transaction_dispute")
    assert "You have no transaction here" in nora.browser.get(nora.at("ask/transaction/")).text
    assert nora.browser.press(nora.at("ask/transaction/"), {"edition": 0, "record": "t1"}).status_code == 200
    assert nora.case.particulars == {}


def test_a_choice_begun_twice_is_one_draft(browser_of):
    assert Filer(browser_of("ana"), "consent").reference == Filer(browser_of("ana"), "consent").reference
    assert Case.objects.count() == 1


def test_who_leaves_comes_back_to_the_question_after_the_last_answer(ana):
    ana.answer("transaction", record="t1")
    ana.answer("whose", names="mei")
    page = ana.browser.get(ana.at("check/")).text
    assert "mei" in page
    assert "No answer" in page
    again = ana.browser.get(ana.at("ask/nothing-of-this-name/"))
    assert again.headers["Location"] == ana.at("ask/purpose/")


def test_an_expired_session_loses_nothing_that_was_saved(ana):
    ana.answer("transaction", record="t1")
    ana.answer("whose", names="mei")
    user, page = ana.case.filed_by, ana.at("ask/purpose/")
    typed = {"purpose": "dispute", "edition": edition_on(ana.browser.get(page))}
    ana.browser.logout()
    shown = ana.browser.press(page, typed).text
    assert "nothing that you typed is lost" in shown
    assert '<input type="hidden" name="purpose" value="dispute">' in shown
    assert f"/account/login/?next={page}" in shown
    assert "/account/login/" in ana.browser.get(page).headers["Location"]
    assert [row.named for row in ana.case.named] == ["mei"]
    assert ana.case.purpose == ""
    sign_in(ana.browser, user)
    ana.browser.press(page, typed)
    assert ana.case.purpose == "dispute"


def test_the_same_answer_again_changes_nothing(ana):
    ana.answer("transaction", record="t1")
    before = ana.case.edition
    sent = ana.browser.press(ana.at("ask/transaction/"), {"edition": 0, "record": "t1"})
    assert sent.headers["Location"] == ana.at("ask/whose/")
    assert ana.case.edition == before


def test_of_two_tabs_the_older_save_gets_both_versions_and_loses_neither(ana):
    ana.answer("transaction", record="t1")
    old = edition_on(ana.browser.get(ana.at("ask/whose/")))
    ana.answer("whose", names="mei")
    answer = ana.browser.press(ana.at("ask/whose/"), {"edition": old, "names": "shop"})
    assert answer.status_code == 409
    assert "<div>mei</div>" in answer.text
    assert "<div>shop</div>" in answer.text
    assert [row.named for row in ana.case.named] == ["mei"]
    mine = ana.browser.press(ana.at("ask/whose/"), {"edition": edition_on(answer), "names": "shop"})
    assert mine.status_code == 302
    assert [row.named for row in ana.case.named] == ["shop"]


def test_what_changed_since_it_was_checked_is_checked_again(ana):
    ana.walk(**dispute())
    old = edition_on(ana.browser.get(ana.at("check/")))
    ana.answer("purpose", purpose="return", to="check")
    answer = ana.file(old)
    assert answer.status_code == 409
    assert ana.case.status == "draft"


def test_a_double_press_files_once(ana):
    ana.walk(**dispute())
    shown = edition_on(ana.browser.get(ana.at("check/")))
    assert ana.file(shown).headers["Location"] == ana.at("filed/")
    assert ana.file(shown).headers["Location"] == ana.at("filed/")
    assert ana.browser.get(ana.at("ask/purpose/")).headers["Location"] == ana.at("")


def test_a_change_leads_back_to_the_check(ana):
    ana.walk(**dispute())
    ana.answer("data", items=ITEMS[:1], to="check")
    assert ana.where == ana.at("check/")
    assert [row.item for row in ana.case.asked_rows] == ITEMS[:1]


@pytest.mark.parametrize(
    ("changed", "place", "words"),
    [
        ({"whose": {"names": "shop"}}, "whose", "This clause does not cover"),
        ({"whose": {"names": "nobody-here"}}, "whose", "This clause does not cover"),
    ],
)
def test_a_refusal_shows_beside_its_answer_with_a_link_in_the_summary(ana, changed, place, words):
    ana.walk(**dispute(**changed))
    answer = ana.file()
    assert answer.status_code == 422
    assert f'<a href="#row-{place}">' in answer.text
    assert answer.text.count(words) == 2
    assert ana.case.status == "draft"


def test_what_is_missing_is_named_beside_its_row(ana):
    ana.answer("transaction", record="t1")
    answer = ana.file()
    assert answer.status_code == 422
    assert {*re.findall(r'<a href="#row-([\w-]+)">', answer.text)} == {"whose", "purpose", "data"}


def test_a_purpose_of_sale_is_refused_at_its_question_and_kept(browser_of):
    tom = Filer(browser_of("tom"), "consent")
    tom.answer("whose", names="mei")
    answer = tom.answer("purpose", purpose="sale of addresses")
    assert answer.status_code == 200
    assert "never sold, rented or traded" in answer.text
    assert 'value="sale of addresses"' in answer.text


def test_unknown_people_are_taken_like_known_ones(browser_of):
    tom, said = browser_of("tom"), []
    for name in ("ana", "nobody-here"):
        filer = Filer(tom, "consent")
        words = {"whose": {"names": name}, "purpose": {"purpose": "raffle"}}
        filer.walk(**words, data={"items": ITEMS[:1]}, how_much={ITEMS[0]: "full"})
        assert filer.file().headers["Location"] == filer.at("filed/")
        page = tom.get(filer.at("")).text
        said.append(page.replace(filer.reference, "").replace(name, ""))
    cleaned = [re.sub(r"\d\d:\d\d(:\d\d\.\d+)?|csrfmiddlewaretoken\S* value=\S*", "", page) for page in said]
    assert cleaned[0] == cleaned[1]


def test_who_shares_their_own_data_says_with_whom(browser_of):
    mei = Filer(browser_of("mei"), "consent")
    mei.answer("whose", names="mei")
    assert mei.where == mei.at("ask/recipient/")
    assert mei.case.recipient_name == ""


def test_nobody_else_finds_the_draft(ana, browser_of):
    for name in ("mei", "tom"):
        assert browser_of(name).get(ana.at("check/")).status_code == 404
        assert browser_of(name).press(ana.at("ask/transaction/"), {"record": "t1"}).status_code == 404


def test_a_complainant_asks_that_their_own_details_be_passed_on(browser_of):
    nora = Filer(browser_of("nora"), "ip_complaint")
    complaint = Complaint.objects.get().reference
    words = {"complaint": {"record": complaint}, "purpose": {"purpose": "rights dispute"}}
    nora.walk(**words, data={"items": ITEMS[:2]}, how_much=dict.fromkeys(ITEMS[:2], "full"), ground=dispute()["ground"])
    assert nora.file().status_code == 302
    assert (nora.case.recipient_name, [row.named for row in nora.case.named]) == ("shop", ["nora"])


def test_a_partner_asks_under_its_contract_for_what_the_contract_lists(browser_of):
    kai = Filer(browser_of("kai"), "service_provision")
    kai.answer("engagement", record="delivery")
    kai.answer("whose", names="mei")
    kai.answer("purpose", purpose="delivery")
    offered = set(
        re.findall(r'name="items" type="checkbox" value="([\w.]+)"', kai.browser.get(kai.at("ask/data/")).text)
    )
    assert offered == {"identity.legal_name", "contact.phone"}
    kai.walk(data={"items": ["contact.phone"]}, how_much={"contact.phone": "full"})
    assert kai.file().status_code == 302
    assert kai.case.recipient_organisation.name == "courier"


def test_an_office_asks_on_a_finding_by_its_reference(browser_of):
    officer = Filer(browser_of("officer"), "violation")
    words = {"finding": {"record": "f1"}, "recipient_kind": {"choice": "regulator"}, "whose": {"names": "mei"}}
    said = {"purpose": {"purpose": "report of a fake"}, "necessity": {"text": "we investigate"}}
    asked = {"data": {"items": ITEMS[:1]}, "how_much": {ITEMS[0]: "full"}, "ground": dispute()["ground"]}
    officer.walk(**words, **said, **asked)
    assert officer.file().status_code == 302
    unknown = Filer(browser_of("officer"), "violation")
    unknown.walk(**(words | {"finding": {"record": "none"}}), **said, **asked)
    answer = unknown.file()
    assert answer.status_code == 422


def test_everything_that_outsiders_must_say_is_asked_or_settled():
    for rules in REGISTRY.in_force:
        filers = rules.filed_by & who.FILER.roles
        asked = {**FIRST, **BEFORE_DATA, **AFTER_DATA}
        settled = {Shape.ORGANISATION} if rules.outsiders_file_for_themselves else set()
        assert not filers or {one.shape for one in rules.particulars} <= asked.keys() | settled, rules.code
