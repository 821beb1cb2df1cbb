"""Engagements, attestations, findings, misuse, incidents, notices and quarantined files, as staff press them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from accounts.models import Organisation, User
from disclosures.actions import findings, incidents, misuse, preservations, undelivered
from disclosures.actions.preservations import Wish
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.evidence.kinds import EvidenceState
from disclosures.domain.extents import EVERYTHING
from disclosures.models import (
    Attestation,
    Engagement,
    Evidence,
    EvidenceBox,
    Finding,
    Incident,
    MisuseReport,
    Notice,
    Preservation,
    clock,
)
from tests.cast import a_case, a_world

AT = "/staff/registers/"
WHY = {"reason": "because of the letter"}


@pytest.fixture
def world(db):
    return a_world(at=clock.now())


def user(name: str) -> User:
    return User.objects.get(name=name)


@pytest.fixture
def released(world):
    return a_case("consent", world=world).released()


def test_an_engagement_is_proposed_signed_by_two_and_ended(world, browser_of):
    ren, rui, pan = (browser_of(name) for name in ("reviewer.ren", "reviewer.rui", "privacy.pan"))
    terms = {"name": "repair", "partner": "courier", "items": ["contact.phone"]}
    refused = ren.press(f"{AT}new-engagement/", terms)
    assert "Enter the reference of the impact assessment" in refused.text
    assert 'value="repair"' in refused.text
    assert 'value="identity.government_id"' not in refused.text
    assert ren.press(f"{AT}new-engagement/", terms | {"assessment": "PIA-4"}).status_code == 302
    where = f"{AT}engagements/repair/"
    assert "Somebody else must" in ren.get(where).text
    assert rui.press(f"{where}do/sign/").status_code == 302
    assert "do/end/" not in rui.get(where).text
    assert pan.press(f"{where}do/sign/").status_code == 302
    assert Engagement.objects.get(name="repair").is_active(at=clock.now())
    assert "repair" in pan.get(f"{AT}engagements/?part=in-force").text
    assert pan.press(f"{where}do/end/").status_code == 302
    assert pan.press(f"{where}do/end/").status_code == 409
    assert "Ended" in rui.get(where).text


def test_a_name_that_is_taken_is_refused_beside_it(world, browser_of):
    terms = {"name": "delivery", "partner": "courier", "items": ["contact.phone"], "assessment": "PIA-4"}
    answer = browser_of("reviewer.ren").press(f"{AT}new-engagement/", terms)
    assert (answer.status_code, "name-error" in answer.text) == (422, True)
    assert 'value="PIA-4"' in answer.text


def test_a_partner_s_letter_is_entered_and_set_aside_by_a_privacy_officer(world, browser_of):
    at, pan = clock.now(), browser_of("privacy.pan")
    Attestation.objects.create(
        reference="DA-0000-0001",
        engagement=Engagement.objects.get(name="delivery"),
        owed_at=at - timedelta(days=20),
        due_at=at - timedelta(days=10),
    )
    where = f"{AT}attestations/DA-0000-0001/"
    assert "DA-0000-0001" in pan.get(f"{AT}attestations/?part=late").text
    assert "Who can: privacy officer." in browser_of("reviewer.ren").get(where).text
    answer = pan.press(f"{where}do/enter/", {"words": "all of it", "paper": ""})
    assert "date and sign" in answer.text
    assert "all of it" in answer.text
    assert pan.press(f"{where}do/enter/", {"words": "all of it", "paper": "letter of 3 March"}).status_code == 302
    assert "letter of 3 March" in pan.get(where).text
    assert pan.press(f"{where}do/set-aside/", WHY).status_code == 302
    assert Attestation.objects.filter(instead_of__reference="DA-0000-0001").exists()


ACTS = {
    "acted_from-day": "1", "acted_from-month": "2", "acted_from-year": "2026",
    "acted_to-day": "3", "acted_to-month": "2", "acted_to-year": "2026",
}  # fmt: skip
BREACH = {"member": "mei", "rule": "no second account", "facts": "two at once", "evidence": "the log"} | ACTS


def test_a_finding_is_recorded_and_its_appeal_decided_by_another(world, browser_of):
    ren, rui = browser_of("reviewer.ren"), browser_of("reviewer.rui")
    answer = ren.press(f"{AT}new-finding/", BREACH | {"injured": "ana\nnobody.known"})
    assert "nobody.known" in answer.text
    assert "injured-error" in answer.text
    assert "two at once" in answer.text
    backwards = ren.press(f"{AT}new-finding/", BREACH | {"acted_to-month": "1"})
    assert "must be the first day or later" in backwards.text
    assert ren.press(f"{AT}new-finding/", BREACH | {"injured": "ana"}).status_code == 302
    finding = Finding.objects.get(rule="no second account")
    where = f"{AT}findings/{finding.reference}/"
    assert "Can be appealed until" in ren.get(where).text
    findings.appeal(finding=finding, by=user("mei"), at=clock.now(), reason="it was my sister")
    assert finding.reference in rui.get(f"{AT}findings/").text
    assert "Somebody else must" in ren.get(where).text
    assert "Enter a reason" in rui.press(f"{where}do/decide/", {"verdict": "upheld"}).text
    assert rui.press(f"{where}do/decide/", {"verdict": "upheld"} | WHY).status_code == 302
    assert Finding.objects.get(pk=finding.pk).appeal == "upheld"


def test_no_register_is_searched_for_a_member_without_a_reason(world, browser_of):
    ren = browser_of("reviewer.ren")
    ren.press(f"{AT}new-finding/", BREACH | {"injured": "ana"})
    finding = Finding.objects.latest("pk")
    assert finding.reference in ren.get(f"{AT}findings/?part=all&q={finding.reference}").text
    assert finding.reference not in ren.get(f"{AT}findings/?part=all&q={finding.member.name}").text


@pytest.fixture
def report(world):
    travelco = Organisation.objects.get(name="travelco")
    return misuse.report(against=travelco, by=user("ana"), at=clock.now(), reason="sold my address")


def test_misuse_is_upheld_by_two_and_lifted_by_two_others(report, browser_of):
    where = f"{AT}misuse/{report.public_id}/"
    chen, pan = browser_of("counsel.chen"), browser_of("privacy.pan")
    assert "sold my address" in chen.get(where).text
    assert chen.press(f"{where}do/uphold/").status_code == 302
    assert chen.press(f"{where}do/uphold/").status_code == 409
    assert "Somebody else must" in chen.get(where).text
    assert pan.press(f"{where}do/uphold/").status_code == 302
    assert Organisation.objects.get(name="travelco").suspended_at is not None
    page = chen.get(where).text
    assert "Lift the suspension" in page
    assert "do/lift/" not in page


def test_misuse_is_rejected_with_a_reason_and_reviewers_are_told_who_reads_it(report, browser_of):
    where = f"{AT}misuse/{report.public_id}/"
    chen, ren = browser_of("counsel.chen"), browser_of("reviewer.ren")
    assert "Enter a reason" in chen.press(f"{where}do/reject/", {"reason": ""}).text
    assert chen.press(f"{where}do/reject/", WHY).status_code == 302
    assert MisuseReport.objects.get().signatures.get().reason == WHY["reason"]
    assert ren.get(where).status_code == 403
    assert "Who can read it: counsel, privacy officer, auditor" in ren.get(AT).text


def test_an_incident_is_settled_then_closed(released, browser_of):
    made = incidents.report(case=released.row, what="to another company", by=user("reviewer.ren"), at=clock.now())
    where, pan = f"{AT}incidents/{made.reference}/", browser_of("privacy.pan")
    assert "The authority is to be told by" in pan.get(where).text
    assert "do/close/" not in pan.get(where).text
    assert pan.get(f"{where}do/close/").status_code == 409
    assert "Enter the authority" in pan.press(f"{where}do/told/", {"receipt": "N 12"}).text
    assert pan.press(f"{where}do/told/", {"authority": "CAC", "receipt": "N 12"}).status_code == 302
    assert pan.press(f"{where}do/spared/", WHY).status_code == 409
    assert pan.press(f"{where}do/close/", WHY).status_code == 302
    assert Incident.objects.get().closing == WHY["reason"]
    assert made.reference not in pan.get(f"{AT}incidents/").text


def test_an_authority_is_spared_with_a_reason(released, browser_of):
    made = incidents.report(case=released.row, what="to another company", by=user("reviewer.ren"), at=clock.now())
    where = f"{AT}incidents/{made.reference}/"
    assert "Who can: privacy officer." in browser_of("reviewer.ren").get(where).text
    assert browser_of("privacy.pan").press(f"{where}do/spared/", WHY).status_code == 302
    assert WHY["reason"] in browser_of("privacy.pan").get(where).text


def test_a_notice_that_came_back_is_sent_again_or_told_otherwise(released, browser_of):
    first, second = Notice.objects.order_by("pk")[:2]
    for notice in (first, second):
        undelivered.report_bounce(notice=notice, code="5.1.1", by=user("platform.machine"), at=clock.now())
    ren = browser_of("reviewer.ren")
    assert "5.1.1" in ren.get(f"{AT}notices/{first.pk}/").text
    assert "Enter how they were told" in ren.press(f"{AT}notices/{first.pk}/do/tell-otherwise/").text
    told = ren.press(f"{AT}notices/{first.pk}/do/tell-otherwise/", {"how": "by letter of 3 March"})
    assert told.status_code == 302
    assert "by letter of 3 March" in ren.get(f"{AT}notices/{first.pk}/").text
    assert ren.press(f"{AT}notices/{second.pk}/do/send-again/").status_code == 302
    assert Notice.objects.filter(instead_of=second).exists()
    assert ren.press(f"{AT}notices/{second.pk}/do/send-again/").status_code == 409


@pytest.fixture
def asked(world):
    wish = Wish(["mei"], {ItemKey.CONTACT_EMAIL: EVERYTHING.period}, "case 7", "Law 1")
    return preservations.ask(wish=wish, by=user("officer"), at=clock.now())


def test_a_preservation_is_signed_step_by_step(asked, browser_of):
    where, ren = f"{AT}preservations/{asked.reference}/", browser_of("reviewer.ren")
    assert "case 7" in ren.get(f"{AT}preservations/").text
    assert "Signature that is due" in ren.get(where).text
    assert ren.press(f"{where}do/sign/").status_code == 302
    assert "Somebody else must" in ren.get(where).text or "Who can:" in ren.get(where).text
    assert Preservation.objects.get().signatures.count() == 1


def test_a_preservation_is_refused_with_a_code_that_tells_nothing_of_what_is_held(asked, browser_of):
    where, ren = f"{AT}preservations/{asked.reference}/", browser_of("reviewer.ren")
    assert 'value="not_held"' not in ren.get(f"{where}do/refuse/").text
    assert "Select one" in ren.press(f"{where}do/refuse/", {"reason": "too wide"}).text
    typed = {"code": "insufficient_information", "reason": "too wide"}
    assert ren.press(f"{where}do/refuse/", typed).status_code == 302
    assert "too wide" in ren.get(where).text
    assert ren.press(f"{where}do/refuse/", typed).status_code == 409


def a_file(case, number: int) -> Evidence:
    box = EvidenceBox.objects.get_or_create(case=case, defaults={"files": 2, "bytes": 2, "numbered": 2})[0]
    return Evidence.objects.create(
        box=box,
        number=number,
        kind="proof",
        file_type="image/png",
        size=1,
        sha256="0" * 64,
        package=f"package-{number}",
        state=EvidenceState.QUARANTINED,
        finding_of_scan="Eicar-Test-Signature",
        uploaded_by=user("tom"),
        uploaded_at=clock.now(),
    )


def test_a_file_in_quarantine_is_let_out_or_destroyed_with_a_reason(released, browser_of):
    one, other = a_file(released.row, 1), a_file(released.row, 2)
    pan = browser_of("privacy.pan")
    assert "Eicar-Test-Signature" in pan.get(f"{AT}quarantine/").text
    assert "Who can: privacy officer." in browser_of("reviewer.ren").get(f"{AT}quarantine/{one.pk}/").text
    assert "Enter a reason" in pan.press(f"{AT}quarantine/{one.pk}/do/clear/", {"reason": ""}).text
    assert pan.press(f"{AT}quarantine/{one.pk}/do/clear/", WHY).status_code == 302
    assert pan.press(f"{AT}quarantine/{one.pk}/do/clear/", WHY).status_code == 409
    assert pan.press(f"{AT}quarantine/{other.pk}/do/destroy/", WHY).status_code == 302
    assert set(Evidence.objects.values_list("state", flat=True)) == {"cleared", "destroyed"}


@pytest.mark.parametrize(
    "name", ["engagements", "attestations", "findings", "misuse", "incidents", "preservations", "notices", "quarantine"]
)
def test_a_register_without_rows_says_how_something_comes_into_it(db, browser_of, name):
    a_world(at=clock.now())
    page = browser_of("privacy.pan").get(f"{AT}{name}/")
    assert page.status_code == 200
    assert "pc-empty" in page.text
    assert browser_of("privacy.pan").get(f"{AT}{name}/nothing/").status_code == 404
