"""A member with a value in every column, each of them unlike anything else, and the queries that a test made."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import AccessRecord, ActivityRecord, MemberRecord, Organisation, PartnerRecord, User

REGISTERED = datetime(2020, 5, 1, 4, tzinfo=UTC)
VISITED = datetime(2026, 2, 10, tzinfo=UTC)
AT = datetime(2026, 3, 2, 1, tzinfo=UTC)


def fill(user: User, tag: str, **changes: object) -> User:
    columns = {
        "username": f"{tag}-username", "registered_at": REGISTERED, "legal_name": f"{tag}-name",
        "date_of_birth": date(1990, 5, 17), "government_id": f"{tag}-government", "email": f"{tag}@example.com",
        "phone": f"+86{tag}", "address_line": f"{tag}-line", "address_city": f"{tag}-city",
        "address_postcode": f"{tag}-postcode", "address_country": "CN", "payment_account": f"{tag}-account",
        "complaint_right": f"{tag}-right", "complaint_statement": f"{tag}-statement",
    }  # fmt: skip
    MemberRecord.objects.create(subject=user, **{**columns, **changes})
    return user


def visit(user: User, at: datetime, **columns: object) -> AccessRecord:
    return AccessRecord.objects.create(subject=user, at=at, **columns)


@pytest.fixture
def mei(db) -> User:
    user = fill(User.objects.create_user(name="mei"), "canary")
    visit(
        user,
        VISITED,
        ip_address="203.0.113.7",
        browser_type="canary-browser",
        language="zh-CN",
        device_features="canary-device",
        page_requests="/canary-page",
        cookie_id="canary-cookie",
    )
    partner = Organisation.objects.create(name="courier", kind="partner")
    PartnerRecord.objects.create(
        subject=user,
        partner=partner,
        obtained_at=VISITED,
        ground="consent",
        article="PIPL 13(1)",
        profile="canary-profile",
    )
    for item in ActivityRecord.Item.values:
        ActivityRecord.objects.create(subject=user, item=item, at=VISITED, text=f"canary-{item}")
    return user


@pytest.fixture
def bo(db) -> User:
    """A member of whom nothing is held but the account."""
    user = User.objects.create_user(name="bo")
    MemberRecord.objects.create(subject=user, stored_in="DE")
    return user


@pytest.fixture
def queries():
    return lambda: CaptureQueriesContext(connection)
