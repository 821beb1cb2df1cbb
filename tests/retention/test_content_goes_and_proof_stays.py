"""A case that has had its time loses words, names and files; what left, and who signed, stays and verifies."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.core.files.storage import storages
from django.db import connection

from disclosures import ledger
from disclosures.domain.errors import MoveNotAllowed
from disclosures.models import Case, CaseSubject, Evidence, LedgerEntry, LedgerProof, Release
from disclosures.queries import disclosures, possible
from tests.callers import Cast
from tests.cast import PRIZE, a_case, a_world
from tests.evidence.conftest import upload

WHY = "his aunt in Wuxi wrote"
pytestmark = pytest.mark.django_db


def everywhere(word: str) -> list[str]:
    """Every table of the desk's cases and ledger in which the word stands."""
    return [
        model.__name__
        for model in apps.get_app_config("disclosures").get_models()
        for row in model._default_manager.values()
        if any(word in str(value) for value in row.values())
    ]


@pytest.fixture
def closed(desk):
    """A release to tom with a narrowing that says why; its access has ended, and its time is over."""
    case = a_case("consent", world=a_world(), asks=["identity.legal_name", "contact.email"]).submitted().accepted()
    case.does("narrow", by="reviewer.ren", item="contact.email", to="masked", reason=WHY).signed().worked()
    upload(Cast(case.stage.world)("reviewer.ren"), f"/cases/{case.row.reference}/evidence/", name="aunt.png")
    case.does("revoke", by="reviewer.rui", reason=WHY).worked()
    assert case.row.status == "closed"
    return case.later(days=1096)


def test_words_names_files_and_proofs_are_gone_and_the_rest_is_as_it_was(closed, signed):
    file = Evidence.objects.get()
    manifest, chain = closed.release.manifest, ledger.chain_of(closed.row).name
    before = list(LedgerEntry.objects.filter(chain=chain).values_list("hash", flat=True))
    assert {"Narrowing", "LedgerProof"} <= set(everywhere(WHY))
    destruction = signed(closed)
    assert {"Narrowing", "LedgerProof"} <= set(everywhere(WHY))
    closed.worked()
    assert everywhere(WHY) == everywhere(PRIZE) == []
    row = Case.objects.get()
    assert (row.purpose, row.particulars, row.recipient_name, row.erased_at) == ("", {}, "", closed.at)
    (subject,) = CaseSubject.objects.all()
    assert (subject.named, subject.subject) == ("erased", closed.user("mei"))
    assert [proof.name for proof in LedgerProof.objects.filter(entry__chain=chain)] == ["sha256"]
    file.refresh_from_db()
    assert (file.state, hasattr(file, "key"), storages["sealed"].exists(file.package)) == ("destroyed", False, False)
    assert (Release.objects.get().manifest, row.outcome, row.signatures.count()) == (manifest, "partly_granted", 1)
    entries = LedgerEntry.objects.filter(chain=chain).order_by("pk")
    assert list(entries.values_list("hash", flat=True))[: len(before)] == before
    ledger.triggers.install(connection)
    assert list(ledger.verify()) == []
    (record,) = entries.filter(event="content_destroyed")
    said = record.content["body"]
    assert said["destruction"] == destruction.reference
    assert said["counts"] | {"words": 0, "proofs": 0} == {
        "words": 0,
        "names": 1,
        "messages": 0,
        "files": 1,
        "proofs": 0,
    }
    assert said["counts"]["words"] >= 1


def test_the_member_and_the_desk_still_read_that_it_was(closed, signed):
    signed(closed)
    closed.worked()
    at_api, reference = Cast(closed.stage.world), closed.row.reference
    shown = at_api("auditor.an").get(f"/cases/{reference}/")
    assert (shown.status_code, shown.json()["purpose"]) == (200, ""), shown.text
    assert shown.json()["content_destroyed_at"]
    assert at_api("tom").get(f"/cases/{reference}/").status_code == 200
    assert at_api("tom").get("/releases/").status_code == 200
    (one,) = at_api("mei").get("/me/disclosures/").json()["results"]
    assert {item["item"] for item in one["items"]} == {"contact.email", "identity.legal_name"}
    told = at_api("auditor.an").get(f"/cases/{reference}/timeline/").json()
    assert [line["event"] for line in told if line["event"] != "case_opened"][-1] == "content_destroyed"
    releases = list(disclosures.shown_to(closed.user("mei"), at=closed.at))
    assert len(disclosures.of(releases, by=closed.user("mei"))) == 1


@pytest.mark.parametrize("basis", ["legal_request", "violation", "ip_complaint", "transaction_dispute", "other"])
def test_a_case_on_any_clause_can_be_read_when_its_words_are_gone(desk, signed, basis):
    case = a_case(basis, world=a_world()).submitted()
    case.does("refuse", by="reviewer.ren", code="insufficient_information").worked().later(days=1096)
    signed(case)
    case.worked()
    shown = Cast(case.stage.world)("auditor.an").get(f"/cases/{case.row.reference}/")
    assert (shown.status_code, shown.json()["particulars"]) == (200, {}), shown.text
    assert [subject["named"] for subject in shown.json()["subjects"]] == ["erased"]


def test_what_was_refused_can_be_appealed_until_its_words_are_gone(desk, signed):
    case = a_case("transaction_dispute").submitted()
    case.does("refuse", by="reviewer.ren", code="insufficient_information").worked().later(days=1096)
    assert "appeal" in possible.possible(case.row, by=case.user("ana"), at=case.at)
    signed(case)
    case.worked()
    assert "appeal" not in possible.possible(case.row, by=case.user("ana"), at=case.at)
    with pytest.raises(MoveNotAllowed):
        case.does("appeal", by="ana", reason="now I have the slip")
