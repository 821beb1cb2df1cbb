"""The desk and each party have a thread of their own; notes of staff are another resource that no party reads."""

from __future__ import annotations

from datetime import timedelta

import pytest

from disclosures.actions import messages
from disclosures.domain.errors import DeskError, MoveNotAllowed
from disclosures.domain.threads import Thread
from disclosures.models import IdempotencyKey, LedgerEntry, LedgerProof, Message, clock
from disclosures.queries import waiting
from disclosures.queries.waiting import Reader, Wanted
from tests.cast import a_case

pytestmark = pytest.mark.django_db
SECRET = "my neighbour is Wang of 12 Lotus Lane"


def texts(answer):
    return [row["text"] for row in answer.json()["messages"]]


def test_a_party_writes_staff_read_it_and_answer_and_nobody_else_does(case, at_the_api, mails):
    ana, path = at_the_api(case, "ana")
    ren, _ = at_the_api(case, "reviewer.ren")
    assert ana.post(f"{path}/", {"text": SECRET}, Idempotency_Key="k-1").status_code == 201
    assert ana.post(f"{path}/", {"text": SECRET}, Idempotency_Key="k-1").status_code == 201
    assert texts(ren.get(f"{path}/")) == [SECRET]
    assert ren.post(f"{path}/", {"text": "Which parcel?", "to": "requester"}).status_code == 201
    shown = ana.get(f"{path}/").json()["messages"]
    assert [(row["text"], row["from_desk"], row.get("by")) for row in shown] == [
        (SECRET, False, None), ("Which parcel?", True, None),
    ]  # fmt: skip
    mei, _ = at_the_api(case, "mei")
    assert mei.get(f"{path}/").json()["code"] == "not_found"
    case.stage.at = clock.now()
    case.worked()
    (mail,) = [mail for mail in mails() if mail.to == [case.user("ana").email] and "wrote to you" in mail.subject]
    assert case.row.reference in mail.subject
    assert "parcel" not in mail.subject + mail.body
    assert not LedgerEntry.objects.filter(text__contains="Lotus").exists()
    assert not LedgerProof.objects.filter(value__contains="Lotus").exists()
    assert not IdempotencyKey.objects.filter(body__contains="Lotus").exists()


def test_the_member_has_a_thread_once_they_know_of_the_case(case, at_the_api):
    ren, path = at_the_api(case, "reviewer.ren")
    early = ren.post(f"{path}/", {"text": "hello", "to": "subject"})
    assert early.json()["code"] == "move_not_allowed"
    case.accepted().signed()
    assert ren.post(f"{path}/", {"text": "You may object.", "to": "subject"}).status_code == 201
    mei, _ = at_the_api(case, "mei")
    assert mei.post(f"{path}/", {"text": "It was refunded."}).status_code == 201
    assert texts(mei.get(f"{path}/")) == ["You may object.", "It was refunded."]
    ana, _ = at_the_api(case, "ana")
    assert texts(ana.get(f"{path}/")) == []


def test_notes_of_staff_are_for_staff(case, at_the_api):
    case.accepted().signed()
    ren, _ = at_the_api(case, "reviewer.ren")
    notes = f"/cases/{case.row.reference}/notes/"
    assert ren.post(notes, {"text": "ask the courier first"}).status_code == 201
    (row,) = at_the_api(case, "auditor.an")[0].get(notes).json()
    assert (row["text"], row["by"]) == ("ask the courier first", "reviewer.ren")
    assert at_the_api(case, "auditor.an")[0].post(notes, {"text": "x"}).json()["code"] == "not_permitted"
    for party in ("ana", "mei"):
        client, path = at_the_api(case, party)
        assert client.get(notes).json()["code"] == "not_permitted"
        assert "courier" not in client.get(f"{path}/").content.decode()
        assert "courier" not in client.get(f"/cases/{case.row.reference}/timeline/").content.decode()


@pytest.mark.parametrize("text", ["", "  ", "x" * 4001, "hi\x00", "hi\x1b[31m", "evil \u202etxt.exe"])
def test_only_plain_text_of_a_fair_size_is_taken(case, text):
    with pytest.raises(DeskError):
        messages.write_to_desk(case=case.row, text=text, by=case.user("ana"), at=case.at)
    assert not Message.objects.exists()


def test_staff_say_who_is_to_read_it(case, at_the_api):
    ren, path = at_the_api(case, "reviewer.ren")
    answer = ren.post(f"{path}/", {"text": "hello"})
    assert (answer.json()["code"], answer.json()["fields"]) == ("invalid", ["to"])


def test_a_draft_has_nobody_to_write_to():
    draft = a_case("transaction_dispute")
    with pytest.raises(MoveNotAllowed):
        messages.write_to_desk(case=draft.row, text="hello", by=draft.user("ana"), at=draft.at)


def test_the_last_word_of_a_party_waits_for_an_answer_and_is_late_after_a_week(case):
    reader = Reader(case.user("reviewer.ren"), case.at + timedelta(days=7))
    messages.write_to_desk(case=case.row, text="hello", by=case.user("ana"), at=case.at)
    (wait,) = waiting.waiting(reader, most=9, wanted=Wanted(kind="message"))
    assert (wait.reference, wait.is_late, wait.code) == (case.row.reference, True, "requester")
    messages.write_to_party(
        case=case.row, to=Thread.REQUESTER, text="yes?", by=case.user("reviewer.ren"), at=case.at + timedelta(hours=1)
    )
    assert waiting.waiting(reader, most=9, wanted=Wanted(kind="message")) == []


def test_a_text_is_erased_for_good_and_its_place_stays(case, at_the_api):
    ana, path = at_the_api(case, "ana")
    ident = ana.post(f"{path}/", {"text": SECRET}).json()["id"]
    reason = {"reason": "names a stranger"}
    assert at_the_api(case, "reviewer.ren")[0].post(f"{path}/{ident}/erase/", reason).json()["code"] == "not_permitted"
    counsel, _ = at_the_api(case, "counsel.cai")
    assert counsel.post(f"{path}/{ident}/erase/", reason).json()["id"] == ident
    (row,) = counsel.get(f"{path}/").json()["messages"]
    assert (row["text"], bool(row["erased_at"])) == ("", True)
    assert counsel.post(f"{path}/{ident}/erase/", reason).json()["code"] == "move_not_allowed"
    assert texts(ana.get(f"{path}/")) == [""]
    assert messages.erase_all(case=case.row, at=case.at) == 0
