"""A mail that comes back is a task for staff, and a window does not run out over somebody who was never told."""

from __future__ import annotations

from datetime import timedelta

import pytest

from disclosures import outbox
from disclosures.actions import objections, undelivered
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.errors import MoveNotAllowed, NotFound, NotPermitted
from disclosures.models import Job, LedgerEntry, Notice
from disclosures.models.job import JobState
from disclosures.outbox import limits
from disclosures.queries import waiting
from disclosures.queries.waiting import Reader, Wanted
from tests.cast import a_case

pytestmark = pytest.mark.django_db


def to_mei(case, **more):
    return Notice.objects.get(case=case.row, kind="about_to_release", **more)


def tasks(case, *, by="reviewer.ren"):
    found = waiting.waiting(Reader(case.user(by), case.at), most=9, wanted=Wanted(kind="notice_undelivered"))
    return [(wait.reference, wait.code, wait.is_late) for wait in found]


def bounced(case, code="5.1.1"):
    undelivered.report_bounce(notice=to_mei(case), code=code, by=case.user("platform.machine"), at=case.at)
    return case


def test_a_refusal_for_good_is_not_tried_again_and_becomes_a_task(window, mail_answers):
    tried = mail_answers(550, to=window.user("mei").email)
    window.worked().later(hours=5).worked()
    assert len(tried) == 1
    notice = to_mei(window)
    assert (notice.undelivered_code, notice.sent_at) == ("550", None)
    assert tasks(window) == [(window.row.reference, "550", False)]
    assert not Job.objects.filter(state=JobState.DEAD).exists()


def test_a_refusal_for_now_is_tried_again_and_given_up_visibly(window, mail_answers):
    tried = mail_answers(450, to=window.user("mei").email)
    for _ in range(limits.attempts()):
        window.later(minutes=20).worked()
    assert len(tried) == limits.attempts()
    assert tasks(window) == [(window.row.reference, "gave_up", False)]
    assert Job.objects.filter(state=JobState.DEAD, topic="notice.send").count() == 1


def test_what_was_given_up_and_then_left_is_no_task_any_more(window, mail_answers, monkeypatch):
    mail_answers(450, to=window.user("mei").email)
    for _ in range(limits.attempts()):
        window.later(minutes=20).worked()
    monkeypatch.undo()
    (dead,) = Job.objects.filter(state=JobState.DEAD)
    outbox.retry(job_id=dead.pk, at=window.at)
    window.worked()
    assert tasks(window) == []
    assert to_mei(window).sent_at == window.at


def test_a_bounce_inside_a_window_keeps_it_from_running_out(window):
    bounced(window.worked()).later(days=10).worked()
    assert window.row.status == "notice"
    assert tasks(window) == [(window.row.reference, "5.1.1", False)]


def test_sent_again_the_window_begins_anew_and_then_it_is_released(window, mails):
    bounced(window.worked()).later(days=10).worked()
    mailed = len(mails())
    undelivered.send_again(notice=to_mei(window), by=window.user("reviewer.ren"), at=window.at)
    window.worked()
    assert [mail.to for mail in mails()[mailed:]] == [[window.user("mei").email]]
    assert window.row.window_ends_at == window.at + timedelta(days=3)
    window.later(days=3, seconds=-1).worked()
    assert window.row.status == "notice"
    window.later(seconds=1).worked()
    assert window.row.status == "released"


def test_told_by_letter_the_window_begins_anew_too(window):
    bounced(window.worked()).later(days=1)
    undelivered.tell_otherwise(
        notice=to_mei(window), by=window.user("reviewer.ren"), at=window.at, how="by registered letter"
    )
    window.later(days=3).worked()
    assert window.row.status == "released"
    assert "registered" not in LedgerEntry.objects.get(event="notice_settled").text


def test_nobody_dealt_with_it_so_the_case_ends_by_its_clock_and_nothing_left(window):
    bounced(window.worked()).later(days=14, seconds=-1).worked()
    assert window.row.status == "notice"
    window.later(seconds=1).worked()
    assert (window.row.status, window.row.outcome) == ("refused", "nothing_to_release")
    assert window.release is None
    assert Notice.objects.filter(case=window.row, kind="decided", sent_at=window.at, to_user__name="ana").exists()


def test_its_requester_may_appeal_and_others_decide(window):
    bounced(window.worked()).later(days=14).worked()
    window.does("appeal", by="ana", reason="she reads her page")
    assert window.row.status == "review"


def test_who_objected_was_told(window):
    window.worked().does("object", by="mei", reason="refunded")
    bounced(window).does("overrule_objection", by="counsel.cai", reason="nothing was refunded")
    window.later(days=3).worked()
    assert window.row.status == "released"


def test_a_bounce_of_an_earlier_window_keeps_nothing_back(window):
    bounced(window.worked()).later(hours=1)
    objections.offer_channel(case=window.row, item=ItemKey.CONTACT_EMAIL, by=window.user("mei"), at=window.at)
    window.signed().later(days=3).worked()
    assert window.row.status == "released"


def test_a_window_whose_mail_has_not_left_waits_for_it(window, mail_answers, monkeypatch):
    mail_answers(450, to=window.user("mei").email)
    window.worked()
    window.stage.at = window.row.window_ends_at
    Job.objects.filter(topic="notice.send").update(run_after=window.at + timedelta(minutes=1))
    window.worked()
    assert window.row.status == "notice"
    monkeypatch.undo()
    window.later(minutes=1).worked()
    assert window.row.status == "released"


def test_who_has_no_address_is_told_on_their_page_and_staff_see_it():
    case = a_case("transaction_dispute")
    type(case.user("mei")).objects.filter(name="mei").update(email="")
    case.released()
    assert case.row.status == "released"
    assert (case.row.reference, "no_address", False) in tasks(case)


def test_an_open_task_can_be_dealt_with_once_and_by_no_party(window):
    bounced(window.worked())
    notice = to_mei(window)
    undelivered.send_again(notice=notice, by=window.user("reviewer.ren"), at=window.at)
    with pytest.raises(MoveNotAllowed):
        undelivered.send_again(notice=notice, by=window.user("reviewer.ren"), at=window.at)
    with pytest.raises(NotFound):
        undelivered.send_again(notice=notice, by=window.user("mei"), at=window.at)
    with pytest.raises(NotPermitted):
        undelivered.send_again(notice=notice, by=window.user("auditor.an"), at=window.at)
    assert tasks(window) == []
    assert tasks(window, by="auditor.an") == []


def test_the_mail_system_says_it_once_by_the_api_and_staff_deal_with_it(cast, prize):
    reference = cast("tom").post("/cases/", prize | {"submit": True}).json()["reference"]
    cast("reviewer.ren").post(f"/cases/{reference}/return/", {"reason": "which prize?"})
    cast.work()
    (notice,) = cast("reviewer.rui").get(f"/cases/{reference}/notices/").json()
    assert (notice["kind"], notice["to"], notice["undelivered_at"]) == ("returned", "tom", None)
    mail, path = cast("platform.machine"), f"/notices/{notice['id']}"
    assert mail.post(f"{path}/bounced/", {"status": "4.2.2"}).json()["fields"] == ["/status"]
    first = mail.post(f"{path}/bounced/", {"status": "5.1.1"}).json()
    assert mail.post(f"{path}/bounced/", {"status": "5.1.1"}).json() == first
    assert LedgerEntry.objects.filter(event="notice_undelivered").count() == 1
    (row,) = cast("reviewer.rui").get("/notices/").json()["results"]
    assert (row["id"], row["undelivered_code"], row["reference"]) == (notice["id"], "5.1.1", reference)
    assert cast("tom").get("/notices/").json()["code"] == "not_permitted"
    again = cast("reviewer.rui").post(f"{path}/send-again/").json()
    assert again["id"] != notice["id"]
    assert cast("reviewer.rui").get("/notices/").json()["results"] == []
    told = cast("reviewer.rui").post(f"{path}/tell-otherwise/", {"how": "by phone"})
    assert told.json()["code"] == "move_not_allowed"
    assert mail.post(f"/notices/{'0' * 8}-0000-4000-8000-{'0' * 12}/bounced/", {"status": "5.1.1"}).status_code == 404


def test_two_beats_end_it_once(window):
    bounced(window.worked())
    window.later(days=14)
    for job in Job.objects.filter(topic="case.window_ends"):
        outbox.run(job_id=job.pk, at=window.at)
        outbox.run(job_id=job.pk, at=window.at)
    assert LedgerEntry.objects.filter(event="case_refused").count() == 1
