"""What a complainant sees of a complaint that is filed, and can do to it; a receipt to keep (P3e)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from accounts.models import RoleGrant
from disclosures.models import Case, Complaint, Release, clock
from tests.browsing import signed_in, stranger
from tests.complaining.conftest import send
from tests.members.test_about_me_pages import plain


@pytest.fixture
def where(world):
    Complaint.objects.update(
        listings=["https://market.example/9"], statement="it copies our mark", right_text="mark 7", asked_at=None,
        respondent_name="shop", opened_at=clock.now() - timedelta(hours=1),
    )  # fmt: skip
    return f"/complaints/{Complaint.objects.get().reference}/"


@pytest.fixture
def shop(world):
    return signed_in(world.user("shop"))


def theirs(where: str) -> str:
    return f"/me{where}"


def test_it_says_where_it_is_in_the_words_of_outsiders(nora, where):
    for page in (plain(nora.get("/complaints/")), plain(nora.get(where)), plain(nora.get(f"{where}filed/"))):
        assert Complaint.objects.get().reference in page
    assert "Being checked" in plain(nora.get(where))
    Complaint.objects.update(closed_at=clock.now())
    assert "Closed" in plain(nora.get("/complaints/"))


def test_a_counter_statement_is_read_when_its_author_agrees_and_word_of_a_suit_keeps_it_open(nora, shop, where):
    shop.post(f"{theirs(where)}do/state/", {"statement": "it is my own photograph"})
    assert "it is my own photograph" not in plain(nora.get(where))
    shop.post(f"{theirs(where)}do/pass-on/")
    page = plain(nora.get(where))
    assert "it is my own photograph" in page
    assert "We need something from you" in page
    assert "Without word of a suit" in page
    for _ in range(2):
        nora.post(f"{where}do/suit/")
    assert Complaint.objects.get().suit_notified_at is not None
    assert "stays open" in plain(nora.get(where))


def test_being_asked_for_details_invites_and_releases_nothing(nora, shop, where):
    shop.post(f"{theirs(where)}do/ask/", {"items": ["contact.email"]})
    page = plain(nora.get(where))
    assert "The other side asks for your details" in page
    assert Complaint.objects.get().asked_at is None
    assert "it copies our mark" in plain(nora.get(f"{where}do/pass-on/"))
    nora.post(f"{where}do/pass-on/", {"items": ["contact.phone"]})
    assert Complaint.objects.get().pass_on == ["contact.phone"]
    assert Case.objects.count() == 1
    assert not Release.objects.exists()


def test_it_is_withdrawn_once(nora, where):
    assert "cannot be taken up again" in plain(nora.get(f"{where}do/withdraw/"))
    for _ in range(2):
        nora.post(f"{where}do/withdraw/")
    assert Complaint.objects.get().withdrawn_at is not None
    assert "Ask that my details" not in plain(nora.get(where))


def test_more_files_come_while_it_is_open_and_the_other_side_sees_none(nora, shop, where):
    send(nora, f"{where}files/")
    assert "shot.png" in plain(nora.get(where))
    assert "shot.png" not in plain(shop.get(theirs(where)))
    Complaint.objects.update(closed_at=clock.now())
    assert "Send this file" not in plain(nora.get(f"{where}files/"))


def test_the_receipt_is_a_pdf(nora, where):
    answer = nora.get(f"{where}receipt.pdf")
    assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")
    assert Complaint.objects.get().reference in answer["Content-Disposition"]


def test_staff_close_it_with_a_reason(nora, world, where):
    page = f"/staff/registers{where}"
    ren = signed_in(world.user("reviewer.ren"))
    assert "https://market.example/9" in plain(ren.get(page))
    ren.post(f"{page}do/close/", {"reason": ""})
    assert Complaint.objects.get().closed_at is None
    ren.post(f"{page}do/close/", {"reason": "settled elsewhere"})
    assert "Closed" in plain(nora.get(where))


@pytest.mark.parametrize("name", ["shop", "mei", "reviewer.ren"])
def test_to_anybody_but_its_complainant_there_is_no_such_page(world, where, name):
    browser = signed_in(world.user(name))
    for path in (where, f"{where}filed/", f"{where}receipt.pdf", f"{where}files/", f"{where}do/withdraw/"):
        assert browser.get(path).status_code == 404


def test_the_start_page_says_whose_details_go_to_whom_before_anybody_signs_in(world):
    page = plain(stranger().get("/complain/"))
    assert "Yours may go to the person you complain about, only at your request." in page
    assert "A false complaint is misuse" in page


def test_somebody_without_an_organisation_asks_to_be_a_complainant_once(world):
    mei = signed_in(world.user("mei"))
    assert mei.post("/complain/join/", {"reason": ""}).text.count("Say who you are and which right is yours") == 2
    for _ in range(2):
        mei.post("/complain/join/", {"reason": "I took the photograph"})
    assert RoleGrant.objects.filter(user=world.user("mei"), role="complainant").count() == 1
    assert "a person of the desk decides" in plain(mei.get("/complain/join/"))
