"""Writes what the desk and the platform know already: contracts, findings, complaints, sales, consents."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from accounts.models import Consent, ConsentItem
from disclosures.demo import reading
from disclosures.demo.people import SIGNED_UP
from disclosures.domain.purposes import normalised
from disclosures.models import Complaint, Engagement, Finding, Order, Performance, Right, Transaction
from disclosures.scenarios.world import World

DECIDES, DECIDES_APPEALS, QUALIFIES = "reviewer.rong", "counsel.cai", "reviewer.ren"


def write(*, world: World) -> None:
    """Writes every record straight into its table and remembers in ``world`` what cases stand on."""
    words = reading.read("records.yaml", now=world.at)
    for name, row in words["engagements"].items():
        world.engagements[name] = _engagement(name, row, world)
    for number, row in words["orders"].items():
        engagement, member = world.engagements[row.pop("engagement")], world.users[row.pop("member")]
        Order.objects.create(number=number, engagement=engagement, member=member, **row)
    for reference, row in words["findings"].items():
        _finding(reference, row, world)
    rights = {reference: _right(reference, row, world) for reference, row in words["rights"].items()}
    for reference, row in words["complaints"].items():
        world.complaints[reference] = _complaint(reference, row, rights, world)
    for external_id, row in words["transactions"].items():
        world.transactions[external_id] = _transaction(external_id, row, world)
    for row in words["consents"]:
        _consent(row, world)


def _engagement(name: str, row: dict[str, Any], world: World) -> Engagement:
    approved_at = world.at - SIGNED_UP / 2
    standing_at = approved_at if row.pop("standing", False) else None
    partner = world.organisations[row.pop("partner")]
    return Engagement.objects.create(
        name=name, partner=partner, approved_at=approved_at, standing_at=standing_at, **row
    )


def _finding(reference: str, row: dict[str, Any], world: World) -> None:
    injured = [world.users[name] for name in row.pop("injured", ())]
    decided_again = world.users[DECIDES_APPEALS] if row.get("appeal") == Finding.Appeal.DISMISSED else None
    finding = Finding.objects.create(
        reference=reference,
        member=world.users[row.pop("member")],
        decided_by=world.users[DECIDES],
        appeal_decided_by=decided_again,
        **row,
    )
    finding.injured.set(injured)


def _right(reference: str, row: dict[str, Any], world: World) -> Right:
    owner = world.users[row.pop("owner")]
    proven_at = world.at - SIGNED_UP / 2
    return Right.objects.create(
        reference=reference,
        owner=owner,
        organisation=owner.organisation,
        proven_at=proven_at,
        proven_by=world.users[QUALIFIES],
        **row,
    )


def _complaint(reference: str, row: dict[str, Any], rights: dict[str, Right], world: World) -> Complaint:
    complainant = world.users[row.pop("complainant")]
    return Complaint.objects.create(
        reference=reference,
        complainant=complainant,
        respondent=world.users[row.pop("respondent")],
        right=rights[row.pop("right")],
        listings=[f"https://market.example/listing/{reference[-3:]}{part}" for part in (1, 2)],
        right_text=complainant.record.complaint_right,
        statement=complainant.record.complaint_statement,
        **row,
    )


def _transaction(external_id: str, row: dict[str, Any], world: World) -> Transaction:
    made = Transaction.objects.create(
        external_id=external_id,
        buyer=world.users[row["buyer"]],
        seller=world.users[row["seller"]],
        status=row["status"],
    )
    for name, is_partial in (("performed", False), ("partly", True)):
        for party, kind in row.get(name, {}).items():
            at = row["made_at"] + timedelta(hours=3)
            Performance.objects.create(
                transaction=made, party=world.users[party], kind=kind, is_partial=is_partial, at=at
            )
    return made


def _consent(row: dict[str, Any], world: World) -> None:
    items = row.pop("items")
    consent = Consent.objects.create(
        subject=world.users[row.pop("subject")],
        recipient_organisation=world.organisations[row.pop("to")],
        purpose_key=normalised(row["purpose"]),
        **row,
    )
    ConsentItem.objects.bulk_create(
        ConsentItem(consent=consent, item=item, detail=detail) for item, detail in items.items()
    )
