"""One button for what reached the wrong recipient: it ends it all at once, and opens what is owed for it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress

from accounts.models import Scope, User
from disclosures.actions import incidents, opening_codes, tokens
from disclosures.actions.tokens import Wish
from disclosures.domain.errors import AccessEnded, DeskError, MoveNotAllowed, NotFound, NotPermitted, SamePerson
from disclosures.models import Incident, Notice, OpeningCode, Release, SealedKey, clock
from disclosures.queries import waiting
from disclosures.queries.waiting import Reader
from tests.cast import AT, a_case, a_world

pytestmark = pytest.mark.usefixtures("desk")
DAY = timedelta(days=1)


def now(basis: str, **changes):
    """A release that is open while the test runs."""
    case = a_case(basis, world=a_world(at=clock.now() - timedelta(days=8)), **changes).released()
    case.stage.at = clock.now()
    return case


def wrong(case, *, by="reviewer.ren", at=None, **said):
    return incidents.report(case=case.row, **{"what": "the other courier", **said}, by=case.user(by), at=at or case.at)


def waits(case, *, by="auditor.an", at=None):
    rows = waiting.waiting(Reader(case.user(by), at or case.at), most=50)
    return [(wait.way.kind, wait.due_at, wait.is_late) for wait in rows if wait.way.about == "incident"]


def notices(case):
    rows = Notice.objects.filter(kind__startswith="incident").select_related("to_user")
    return {(row.kind, row.to_user.name, row.due_at) for row in rows}


def test_the_button_ends_the_release_its_key_its_code_and_opens_the_record(at_api, work):
    case = now("consent")
    tom, path = at_api(case, "tom"), f"/releases/{case.release.pk}/content/"
    assert tom.post(path).status_code == 200
    EmailAddress.objects.create(user=case.user("tom"), email="tom@people.example", verified=True, primary=True)
    opening_codes.ask(release=case.release, by=case.user("tom"), at=case.at)
    said = {"what": "it went to another Travelco"}
    shown = at_api(case, "reviewer.ren").post(f"/cases/{case.row.reference}/incident/", said)
    assert (shown.status_code, shown.json()["status"]) == (200, "closed"), shown.text
    assert "incident" not in shown.json()["can_do"]
    refused = tom.post(path)
    assert (refused.status_code, refused.json()["code"]) == (410, "access_ended")
    assert not OpeningCode.objects.standing().exists()
    work()
    assert (case.release.status, SealedKey.objects.count()) == ("shredded", 0)
    record = at_api(case, "auditor.an").get(f"/incidents/{shown.json()['incident']}/").json()
    assert (record["kind"], record["openings"], record["subjects"]) == ("wrong_recipient", 1, ["mei"])
    assert {(row["kind"], row["to"], bool(row["sent_at"])) for row in record["told"]} == {
        ("incident_about_you", "mei", True),
        ("incident_to_recipient", "tom", True),
    }
    assert at_api(case, "tom").get(f"/incidents/{record['reference']}/").status_code == 404


def test_nothing_of_it_happens_without_all_of_it(monkeypatch):
    case = now("consent")

    def broken(*_, **__):
        raise RuntimeError

    monkeypatch.setattr("disclosures.actions.notices.tell_officers", broken)
    with pytest.raises(RuntimeError):
        wrong(case)
    assert (case.release.status, case.row.status, Incident.objects.count()) == ("available", "released", 0)
    assert case.opened()


def test_tokens_of_the_engagement_end_with_it(told_by_ledger):
    case = a_case("service_provision").released()
    kai = case.user("kai")
    wish = Wish("parcels", [Scope.READ], case.row.engagement)
    token, _ = tokens.make(holder=kai, wish=wish, by=kai, at=case.at)
    wrong(case)
    token.refresh_from_db()
    assert token.revoked_at == case.at
    (entry,) = told_by_ledger(case, "incident_reported")
    assert (entry["body"]["openings"], entry["body"]["kind"]) == (0, "wrong_recipient")
    assert "courier" not in str(entry)


def test_the_member_is_told_at_once_and_under_a_hold_when_that_ends():
    case = a_case("consent").released()
    wrong(case)
    assert ("incident_about_you", "mei", case.at) in notices(case)
    until = AT + 60 * DAY
    paper = {
        "kind": "court_order", "number": "C-3", "issued_at": AT.isoformat(), "statute": "Criminal Procedure Law 54",
        "items": ["identity.legal_name"], "may_tell": False, "hold_until": until.isoformat(),
    }  # fmt: skip
    particulars = {"authority": "psb", "called_back": True, "instrument": paper}
    held = a_case("legal_request", world=case.stage.world, asks=["identity.legal_name"], particulars=particulars)
    made = wrong(held.released())
    assert made.held
    assert Notice.objects.get(case=held.row, kind="incident_about_you").due_at == until


def test_no_officer_is_told_of_an_incident_about_themselves():
    case = a_case("consent").released()
    User.objects.filter(name="privacy.pan").update(person=case.user("mei").person)
    wrong(case)
    assert {row[1] for row in notices(case) if row[0] == "incident_opened"} == {"privacy.pei"}
    assert waits(case, by="privacy.pei")
    assert waits(case, by="privacy.pan") == []


def test_it_waits_72_hours_for_the_authority_and_then_for_its_closing():
    case = a_case("consent").released().later(days=2)
    found = AT + DAY
    made = wrong(case, discovered_at=found)
    assert waits(case) == [("incident_authority", found + 3 * DAY, False)]
    assert waits(case, at=found + 3 * DAY)[0][2], "late"
    case.stage.at = found + 2 * DAY
    case.worked()
    assert ("incident_due", "privacy.pan", case.at) in notices(case)
    incidents.tell_authority(
        incident=made, authority="CAC Beijing", receipt="B-7", by=case.user("privacy.pei"), at=case.at
    )
    reported = AT + 2 * DAY
    assert waits(case) == [("incident", reported + 30 * DAY, False)]
    incidents.close(incident=made, reason="deleted, attested", by=case.user("privacy.pei"), at=case.at)
    assert waits(case) == []


def test_it_is_closed_after_the_authority_is_settled_once_and_with_reasons():
    case = a_case("consent").released()
    made, pei = wrong(case), case.user("privacy.pei")
    with pytest.raises(MoveNotAllowed):
        incidents.close(incident=made, reason="done", by=pei, at=case.at)
    incidents.spare_authority(incident=made, reason="never opened", by=pei, at=case.at)
    with pytest.raises(MoveNotAllowed):
        incidents.tell_authority(incident=made, authority="CAC", receipt="", by=pei, at=case.at)
    with pytest.raises(DeskError):
        incidents.close(incident=made, reason=" ", by=pei, at=case.at)
    incidents.close(incident=made, reason="nothing left the desk", by=pei, at=case.at)
    with pytest.raises(MoveNotAllowed):
        incidents.close(incident=made, reason="again", by=pei, at=case.at)
    case.later(days=3).worked()
    assert not Notice.objects.filter(kind="incident_due").exists(), "who was settled is not chased"


def test_the_button_is_legal_staff_s_and_the_record_a_privacy_officer_s():
    case = a_case("consent").released()
    for by in ("mei", "tom", "auditor.an"):
        with pytest.raises(NotPermitted):
            wrong(case, by=by)
    assert case.opened()
    made = wrong(case)
    for by, error in (("counsel.cai", NotPermitted), ("auditor.an", NotPermitted), ("tom", NotFound)):
        with pytest.raises(error):
            incidents.spare_authority(incident=made, reason="no", by=case.user(by), at=case.at)


def test_who_signed_for_the_release_does_not_close_its_incident():
    case = a_case("other").released()
    made = wrong(case)
    with pytest.raises(SamePerson):
        incidents.spare_authority(incident=made, reason="no harm", by=case.user("privacy.pei"), at=case.at)
    incidents.spare_authority(incident=made, reason="no harm", by=case.user("privacy.pan"), at=case.at)


def test_it_is_reported_once_also_after_the_access_ended_by_itself():
    case = a_case("consent").released().later(days=70).worked()
    assert case.release.status == "shredded"
    made = wrong(case)
    assert (made.openings, Release.objects.get().end_reason) == (0, "time")
    with pytest.raises(MoveNotAllowed):
        wrong(case)
    with pytest.raises(AccessEnded):
        case.opened()


def test_it_was_discovered_after_the_release_and_not_tomorrow():
    case = a_case("consent").released()
    for at in (AT - DAY, case.at + DAY):
        with pytest.raises(DeskError) as refusal:
            wrong(case, discovered_at=at)
        assert refusal.value.fields == ("discovered_at",)
    with pytest.raises(MoveNotAllowed):
        wrong(a_case("consent", world=case.stage.world).submitted())
