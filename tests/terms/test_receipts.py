"""A consent has one recipient and one purpose, and its receipt is one that other systems can read (P3a)."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from accounts.models import Consent, User

SCHEMA = json.loads((Path(__file__).parent / "consent_receipt.schema.json").read_text(encoding="utf-8"))
GIVEN = {
    "recipient": {"organisation": "travelco"},
    "purpose": "holiday offers",
    "items": {"contact.email": "masked", "identity.legal_name": "full"},
    "until": "2099-01-01",
}


def give(cast, **changes):
    return cast("bo").post("/consents/", GIVEN | changes)


def receipt(cast, name="bo", **changes):
    ident = give(cast, **changes).json()["id"]
    return cast(name).get(f"/consents/{ident}/receipt/")


def test_a_receipt_has_every_field_that_the_standard_requires(cast):
    found = receipt(cast).json()
    jsonschema.validate(found, SCHEMA, format_checker=jsonschema.FormatChecker())
    (purpose,) = found["services"][0]["purposes"]
    assert purpose["purpose"] == "holiday offers"
    assert purpose["thirdPartyName"] == "travelco"
    assert purpose["piiCategory"] == ["contact.email (user.contact.email), masked", "identity.legal_name (user.name)"]
    assert found["consentTimestamp"] == int(Consent.objects.latest("pk").given_at.timestamp())
    assert (found["sensitive"], found["spiCat"]) == (False, [])


def test_a_sensitive_item_is_named_as_one(cast):
    found = receipt(cast, items={"payment.account": "masked"}).json()
    jsonschema.validate(found, SCHEMA)
    assert (found["sensitive"], found["spiCat"]) == (True, ["payment.account"])


def test_a_recipient_whom_the_desk_does_not_know_is_named_as_the_member_did(cast):
    found = receipt(cast, recipient={"person": "Aunt Hua"}).json()
    jsonschema.validate(found, SCHEMA)
    assert found["services"][0]["purposes"][0]["thirdPartyName"] == "Aunt Hua"


def test_a_withdrawal_does_not_change_what_was_agreed(cast):
    ident = give(cast).json()["id"]
    before = cast("bo").get(f"/consents/{ident}/receipt/").json()
    cast("bo").post(f"/consents/{ident}/withdraw/")
    assert cast("bo").get(f"/consents/{ident}/receipt/").json() == before


@pytest.mark.parametrize("name", ["mei", "tom"])
def test_somebody_else_s_receipt_is_as_unknown_as_none(cast, name):
    assert receipt(cast, name).status_code == 404


@pytest.mark.parametrize(
    "bundle",
    [
        {"purpose": ["holiday offers", "a survey"]},
        {"recipient": [{"organisation": "travelco"}, {"organisation": "court"}]},
        {"purpose": "holiday offers; a survey"},
        {"purpose": "度假优惠；问卷调查"},
        {"purpose": "holiday offers\na survey"},
    ],
)
def test_several_purposes_or_recipients_in_one_consent_are_refused(cast, bundle):
    answer = give(cast, **bundle)
    assert (answer.status_code, answer.json()["code"]) == (422, "consent_bundled")
    assert not Consent.objects.filter(subject__name="bo").exists()


def test_a_mark_at_the_end_is_no_second_purpose(cast):
    assert give(cast, purpose="holiday offers;").status_code == 201


def test_somebody_who_is_called_otherwise_later_stays_as_the_member_named_them(cast):
    ident = give(cast, recipient={"person": "mei"}).json()["id"]
    User.objects.filter(name="mei").update(name="mei2")
    found = cast("bo").get(f"/consents/{ident}/receipt/").json()
    assert found["services"][0]["purposes"][0]["thirdPartyName"] == "mei"
