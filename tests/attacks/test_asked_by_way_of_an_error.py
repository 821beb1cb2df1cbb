"""A refusal, a limit or a file is made to tell, or do, more than it should."""

from __future__ import annotations

import pytest
from rest_framework.request import Request
from rest_framework.test import APIRequestFactory

from accounts.models import User
from disclosures.actions import cases, complaints, filings
from disclosures.actions.complaints import Accusation
from disclosures.actions.filings import Filing
from disclosures.api import pagination
from disclosures.api.problems import Malformed
from disclosures.delivery.forms.table import as_csv
from disclosures.domain.basis import BasisCode
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.errors import BasisUnsuited, FilingIncomplete
from disclosures.domain.extents import EVERYTHING
from disclosures.models import Right
from tests.cast import a_case


@pytest.mark.parametrize("guess", ["mei", "nobody.such"])
def test_a_complainant_finds_out_who_exists_by_naming_somebody_else_as_respondent(world, who, guess):
    nora = who("nora")
    accusation = Accusation(
        right=Right.objects.get(owner=nora),
        against=guess,
        listings=("https://shop.example/1",),
        statement="a copy",
        in_good_faith=True,
        is_true=True,
    )
    complaint = complaints.file(accusation=accusation, by=nora, at=world.at)
    filing = Filing(
        basis=BasisCode.IP_COMPLAINT,
        subjects=("nora",),
        recipient="zz.unknown",
        recipient_is_person=True,
        purpose="rights dispute",
        asks={ItemKey.CONTACT_EMAIL: EVERYTHING},
        particulars={"complaint": complaint.reference},
    )
    with pytest.raises(BasisUnsuited):
        cases.file(filing=filing, by=nora, at=world.at)


@pytest.mark.parametrize("ends", ["-P3D", "P0D", "P1000Y", "P1M", "P99999999999D", "soon", ["P1D"]])
def test_an_officer_fixes_an_end_that_is_none(world, ends):
    case = a_case("other", world=world)
    row = case.row
    filing = Filing(
        basis=BasisCode.OTHER,
        subjects=("mei",),
        recipient="travelco",
        purpose=row.purpose,
        asks={ItemKey.CONTACT_EMAIL: EVERYTHING},
        ground="legal_duty",
        article="PIPL 13(3)",
        particulars=row.particulars | {"ends": ends},
    )
    filings.edit(case=row, filing=filing, by=case.user("counsel.cai"), at=case.at)
    with pytest.raises(FilingIncomplete) as refusal:
        case.submitted()
    assert refusal.value.fields == ("ends",)


@pytest.mark.parametrize("value", ["＝1+1", "　=1+1", "\u00a0@cmd", "－2", "＋8613800000000"])
def test_a_name_in_full_width_signs_is_a_formula_in_the_recipients_spreadsheet(value):
    held = {"detail": "full", "values": [{"value": value}]}
    table = as_csv({"subjects": [{"named": "mei", "items": {"identity.legal_name": held}}]})
    assert table.splitlines()[1].endswith(f"'{value}")


@pytest.mark.parametrize("limit", ["0000000019999999", "000000001" + "9" * 5000])
def test_a_limit_with_zeros_before_it_reads_the_whole_desk(world, limit):
    asker = APIRequestFactory().get("/", {"limit": limit})
    with pytest.raises(Malformed):
        pagination.page(User.objects.all(), request=Request(asker), present=list)
