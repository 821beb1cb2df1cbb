"""A consent's receipt, in the shape of the Kantara Initiative's Consent Receipt Specification 1.1.0 (P3a)."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from accounts.models import Consent, ConsentItem
from disclosures.domain.catalogue import CATALOGUE, ItemKey, is_sensitive
from disclosures.domain.extents import Detail
from disclosures.domain.instants import text

VERSION = "KI-CR-v1.1.0"
JURISDICTION = "CN"
METHOD = "Given by the member, signed in with their own account, at the disclosure desk"
SERVICE = "Disclosure to a third party with the member's consent (privacy policy, clause 3(a))"
CATEGORY = "Disclosure to a named recipient at the member's wish"


def receipt(consent: Consent) -> dict[str, Any]:
    """What the member agreed to, as it was agreed; a withdrawal does not change it."""
    items = sorted(consent.items.all(), key=lambda row: row.item)
    sensitive = [row.item for row in items if is_sensitive(ItemKey(row.item), minor=False)]
    return {
        "version": VERSION,
        "jurisdiction": JURISDICTION,
        "consentTimestamp": int(consent.given_at.timestamp()),
        "collectionMethod": METHOD,
        "consentReceiptID": str(consent.public_id),
        "language": "en",
        "piiPrincipalId": consent.subject.name,
        "piiControllers": [_controller()],
        "policyUrl": f"{settings.DESK_URL}/policy/privacy_policy/",
        "services": [{"service": SERVICE, "purposes": [_purpose(consent, items)]}],
        "sensitive": bool(sensitive),
        "spiCat": sensitive,
    }


def _controller() -> dict[str, Any]:
    company = settings.DESK_COMPANY
    return {
        "piiController": company["name"],
        "onBehalf": False,
        "contact": company["contact"],
        "address": {"streetAddress": company["address"], "addressCountry": JURISDICTION},
        "email": company["email"],
        "phone": company["phone"],
        "piiControllerUrl": settings.DESK_URL,
    }


def _purpose(consent: Consent, items: list[ConsentItem]) -> dict[str, Any]:
    return {
        "purpose": consent.purpose,
        "purposeCategory": [CATEGORY],
        "consentType": "EXPLICIT",
        "piiCategory": [_category(row) for row in items],
        "primaryPurpose": True,
        "termination": f"{text(consent.until)}, or earlier when the member withdraws it",
        "thirdPartyDisclosure": True,
        "thirdPartyName": consent.recipient_as_agreed,
    }


def _category(row: ConsentItem) -> str:
    """The item, its category in the Fideslang taxonomy, and how much of it where that is not all."""
    words = f"{row.item} ({CATALOGUE[ItemKey(row.item)].category})"
    return words if row.detail == Detail.FULL.word else f"{words}, {row.detail}"
