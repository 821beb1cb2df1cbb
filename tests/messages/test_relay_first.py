"""A message through the desk may settle a dispute before anything is disclosed; nobody learns who or where (P3f)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from accounts.models import User
from disclosures import outbox
from disclosures.actions import relays
from disclosures.domain.errors import FactMissing, MoveNotAllowed
from disclosures.models import CaseSubject, Job, LedgerEntry, Notice, Relay, Transaction, clock
from disclosures.queries import waiting
from disclosures.queries.waiting import Reader, Wanted
from tests.cast import a_case
from tests.messages.conftest import HELLO

pytestmark = pytest.mark.django_db


def sent(case, text=HELLO, by="ana"):
    return relays.send(case=case.row, text=text, by=case.user(by), at=case.at)


def answered(case, text="Send it back, I refund you."):
    relays.answer(relay=sent(case), text=text, by=case.user("mei"), at=case.at)
    return case


def waits(case, kind, at=None):
    reader = Reader(case.user("reviewer.ren"), at or case.at)
    return [(wait.reference, wait.due_at) for wait in waiting.waiting(reader, most=9, wanted=Wanted(kind=kind))]


def told(case, name):
    return [notice.kind for notice in Notice.objects.filter(case=case.row, to_user__name=name).order_by("due_at")]


def test_it_is_passed_on_answered_and_settles_the_case(case, at_the_api, mails):
    ana, path = at_the_api(case, "ana")
    mei, _ = at_the_api(case, "mei")
    assert "relay" in ana.get(f"/cases/{case.row.reference}/").json()["can_do"]
    assert ana.post(f"{path}/relay/", {"text": HELLO}).status_code == 201
    (waiting_for_mei,) = mei.get("/me/disclosures/").json()["passed_on_to_you"]
    assert waiting_for_mei["reference"] == case.row.reference
    seen = mei.get(f"{path}/")
    assert [row["text"] for row in seen.json()["relayed"]] == [HELLO]
    assert mei.get(f"/cases/{case.row.reference}/").json()["code"] == "not_found"
    assert mei.post(f"{path}/relay/answer/", {"text": "Send it back."}).status_code == 200
    read = ana.get(f"{path}/")
    assert [row["answer"] for row in read.json()["relayed"]] == ["Send it back."]
    assert "ana" not in seen.content.decode()
    assert "mei" not in read.content.decode()
    assert ana.post(f"{path}/relay/helped/", {"helped": True}).status_code == 200
    assert (case.row.status, case.release) == ("withdrawn", None)
    case.stage.at = clock.now()
    case.worked()
    assert {address for mail in mails() for address in mail.to} >= {case.user("ana").email, case.user("mei").email}
    words = " ".join(mail.subject + mail.body for mail in mails())
    for said in ("parcel", "Send it", "ana@", "mei@"):
        assert said not in words
    assert not LedgerEntry.objects.filter(text__contains="parcel").exists()


def test_what_did_not_help_lets_the_request_go_on(case):
    answered(case)
    with pytest.raises(MoveNotAllowed, match="waits for its answer"):
        case.accepted()
    relays.say_it_did_not(case=case.row, by=case.user("ana"), at=case.at)
    assert case.accepted().row.status == "review"


def test_without_an_answer_it_ends_by_its_clock_and_staff_saw_it_before(case):
    sent(case)
    assert waits(case, "relay_answer") == [(case.row.reference, case.at + timedelta(days=3))]
    case.later(days=3, seconds=-1).worked()
    assert Relay.objects.get().ended_at is None
    case.later(seconds=1).worked()
    assert (Relay.objects.get().end, case.row.status) == ("no_answer", "triage")
    assert told(case, "ana") == ["relay_ended"]
    assert waits(case, "relay_answer") == []
    assert case.accepted().row.status == "review"


def test_an_answer_that_nobody_says_did_not_help_settles_it_by_its_clock(case):
    answered(case)
    assert waits(case, "relay_helped") == [(case.row.reference, case.at + timedelta(days=7))]
    case.later(days=7, seconds=-1).worked()
    assert case.row.status == "triage"
    case.later(seconds=1).worked()
    assert (Relay.objects.get().end, case.row.status) == ("taken_as_helped", "withdrawn")
    assert told(case, "ana")[-1] == "closed"


def test_an_answer_after_its_time_is_none(case):
    relay = sent(case)
    case.later(days=3)
    with pytest.raises(MoveNotAllowed):
        relays.answer(relay=relay, text="late", by=case.user("mei"), at=case.at)


def test_the_timer_runs_once_with_two_beats(case):
    sent(case)
    case.later(days=3)
    for job in [job.pk for job in Job.objects.filter(topic="case.relay_ends")] * 2:
        outbox.run(job_id=job, at=case.at)
    assert LedgerEntry.objects.filter(event="relay_ended").count() == 1


def test_somebody_the_desk_does_not_know_is_met_with_the_same(case, at_the_api):
    known, _ = at_the_api(case, "ana")
    other = a_case("transaction_dispute", world=case.stage.world).submitted()
    Transaction.objects.update(seller=User.objects.get(name="shop"))
    CaseSubject.objects.filter(case=other.row).update(subject=None, named="nobody", named_key="nobody")
    answers = [known.post(f"/cases/{one.row.reference}/messages/relay/", {"text": HELLO}) for one in (case, other)]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert set(answers[0].json()) == set(answers[1].json())
    for one in (case, other):
        one.stage.at += timedelta(days=400)  # the clients' time is now, the case's is its own
    rows = [known.get(f"/cases/{one.row.reference}/messages/").json()["relayed"][0] for one in (case, other)]
    mine, other_s = ({**row, "id": "", "at": "", "answer_until": ""} for row in rows)
    assert mine == other_s
    case.worked()
    assert [relay.end for relay in Relay.objects.order_by("at")] == ["no_answer", "no_answer"]
    lines = [known.get(f"/cases/{one.row.reference}/timeline/").json() for one in (case, other)]
    assert [line["event"] for line in lines[0]] == [line["event"] for line in lines[1]]


def test_only_who_has_a_part_in_an_open_transaction_writes_and_not_without_end(case):
    with pytest.raises(MoveNotAllowed):
        sent(a_case("consent", world=case.stage.world, filed_by="tom").submitted(), by="tom")
    sent(case)
    with pytest.raises(MoveNotAllowed, match="being passed on"):
        sent(case)
    case.later(days=3).worked()
    for _ in range(2):
        sent(case)
        case.later(days=3).worked()
    with pytest.raises(MoveNotAllowed, match="No more"):
        sent(case)
    Transaction.objects.update(status="closed")
    Relay.objects.all().delete()
    with pytest.raises(FactMissing):
        sent(case)


def test_nobody_else_answers_for_the_other_side(case, at_the_api):
    sent(case)
    for name, code in (("ana", "not_permitted"), ("reviewer.ren", "not_permitted"), ("shop", "not_found")):
        client, path = at_the_api(case, name)
        assert client.post(f"{path}/relay/answer/", {"text": "hello"}).json()["code"] == code


def test_a_case_that_is_over_leaves_nothing_waiting(case):
    sent(case)
    case.does("withdraw", by="ana").later(days=3).worked()
    assert (Relay.objects.get().end, case.row.status) == ("case_over", "withdrawn")
