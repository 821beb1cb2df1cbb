"""Nothing is destroyed early, by one person, twice, or under a legal hold; who is a party neither sees nor signs it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from accounts.models import RoleAssignment, User
from disclosures import outbox
from disclosures.actions import destructions, evidence, legal_holds, messages
from disclosures.domain.errors import DeskError, MoveNotAllowed, NotFound, NotPermitted, SamePerson
from disclosures.domain.topics import Topic
from disclosures.models import Case, Destruction, DueCase, Evidence, Job, LedgerEntry, Message
from disclosures.queries import due_for_destruction, waiting
from disclosures.queries.waiting import Reader, Wanted
from tests.browsing import signed_in
from tests.callers import Cast
from tests.cast import AT, staff
from tests.evidence.conftest import upload
from tests.retention.conftest import PURPOSE

YEAR = 365


def events(name):
    return [entry.content["body"] for entry in LedgerEntry.objects.filter(event=name).order_by("pk")]


def sign(destruction, case, name):
    destructions.sign(destruction=destruction, by=case.user(name), at=case.at)


def test_it_is_due_when_its_time_is_over_and_not_a_moment_before(over, propose):
    case = over().later(days=YEAR)
    assert propose(case) is None
    case.later(seconds=1, days=1)
    found = propose(case)
    assert [row.case for row in found.cases.all()] == [case.row]
    assert events("destruction_proposed") == [{"cases": {"withdrawn": 1}}]
    assert case.row.purpose == PURPOSE


def test_no_setting_makes_it_shorter_than_a_refusal_is_remembered(over, propose, settings):
    settings.DESK_RETENTION_DAYS = {"closed": 0, "refused": 0, "withdrawn": 0}
    case = over().later(days=90)
    assert propose(case) is None
    assert propose(case.later(days=1)) is not None


def test_one_counsel_and_one_privacy_officer_sign_and_nothing_goes_before(over, propose):
    case = over().later(days=YEAR + 1)
    found = propose(case)
    with pytest.raises(NotPermitted):
        sign(found, case, "reviewer.ren")
    with pytest.raises(NotFound):
        sign(found, case, "tom")
    sign(found, case, "counsel.chen")
    for name, refused in (("counsel.chen", SamePerson), ("counsel.cai", MoveNotAllowed)):
        with pytest.raises(refused):
            sign(found, case, name)
    both = case.user("counsel.chen")
    RoleAssignment.objects.create(user=both, role="privacy_officer")
    with pytest.raises(SamePerson):
        sign(found, case, "counsel.chen")
    case.worked()
    assert case.row.erased_at is None
    sign(found, case, "privacy.pei")
    with pytest.raises(MoveNotAllowed):
        sign(found, case, "privacy.pan")
    case.worked()
    assert case.row.erased_at == case.at
    assert [body["role"] for body in events("destruction_signed")] == ["counsel", "privacy_officer"]
    assert events("destruction_done") == [{"destroyed": 1, "spared": 0}]


def test_two_beats_propose_and_destroy_once(over, propose, signed):
    case = over().later(days=YEAR + 1)
    propose(case)
    propose(case)
    case.later(days=1)
    propose(case)
    assert Destruction.objects.count() == 1
    signed(case)
    (job,) = Job.objects.filter(topic=Topic.RETENTION_DESTROY)
    assert [outbox.run(job_id=job.pk, at=case.at) for _ in range(2)] == [
        outbox.Outcome.HANDLED, outbox.Outcome.NOTHING,
    ]  # fmt: skip
    assert (len(events("content_destroyed")), len(events("destruction_done"))) == (1, 1)
    propose(case.later(days=9))
    assert Destruction.objects.count() == 1


def test_a_clock_set_back_destroys_nothing(over, signed):
    case = over().later(days=YEAR + 1)
    signed(case)
    outbox.drain(at=case.at - timedelta(days=2))
    assert case.row.erased_at is None


def test_what_is_under_a_legal_hold_is_on_no_list_until_it_is_lifted(over, propose):
    case = over()
    legal_holds.place(case=case.row, by=case.user("counsel.chen"), at=case.at, reason="suit 12 of Haidian court")
    case.later(days=YEAR + 1)
    assert propose(case) is None
    (line,) = [line for line in due_for_destruction.schedule(by=case.user("auditor.an"), at=case.at) if line.kept]
    assert (line.status, line.days, line.due, line.kept) == ("withdrawn", YEAR, 0, 1)
    legal_holds.lift(case=case.row, by=case.user("privacy.pei"), at=case.at, reason="settled")
    assert propose(case.later(days=1)) is not None
    placed, lifted = LedgerEntry.objects.filter(event__startswith="legal_hold").order_by("pk")
    assert (placed.event, lifted.event) == ("legal_hold_placed", "legal_hold_lifted")
    assert "Haidian" not in placed.text


def test_a_legal_hold_that_comes_after_the_signatures_still_beats_them(over, signed):
    case = over().later(days=YEAR + 1)
    signed(case)
    legal_holds.place(case=case.row, by=case.user("counsel.chen"), at=case.at, reason="suit 12")
    case.worked()
    assert (case.row.purpose, case.row.erased_at) == (PURPOSE, None)
    assert (DueCase.objects.get().outcome, events("destruction_done")) == ("spared", [{"destroyed": 0, "spared": 1}])


def test_of_a_hold_and_a_destruction_at_once_one_is_first(over, signed, monkeypatch):
    case = over().later(days=YEAR + 1)
    signed(case)
    asked, counsel = due_for_destruction.due, case.user("counsel.chen")

    def meanwhile(*, at):
        """The hold is placed after the case was read, and this statement does not see its row yet."""
        Case.objects.filter(pk=case.row.pk).update(edition=case.row.edition + 1)
        return asked(at=at)

    monkeypatch.setattr(due_for_destruction, "due", meanwhile)
    case.worked()
    assert (case.row.erased_at, DueCase.objects.get().outcome) == (None, "spared")
    monkeypatch.undo()
    stale = case.row
    legal_holds.place(case=case.row, by=counsel, at=case.at, reason="suit 12")
    with pytest.raises(MoveNotAllowed):
        legal_holds.place(case=stale, by=counsel, at=case.at, reason="suit 12")


def test_a_legal_hold_has_a_reason_is_placed_once_and_by_nobody_s_own(over):
    case = over()
    chen = case.user("counsel.chen")
    with pytest.raises(DeskError) as refusal:
        legal_holds.place(case=case.row, by=chen, at=case.at, reason=" ")
    assert refusal.value.fields == ("reason",)
    with pytest.raises(MoveNotAllowed):
        legal_holds.lift(case=case.row, by=chen, at=case.at, reason="settled")
    for name, refused in (("reviewer.ren", NotPermitted), ("tom", NotPermitted), ("ana", NotFound)):
        with pytest.raises(refused):
            legal_holds.place(case=case.row, by=case.user(name), at=case.at, reason="suit 12")
    User.objects.filter(pk=chen.pk).update(person=case.user("tom").person)
    with pytest.raises(SamePerson):
        legal_holds.place(case=case.row, by=case.user("counsel.chen"), at=case.at, reason="suit 12")
    legal_holds.place(case=case.row, by=case.user("counsel.cai"), at=case.at, reason="suit 12")
    with pytest.raises(MoveNotAllowed):
        legal_holds.place(case=case.row, by=case.user("counsel.cai"), at=case.at, reason="suit 13")


def test_a_file_in_a_case_under_a_legal_hold_is_not_destroyed_singly(over):
    case = over()
    Case.objects.filter(pk=case.row.pk).update(status="triage", closed_at=None)
    upload(Cast(case.stage.world)("reviewer.ren"), f"/cases/{case.row.reference}/evidence/")
    Evidence.objects.update(state="quarantined", finding_of_scan="eicar")
    legal_holds.place(case=case.row, by=case.user("counsel.chen"), at=case.at, reason="suit 12")
    pei = case.user("privacy.pei")
    with pytest.raises(MoveNotAllowed):
        evidence.discard(evidence=Evidence.objects.get(), by=pei, at=case.at, reason="a virus")
    legal_holds.lift(case=case.row, by=pei, at=case.at, reason="settled")
    evidence.discard(evidence=Evidence.objects.get(), by=pei, at=case.at, reason="a virus")
    assert Evidence.objects.get().state == "destroyed"


def test_who_is_a_party_to_a_case_neither_reads_it_on_the_list_nor_signs_it_away(over, propose):
    mine = over()
    other = over(world=mine.stage.world, purpose="another raffle")
    insider = staff("counsel.ming", "counsel")
    User.objects.filter(pk=insider.pk).update(person=mine.user("mei").person)
    Case.objects.filter(pk=other.row.pk).update(filed_by=mine.user("kai"), requester_organisation=None)
    other.row.subjects.update(subject=mine.user("ana"))
    mine.later(days=YEAR + 1)
    found = propose(mine)
    at_api = Cast(mine.stage.world)
    at_api.world.users["counsel.ming"] = User.objects.get(pk=insider.pk)
    shown = at_api("counsel.ming").get(f"/destructions/{found.reference}/").json()
    assert [row["case"] for row in shown["cases"]] == [other.row.reference]
    destructions.sign(destruction=found, by=User.objects.get(pk=insider.pk), at=mine.at)
    sign(found, mine, "privacy.pei")
    mine.worked()
    assert (mine.row.erased_at, other.row.erased_at) == (None, mine.at)
    again = propose(mine.later(days=1))
    assert [row.case for row in again.cases.all()] == [mine.row]


def test_the_desk_sees_what_is_due_what_waits_and_what_is_held(over, propose):
    case = over()
    kept = over(world=case.stage.world, purpose="kept raffle")
    legal_holds.place(case=kept.row, by=case.user("counsel.chen"), at=AT, reason="suit 12")
    case.later(days=YEAR + 1)
    found = propose(case)
    reader = Reader(case.user("reviewer.ren"), case.at)
    (wait,) = waiting.waiting(reader, most=5, wanted=Wanted(kind="destruction"))
    assert (wait.reference, wait.due_at) == (found.reference, found.proposed_at + timedelta(days=30))
    at_api = Cast(case.stage.world)
    (held,) = at_api("auditor.an").get("/legal-holds/").json()["results"]
    assert (held["case"], held["reason"], held["placed_by"]) == (kept.row.reference, "suit 12", "counsel.chen")
    chen = at_api("counsel.chen")
    assert "lift_legal_hold" in chen.get(f"/cases/{kept.row.reference}/").json()["can_do"]
    answer = chen.post(f"/destructions/{found.reference}/sign/")
    assert [row["by"] for row in answer.json()["signatures"]] == ["counsel.chen"], answer.text
    assert at_api("tom").get("/destructions/").status_code == 403
    page = signed_in(case.user("auditor.an")).get("/staff/retention/").text
    for word in (found.reference, case.row.reference, "counsel.chen", "suit 12", kept.row.reference):
        assert word in page
    lifted = chen.post(f"/cases/{kept.row.reference}/legal-hold/lift/", {"reason": "settled"})
    assert (lifted.status_code, lifted.json()["legal_hold"]) == (200, None)


def test_a_message_under_a_legal_hold_is_not_erased_and_goes_with_the_rest_after_its_time(over, signed):
    case = over()
    chen = case.user("counsel.chen")
    written = Message.objects.create(case=case.row, thread="requester", by=chen, from_desk=True, text="secret", at=AT)
    legal_holds.place(case=case.row, by=chen, at=case.at, reason="suit 12")
    with pytest.raises(MoveNotAllowed):
        messages.erase(case=case.row, message_id=written.pk, by=chen, at=case.at, reason="wrong person")
    legal_holds.lift(case=case.row, by=chen, at=case.at, reason="settled")
    signed(case.later(days=YEAR + 1))
    case.worked()
    written.refresh_from_db()
    assert (written.text, written.erased_at) == ("", case.at)
