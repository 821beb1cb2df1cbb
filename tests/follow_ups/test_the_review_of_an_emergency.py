"""An emergency's release is fully reviewed within a day, by who did not sign; the hold ends as the review says."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction

from accounts.models import User
from disclosures.actions import emergencies, holds, incidents
from disclosures.domain.errors import DeskError, MoveNotAllowed, NotPermitted, SamePerson
from disclosures.domain.holds import Hold, HoldKind
from disclosures.domain.roles import Role
from disclosures.models import EmergencyFollowUp, Incident, LedgerEntry, Notice, Signature, clock
from disclosures.queries import disclosures, waiting
from disclosures.queries.waiting import Reader
from tests.cast import staff

pytestmark = pytest.mark.django_db
CONFIRMED, REVOKED = EmergencyFollowUp.Result.CONFIRMED, EmergencyFollowUp.Result.REVOKED
FREE = {"counsel.cai", "privacy.pan"}


def owed(case) -> EmergencyFollowUp:
    return EmergencyFollowUp.objects.get(release=case.release)


def review(case, *, by="counsel.cai", result=CONFIRMED, words="called the station", days=10):
    until = owed(case).released_at + timedelta(days=days)
    emergencies.review(case=case.row, result=result, words=words, hold_until=until, by=case.user(by), at=case.at)


def waits(case, *, kind="emergency_review", by="counsel.cai"):
    found = waiting.waiting(Reader(case.user(by), case.at), most=20)
    return [wait.is_late for wait in found if wait.way.kind == kind]


def seen_by_mei(case):
    return disclosures.shown_to(case.user("mei"), at=case.at).count()


def test_it_is_due_a_day_after_the_release_and_late_when_it_is_late(emergency):
    case = emergency()
    assert owed(case).review_due_at == case.at + timedelta(hours=24)
    assert waits(case) == [False]
    case.later(hours=24)
    assert waits(case) == [True]
    review(case)
    assert waits(case) == []
    with pytest.raises(MoveNotAllowed):
        review(case)


@pytest.mark.parametrize("signer", ["counsel.chen", "privacy.pei"])
def test_who_signed_does_not_review_by_any_account(emergency, signer):
    case = emergency()
    with pytest.raises(SamePerson):
        review(case, by=signer)
    other = staff("counsel.second", Role.COUNSEL)
    User.objects.filter(pk=other.pk).update(person=case.user(signer).person)
    case.stage.world.users["second"] = other
    with pytest.raises(SamePerson):
        review(case, by="second")


def test_a_reviewer_does_not_review_and_no_officer_of_the_authority(emergency):
    case = emergency()
    with pytest.raises(NotPermitted):
        review(case, by="reviewer.ren")
    with pytest.raises(NotPermitted):
        review(case, by="officer")


def test_it_says_what_was_found_and_a_date_within_thirty_days(emergency):
    case = emergency()
    with pytest.raises(DeskError) as refusal:
        review(case, words=" ")
    assert refusal.value.fields == ("reason",)
    with pytest.raises(DeskError) as refusal:
        review(case, days=30.01)
    assert refusal.value.fields == ("hold_until",)


def test_the_member_s_hold_ends_by_itself_on_the_date_that_the_review_sets(emergency):
    case = emergency()
    review(case, days=10)
    case.later(days=10, seconds=-1).worked()
    assert seen_by_mei(case) == 0
    notice = Notice.objects.get(case=case.row, kind="released_about_you")
    assert notice.sent_at is None
    case.later(seconds=1).worked()
    notice.refresh_from_db()
    assert (seen_by_mei(case), notice.sent_at) == (1, case.at)


def test_without_a_review_it_ends_after_thirty_days(emergency):
    case = emergency().later(days=30, seconds=-1).worked()
    assert seen_by_mei(case) == 0
    case.later(seconds=1).worked()
    assert seen_by_mei(case) == 1


def test_a_date_that_is_past_ends_it_now_and_a_late_review_never_moves_it_out(emergency):
    case = emergency().later(days=2)
    review(case, days=1)
    assert (owed(case).hold_until, seen_by_mei(case)) == (case.at, 1)
    other = emergency(world=case.stage.world).later(days=40)
    review(other, days=1)
    assert owed(other).hold_until == owed(other).hold_latest_at
    assert other.row.hold_until == owed(other).hold_latest_at


def test_an_order_that_came_since_is_not_ended_by_the_review(emergency):
    case = emergency()
    order = Hold(HoldKind.ORDER, "C-9", "court", case.at + timedelta(days=60))
    holds.enter(case=case.row, hold=order, by=case.user("counsel.cai"), at=case.at)
    review(case, days=10)
    assert (case.row.hold_kind, case.row.hold_until) == ("order", order.until)


def test_nobody_enters_an_emergency_s_hold_by_hand(emergency):
    case = emergency()
    longer = Hold(HoldKind.EMERGENCY, case.row.reference, "psb", case.at + timedelta(days=90))
    with pytest.raises(DeskError):
        holds.enter(case=case.row, hold=longer, by=case.user("counsel.cai"), at=case.at)


def test_revoking_opens_an_incident_and_nobody_waits_for_a_paper_any_more(emergency):
    case = emergency()
    review(case, result=REVOKED, words="nobody there knew of it")
    assert (case.release.status, case.release.end_reason, case.row.status) == ("revoked", "incident", "closed")
    assert owed(case).instrument_end == "revoked"
    assert waits(case, kind="formal_instrument") == []
    entry = LedgerEntry.objects.get(event="emergency_reviewed")
    assert entry.content["body"]["result"] == "revoked"
    assert "nobody there" not in entry.text
    incident = Incident.objects.get(release=case.release)
    assert (incident.kind, incident.what, incident.held) == ("emergency_refuted", "nobody there knew of it", True)


def test_the_member_is_told_of_the_incident_when_the_hold_ends_that_the_review_sets(emergency):
    case = emergency()
    review(case, result=REVOKED, days=2)
    notice = Notice.objects.get(kind="incident_about_you", to_user__name="mei")
    assert notice.due_at == case.row.hold_until == case.at + timedelta(days=2)


def test_revoking_what_has_ended_already_is_kept_all_the_same(emergency):
    case = emergency().does("revoke", by="reviewer.ren", reason="a mistake")
    incidents.report(case=case.row, what="wrong station", by=case.user("counsel.cai"), at=case.at)
    review(case, result=REVOKED)
    assert (case.release.end_reason, owed(case).result) == ("revoked", "revoked")
    assert Incident.objects.get().kind == "wrong_recipient"


def test_those_who_may_review_are_told_at_stated_times_until_it_is_done(emergency):
    case = emergency().worked()

    def told():
        kept = Notice.objects.filter(kind="emergency_review", sent_at__isnull=False)
        return sorted(kept.values_list("to_user__name", flat=True))

    assert told() == sorted(FREE)
    case.later(hours=12).worked()
    assert told() == sorted([*FREE, *FREE])
    case.later(hours=12).worked()
    assert told() == sorted([*FREE, *FREE, *FREE])
    review(case)
    case.later(days=9).worked()
    assert told() == sorted([*FREE, *FREE, *FREE])


def test_it_is_done_at_the_api_and_the_case_tells_of_it(emergency, at_the_api):
    case = emergency(at=clock.now())
    cast = at_the_api(case)
    path = f"/cases/{case.row.reference}/"
    assert "review_emergency" in cast("counsel.cai").get(path).json()["can_do"]
    assert "review_emergency" not in cast("counsel.chen").get(path).json()["can_do"]
    body = {
        "result": "confirmed",
        "reason": "called the station",
        "hold_until": (case.at + timedelta(days=9)).isoformat(),
    }
    assert cast("counsel.chen").post(f"{path}emergency-review/", body).json()["code"] == "same_person"
    told = cast("counsel.cai").post(f"{path}emergency-review/", body).json()["emergency"]
    assert (told["result"], told["reviewed_by"], told["review_is_late"]) == ("confirmed", "counsel.cai", False)
    for secret in ("called the station", "counsel.cai", "emergency_review"):
        assert secret not in cast("officer").get(path).text + cast("officer").get(f"{path}timeline/").text
    assert cast("mei").get(path).status_code == 404


def test_a_third_signature_on_the_route_changes_nothing_but_who_may_review(emergency):
    case = emergency()
    signers = (owed(case).first_signer, owed(case).second_signer)
    third = case.user("privacy.pan")
    Signature.objects.create(
        case=case.row, version=case.row.version, position=2, step="privacy", by=third, person=third.person,
        filer=case.row.filed_by.person, role="privacy_officer", scope_hash=case.row.signatures.first().scope_hash,
        at=case.at,
    )  # fmt: skip
    EmergencyFollowUp.objects.all().delete()
    with transaction.atomic():
        emergencies.begin(case.release, at=case.at)
    assert (owed(case).first_signer, owed(case).second_signer) == signers
    with pytest.raises(SamePerson):
        review(case, by="privacy.pan")
