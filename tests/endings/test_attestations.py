"""When access under an engagement ends, the partner owes its word that it deleted what it received (P2a, P3b)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from accounts.models import User
from disclosures import outbox
from disclosures.actions import attestations, engagements
from disclosures.domain.errors import DeskError, MoveNotAllowed, NotFound, NotPermitted, SamePerson
from disclosures.models import Attestation, Engagement, Job, LedgerEntry, Notice, clock
from disclosures.queries import waiting
from disclosures.queries.waiting import Reader
from tests.browsing import signed_in
from tests.cast import AT, a_case, a_world

pytestmark = pytest.mark.usefixtures("desk")
DAY = timedelta(days=1)
TEN_DAYS_ON = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)  # a Thursday
DONE = "the parcel label and its scan"


def served(*, world=None, **changes):
    return a_case("service_provision", world=world, **changes).released()


def close_order(case):
    return case.does("close_order", engagement="delivery", member="mei")


def owed() -> Attestation:
    return Attestation.objects.get()


def waits(case, *, at=None):
    rows = waiting.waiting(Reader(case.user("auditor.an"), at or case.at), most=50)
    return [(wait.reference, wait.due_at, wait.is_late) for wait in rows if wait.way.kind == "attestation"]


def told(*kinds):
    return {(row.kind, row.to_user.name) for row in Notice.objects.filter(kind__in=kinds).select_related("to_user")}


def test_a_closed_order_is_attested_within_ten_days_that_end_on_a_working_day():
    case = close_order(served())
    made = owed()
    assert (made.owed_at, made.due_at, made.covers) == (AT, TEN_DAYS_ON, 1)
    assert [row.release for row in made.releases.all()] == [case.release]
    assert waits(case) == [(made.reference, TEN_DAYS_ON, False)]
    assert waits(case, at=TEN_DAYS_ON) == [(made.reference, TEN_DAYS_ON, True)]
    assert told("attestation_owed") == {("attestation_owed", "kai")}


def test_an_end_that_falls_on_a_day_off_moves_to_the_next_working_day():
    case = served(at=AT + 2 * DAY)
    close_order(case)
    assert owed().due_at == AT + 14 * DAY, "the tenth day is a Saturday, so the Monday after it"


def test_all_that_ends_with_the_engagement_is_attested_together():
    first = served()
    second = served(world=first.stage.world)
    third = served(world=first.stage.world)
    first.does("revoke", by="reviewer.ren", reason="a wrong label")
    second.later(hours=1).does("end_engagement", name="delivery", by="privacy.pei")
    assert sorted(Attestation.objects.values_list("covers", flat=True)) == [1, 2]
    both = Attestation.objects.get(covers=2)
    assert {row.release for row in both.releases.all()} == {second.release, third.release}


def test_an_engagement_s_date_makes_one_attestation_however_late_and_in_whatever_order_it_is_marked():
    first = served()
    second = served(world=first.stage.world)
    ends_at = Engagement.objects.get().ends_at
    keys = [f"release_ends:{second.release.pk}", "engagement_ends", f"release_ends:{first.release.pk}"]
    for lag, key in enumerate(keys):
        for job in Job.objects.filter(key__startswith=key):
            outbox.run(job_id=job.pk, at=ends_at + timedelta(minutes=lag))
    made = owed()
    assert (made.owed_at, made.covers, made.releases.count()) == (ends_at, 2, 2)


def test_what_was_never_given_reminds_escalates_and_ends_by_its_clock():
    case = close_order(served())
    made = owed()
    case.stage.at = TEN_DAYS_ON - 3 * DAY
    case.worked()
    assert told("attestation_reminds", "attestation_escalated") == {("attestation_reminds", "kai")}
    case.stage.at = TEN_DAYS_ON + 3 * DAY
    case.worked()
    assert told("attestation_late", "attestation_escalated") == {
        ("attestation_late", "kai"), ("attestation_escalated", "privacy.pei"), ("attestation_escalated", "privacy.pan"),
    }  # fmt: skip
    case.stage.at = TEN_DAYS_ON + 30 * DAY
    case.worked()
    assert (owed().lapsed_at, waits(case)) == (case.at, [])
    assert ("attestation_lapsed", "privacy.pan") in told("attestation_lapsed")
    attestations.attest(attestation=made, words=DONE, by=case.user("kai"), at=case.at)
    assert owed().attested_at == case.at, "late is better than never"
    chain = f"engagement:{made.engagement_id}"
    events = LedgerEntry.objects.filter(chain=chain, text__contains=made.reference).order_by("seq")
    assert [entry.event for entry in events] == [
        "attestation_owed", "attestation_escalated", "attestation_lapsed", "deletion_attested",
    ]  # fmt: skip
    assert DONE not in events.last().text


def test_what_was_given_chases_nobody_and_proves_wrong_only_once():
    case = close_order(served())
    made, pei = owed(), case.user("privacy.pei")
    attestations.attest(attestation=made, words=DONE, by=case.user("kai"), at=case.at)
    with pytest.raises(MoveNotAllowed):
        attestations.attest(attestation=made, words="again", by=case.user("kai"), at=case.at)
    with pytest.raises(DeskError):
        attestations.set_aside(attestation=made, reason=" ", by=pei, at=case.at)
    case.stage.at = TEN_DAYS_ON + 4 * DAY
    case.worked()
    assert told("attestation_reminds", "attestation_escalated") == set()
    anew = attestations.set_aside(attestation=made, reason="a label was found", by=pei, at=case.at)
    assert (anew.instead_of, anew.owed_at, anew.covers) == (made, case.at, 1)
    assert anew.due_at > case.at + 9 * DAY
    assert [row.release for row in anew.releases.all()] == [case.release]
    with pytest.raises(MoveNotAllowed):
        attestations.set_aside(attestation=made, reason="again", by=pei, at=case.at)


def test_only_the_partner_s_own_people_attest_and_a_privacy_officer_enters_a_letter():
    case = close_order(served())
    made = owed()
    for by, error in (
        ("tom", NotFound),
        ("mei", NotFound),
        ("privacy.pei", NotPermitted),
        ("reviewer.ren", NotPermitted),
    ):
        with pytest.raises(error):
            attestations.attest(attestation=made, words=DONE, by=case.user(by), at=case.at)
    for by, error in (("kai", NotPermitted), ("counsel.cai", NotPermitted), ("tom", NotFound)):
        with pytest.raises(error):
            attestations.enter(attestation=made, words=DONE, paper="letter", by=case.user(by), at=case.at)
    User.objects.filter(name="privacy.pan").update(person=case.user("kai").person)
    with pytest.raises(SamePerson):
        attestations.enter(attestation=made, words=DONE, paper="letter", by=case.user("privacy.pan"), at=case.at)
    for said in ({"words": " ", "paper": "letter"}, {"words": DONE, "paper": ""}):
        with pytest.raises(DeskError):
            attestations.enter(attestation=made, by=case.user("privacy.pei"), at=case.at, **said)
    attestations.enter(attestation=made, words=DONE, paper="letter 7", by=case.user("privacy.pei"), at=case.at)
    assert (owed().paper, owed().attested_by) == ("letter 7", case.user("privacy.pei"))


def test_an_end_without_any_release_owes_nothing():
    world = a_world()
    engagements.end(engagement=world.engagements["delivery"], by=world.user("privacy.pei"), at=AT)
    assert not Attestation.objects.exists()


def test_the_partner_attests_by_the_api_and_on_the_page(at_api):
    case = served(at=clock.now())
    close_order(case)
    made = owed()
    kai, page = at_api(case, "kai"), f"/attestations/{made.reference}/"
    shown = kai.get("/attestations/?state=owed").json()["results"]
    assert [(row["reference"], row["state"]) for row in shown] == [(made.reference, "owed")]
    assert shown[0]["releases"][0]["reference"] == case.row.reference
    assert at_api(case, "tom").get("/attestations/").json()["results"] == []
    browser = signed_in(case.user("kai"))
    assert made.reference in browser.get("/attestations/").text
    half = browser.press(page, {"words": DONE})
    assert "Confirm that no copy is left" in half.text
    assert DONE in half.text
    done = browser.press(page, {"words": DONE, "nothing_left": "on"})
    assert done.headers["Location"] == page
    assert "You attested that it is deleted" in browser.get(page).text
    assert kai.post(f"/attestations/{made.reference}/attest/", {"words": DONE}).json()["code"] == "move_not_allowed"
    pei = at_api(case, "privacy.pei")
    assert pei.get(f"/attestations/{made.reference}/").json()["attested_by"] == "kai"
    aside = pei.post(f"/attestations/{made.reference}/set-aside/", {"reason": "a label was found"}).json()
    assert (aside["state"], aside["set_aside_because"]) == ("set_aside", "a label was found")
    assert "set_aside_because" not in kai.get(f"/attestations/{made.reference}/").json()
    again = kai.get("/attestations/?state=owed").json()["results"][0]
    assert again["instead_of"] == made.reference
    assert kai.post(f"/attestations/{again['reference']}/attest/", {"words": DONE}).json()["state"] == "attested"
