"""A returned case is edited into another one: nothing that was found true of the first counts for the second."""

from __future__ import annotations

from datetime import timedelta

import pytest

from accounts.models import Organisation, User
from disclosures.actions import cases, filings
from disclosures.actions.filings import Filing
from disclosures.domain.basis import BasisCode
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.errors import AskedTooSoon, FactMissing, NotFound, NotPermitted
from disclosures.domain.extents import EVERYTHING
from disclosures.models import Finding, Transaction
from tests.cast import a_case

EMAIL = {ItemKey.CONTACT_EMAIL: EVERYTHING}


def returned(basis, **changes):
    return a_case(basis, **changes).submitted().does("return", by="reviewer.ren", reason="say more")


def edited(case, **changes):
    row = case.row
    as_filed = {
        "basis": BasisCode(row.basis),
        "subjects": tuple(named.named for named in row.named),
        "recipient": row.recipient_name,
        "recipient_is_person": row.recipient_is_person,
        "purpose": row.purpose,
        "asks": EMAIL,
        "ground": row.legal_ground,
        "article": row.legal_article,
        "particulars": row.particulars,
    }
    filing = Filing(**as_filed | changes)
    filings.edit(case=row, filing=filing, by=case.user(row.filed_by.name), at=case.at)
    return case.does("resubmit", by=row.filed_by.name)


def test_a_party_swaps_in_a_transaction_in_which_it_never_performed():
    case = returned("transaction_dispute")
    ana, shop = case.user("ana"), case.user("shop")
    other = Transaction.objects.create(external_id="t2", buyer=ana, seller=shop, status="dispute")
    edited(case, subjects=("shop",), particulars={"transaction": "t2"})
    assert case.row.transaction == other
    with pytest.raises(FactMissing) as refusal:
        case.accepted()
    assert refusal.value.fact == "has_performed"


def test_a_regulator_swaps_in_a_finding_that_is_under_appeal():
    case = returned("violation")
    row = case.row.finding
    Finding.objects.create(
        reference="FI-OTHER", member=case.user("ana"), rule="rule 9", facts="f", evidence="e",
        decided_by=row.decided_by,
        acted_from=row.acted_from, acted_to=row.acted_to, decided_at=case.at - timedelta(days=1),
    )  # fmt: skip
    edited(case, subjects=("ana",), particulars=case.row.particulars | {"finding": "FI-OTHER"})
    with pytest.raises(FactMissing) as refusal:
        case.accepted()
    assert refusal.value.fact == "finding_final"


def test_an_officer_changes_the_request_after_the_call_back():
    case = returned("legal_request")
    assert case.row.called_back_at
    edited(case, asks=EMAIL | {ItemKey.CONTACT_POSTAL_ADDRESS: EVERYTHING})
    with pytest.raises(FactMissing) as refusal:
        case.accepted()
    assert refusal.value.fact == "called_back"


def test_a_transfer_ground_is_taken_along_to_another_recipient():
    case = returned("other")
    row = case.row
    type(row).objects.change(row, transfer_ground="treaty", approval_number="A-1")
    edited(case)
    assert (case.row.transfer_ground, case.row.approval_number) == ("", "")


def test_a_returned_question_is_changed_into_the_one_that_was_answered_with_no(world):
    case = a_case("consent", world=world, purpose="newsletter").submitted().accepted()
    case.does("answer", by="mei", grant=[])
    again = a_case("consent", world=world).submitted().does("return", by="reviewer.ren", reason="say more")
    with pytest.raises(AskedTooSoon):
        edited(again, purpose="newsletter")


def test_somebody_whose_role_was_taken_files_a_returned_case_again():
    case = returned("transaction_dispute")
    case.user("ana").role_assignments.all().delete()
    with pytest.raises((NotPermitted, NotFound)):
        case.does("resubmit", by="ana")


def test_a_ground_of_the_clause_is_still_stored_after_an_edit():
    case = returned("legal_request")
    edited(case, ground="", article="")
    assert (case.row.legal_ground, case.row.legal_article) == ("legal_duty", "PIPL 13(3)")


def test_a_colleague_files_a_consent_in_somebody_elses_name(world, who):
    nora = who("nora")
    colleague = User.objects.create(name="nils", organisation=nora.organisation, password="!")
    colleague.role_assignments.create(role="complainant")
    recipient = Organisation.objects.get(name="travelco")
    filing = Filing(
        basis=BasisCode.CONSENT, subjects=("nora",), recipient=recipient.name, purpose="a favour", asks=EMAIL
    )
    case = filings.draft(filing=filing, by=nora, at=world.at)
    cases.submit(case=case, by=colleague, at=world.at)
    assert not nora.consents.exists()
