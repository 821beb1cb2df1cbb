"""The database refuses member data that cannot be: one test per constraint (STYLE 13)."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from accounts.models import ActivityRecord, MemberRecord, Organisation, PartnerRecord, User
from tests.sources.conftest import VISITED, fill


@pytest.fixture
def user(db) -> User:
    return User.objects.create_user(name="somebody")


def refuses(constraint: str, make) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make()


@pytest.mark.parametrize("country", ["", "C", "cn", "1A"])
def test_stored_in_is_a_country(user, country):
    refuses(
        "member_record_country_is_two_capitals", lambda: MemberRecord.objects.create(subject=user, stored_in=country)
    )


def test_the_preferred_channel_is_phone_or_email(user):
    refuses(
        "member_record_channel_is_known", lambda: MemberRecord.objects.create(subject=user, preferred_channel="fax")
    )


@pytest.mark.parametrize("part", ["address_line", "address_city", "address_country"])
def test_an_address_is_whole_or_absent(user, part):
    refuses("member_record_address_is_whole_or_absent", lambda: fill(user, "x", **{part: ""}))


def test_an_email_has_an_at(user):
    refuses("member_record_email_has_an_at", lambda: fill(user, "x", email="nobody"))


def test_a_person_has_one_record(user):
    fill(user, "x")
    with pytest.raises(IntegrityError), transaction.atomic():
        fill(user, "y")


@pytest.mark.parametrize(
    ("columns", "constraint"),
    [
        ({"ground": "because"}, "partner_record_ground_is_known"),
        ({"article": ""}, "partner_record_names_its_article"),
        ({"profile": ""}, "partner_record_holds_a_profile"),
        ({"partner": None}, "partner_id"),
        ({"obtained_at": None}, "obtained_at"),
    ],
)
def test_no_partner_record_without_its_lawful_ground(user, columns, constraint):
    whole = {
        "subject": user, "partner": Organisation.objects.create(name="courier", kind="partner"),
        "obtained_at": VISITED, "ground": "consent", "article": "PIPL 13(1)", "profile": "a profile",
    }  # fmt: skip
    refuses(constraint, lambda: PartnerRecord.objects.create(**{**whole, **columns}))


@pytest.mark.parametrize(
    ("columns", "constraint"),
    [
        ({"item": "contact.phone"}, "activity_record_item_is_known"),
        ({"text": ""}, "activity_record_says_something"),
    ],
)
def test_activity_is_what_the_policy_does_not_cover(user, columns, constraint):
    whole = {"subject": user, "item": "search.keywords", "at": VISITED, "text": "a lens"}
    refuses(constraint, lambda: ActivityRecord.objects.create(**{**whole, **columns}))
