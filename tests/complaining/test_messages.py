"""A complainant and the desk write to each other about a complaint; the one complained about reads none of it (P3e)."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core import mail

from disclosures import outbox
from disclosures.actions import complaint_messages
from disclosures.domain.errors import DeskError, MoveNotAllowed, NotFound, NotPermitted, SamePerson
from disclosures.models import Complaint, ComplaintMessage, LedgerEntry, LedgerProof, clock
from disclosures.queries import waiting
from disclosures.queries.waiting import Reader, Wanted
from tests.browsing import signed_in
from tests.members.test_about_me_pages import plain

SECRET = "my photographer is Wang of 12 Lotus Lane"


@pytest.fixture
def complaint(world) -> Complaint:
    Complaint.objects.update(opened_at=clock.now() - timedelta(hours=1))
    return Complaint.objects.get()


@pytest.fixture
def where(complaint):
    return f"/complaints/{complaint.reference}/"


@pytest.fixture
def ren(world):
    return signed_in(world.user("reviewer.ren"))


def write(browser, where: str, text: str, *, times: int = 1):
    path = f"{where}do/write/"
    ident = re.search(r'name="ident"[^>]* value="([^"]+)"', browser.get(path).text)[1]
    return [browser.press(path, {"text": text, "ident": ident}) for _press in range(times)][-1]


def waits_for(user) -> list[str]:
    found = waiting.waiting(Reader(user, clock.now()), most=9, wanted=Wanted(kind="complaint_message"))
    return [one.reference for one in found]


def test_both_write_each_reads_and_a_second_press_writes_nothing(nora, ren, complaint, where):
    assert "None yet" in plain(nora.get(where))
    write(nora, where, SECRET, times=2)
    assert ComplaintMessage.objects.count() == 1
    at_desk = f"/staff/registers{where}"
    assert SECRET in plain(ren.get(at_desk))
    assert "Send to nora, who will read it" in plain(ren.get(f"{at_desk}do/write/"))
    write(ren, at_desk, "Which listing?", times=2)
    assert "Which listing?" in plain(nora.get(where))
    assert "reviewer.ren" not in plain(nora.get(where))


def test_the_one_complained_about_reads_nothing_of_it(nora, ren, world, complaint, where):
    write(nora, where, SECRET)
    write(ren, f"/staff/registers{where}", "Which listing?")
    shop = signed_in(world.user("shop"))
    for path in (f"/me{where}", "/me/", "/me/everything.csv"):
        shown = shop.get(path)
        text = shown.getvalue().decode() if shown.streaming else shown.text
        assert "Lotus" not in text
        assert "Which listing?" not in text
    assert shop.get(f"{where}do/write/").status_code == 404
    with pytest.raises(NotPermitted):
        complaint_messages.write_to_desk(complaint=complaint, text="x", by=world.user("shop"), at=clock.now())


def test_the_mail_has_the_reference_and_the_ledger_no_word(nora, ren, world, complaint, where):
    write(nora, where, SECRET)
    write(ren, f"/staff/registers{where}", "Which listing, at Lotus Lane?")
    outbox.drain(at=clock.now())
    nora_s = [one for one in mail.outbox if one.to == [world.user("nora").email] and "wrote to you" in one.subject]
    (one,) = nora_s
    assert complaint.reference in one.subject
    assert f"/complaints/{complaint.reference}/" in one.body
    assert "Lotus" not in one.subject + one.body
    assert not [one for one in mail.outbox if one.to == [world.user("shop").email]]
    written = LedgerEntry.objects.filter(event="message_written", chain=f"complaint:{complaint.pk}")
    assert [entry.content["body"]["from_desk"] for entry in written.order_by("seq")] == [False, True]
    assert not LedgerEntry.objects.filter(text__contains="Lotus").exists()
    assert not LedgerProof.objects.filter(value__contains="Lotus").exists()


def test_it_waits_for_staff_until_somebody_answers(nora, ren, world, complaint, where):
    write(nora, where, SECRET)
    assert waits_for(world.user("counsel.cai")) == [complaint.reference]
    Complaint.objects.update(closed_at=clock.now())
    assert waits_for(world.user("counsel.cai")) == [complaint.reference], "also when it is closed meanwhile"
    write(ren, f"/staff/registers{where}", "Which listing?")
    assert waits_for(world.user("counsel.cai")) == []


def test_who_is_a_side_by_any_account_neither_reads_nor_writes_at_the_desk(nora, world, complaint, where):
    write(nora, where, SECRET)
    for side in ("nora", "shop"):
        twin = world.user("counsel.cai")
        type(twin).objects.filter(pk=twin.pk).update(person=world.user(side).person)
        assert signed_in(world.user("counsel.cai")).get(f"/staff/registers{where}").status_code == 404
        assert waits_for(world.user("counsel.cai")) == []
        with pytest.raises(SamePerson):
            complaint_messages.write_to_complainant(
                complaint=complaint, text="x", by=world.user("counsel.cai"), at=clock.now()
            )
    assert ComplaintMessage.objects.count() == 1


def test_an_auditor_reads_and_does_not_write(nora, world, where):
    write(nora, where, SECRET)
    browser = signed_in(world.user("auditor.an"))
    assert SECRET in plain(browser.get(f"/staff/registers{where}"))
    assert browser.get(f"/staff/registers{where}do/write/").status_code == 403


def test_a_text_is_erased_with_a_reason_by_counsel_alone_and_once(nora, ren, world, complaint, where):
    write(nora, where, SECRET)
    one = ComplaintMessage.objects.get()
    page = f"/staff/registers{where}do/erase-message/"
    assert "Who can" in plain(ren.get(page))
    chen = signed_in(world.user("counsel.chen"))
    assert "Enter a reason" in chen.press(page, {"message": str(one.pk), "reason": ""}).text
    chen.press(page, {"message": str(one.pk), "reason": "names a neighbour"})
    for shown in (nora.get(where), ren.get(f"/staff/registers{where}")):
        assert "Lotus" not in shown.text
    assert "The text was erased." in plain(nora.get(where))
    assert LedgerEntry.objects.filter(event="message_erased", chain=f"complaint:{complaint.pk}").count() == 1
    words = {"complaint": complaint, "message_id": one.pk, "by": world.user("counsel.chen"), "at": clock.now()}
    with pytest.raises(MoveNotAllowed):
        complaint_messages.erase(**words, reason="again")
    with pytest.raises(NotFound):
        complaint_messages.erase(**words | {"message_id": complaint.right.owner.person}, reason="none such")


@pytest.mark.parametrize("text", ["", "  ", "x" * 4001, "hi\x00", "evil \u202etxt.exe"])
def test_only_plain_text_of_a_fair_size_is_taken(world, complaint, text):
    with pytest.raises(DeskError):
        complaint_messages.write_to_desk(complaint=complaint, text=text, by=world.user("nora"), at=clock.now())
    assert not ComplaintMessage.objects.exists()


def test_what_was_typed_is_kept_when_it_cannot_be_sent(nora, where):
    page = nora.press(f"{where}do/write/", {"text": "evil \u202etxt.exe"})
    assert page.text.count("Write plain text") == 2
    assert "evil" in page.text
