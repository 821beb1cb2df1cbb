"""A member all of whose values are unique, so that any of them can be searched for anywhere."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import date, datetime

from accounts.models import AccessRecord, ActivityRecord, MemberRecord, PartnerRecord, User
from disclosures.domain.catalogue import ItemKey
from disclosures.models import Complaint

Canaries = dict[str, ItemKey]
"""What to search for, and the item it is a value of."""


def token() -> str:
    """Something that is nowhere else: letters only, so that no encoding changes it."""
    return "canary" + "".join(secrets.choice("bcdfghjkmnpqrstvwxz") for _ in range(12))


def digits(count: int) -> str:
    """A number that is nowhere else."""
    return "".join(secrets.choice("2345678") for _ in range(count))


def plant_member(subject: User, *, at: datetime) -> Canaries:
    """Give a subject a unique value of every item; return what to search for."""
    texts = {key: token() for key in ItemKey if key not in {ItemKey.ACCESS_VISITED_AT, ItemKey.ACCESS_IP_ADDRESS}}
    national, phone, account, address = (
        digits(18),
        digits(11),
        digits(16),
        f"2001:db8:{subject.pk:x}::{secrets.randbelow(60000) + 4096:x}",
    )
    born = date(1971 + subject.pk % 20, 3, 19)
    registered = datetime.fromisoformat(f"2019-07-03T04:05:{subject.pk % 60:02d}.123456+00:00")
    city, line = token(), texts[ItemKey.CONTACT_POSTAL_ADDRESS]
    MemberRecord.objects.filter(subject=subject).update(
        username=texts[ItemKey.ACCOUNT_USERNAME],
        legal_name=f"{texts[ItemKey.IDENTITY_LEGAL_NAME]} 金丝雀",
        registered_at=registered,
        date_of_birth=born,
        government_id=national,
        email=f"{texts[ItemKey.CONTACT_EMAIL]}@mail.example",
        phone=f"+86{phone}",
        address_line=f"{line} Road 8",
        address_city=city,
        payment_account=account,
        complaint_right=texts[ItemKey.COMPLAINT_RIGHT],
        complaint_statement=texts[ItemKey.COMPLAINT_STATEMENT],
    )
    Complaint.objects.filter(complainant=subject).update(
        right_text=texts[ItemKey.COMPLAINT_RIGHT], statement=texts[ItemKey.COMPLAINT_STATEMENT]
    )
    visited = datetime.fromisoformat(f"{at.date()}T03:14:{subject.pk % 60:02d}.654321+00:00")
    AccessRecord.objects.filter(subject=subject).delete()
    AccessRecord.objects.create(
        subject=subject,
        at=visited,
        ip_address=address,
        browser_type=f"Firefox {texts[ItemKey.ACCESS_BROWSER_TYPE]}",
        language=f"zh-{texts[ItemKey.ACCESS_LANGUAGE]}",
        device_features=texts[ItemKey.ACCESS_DEVICE_FEATURES],
        page_requests=f"/lens/{texts[ItemKey.ACCESS_PAGE_REQUESTS]}",
        cookie_id=texts[ItemKey.ACCESS_COOKIE_ID],
    )
    PartnerRecord.objects.filter(subject=subject).update(profile=texts[ItemKey.PARTNER_PROFILE])
    ActivityRecord.objects.filter(subject=subject).delete()
    told = [ItemKey(item) for item in ActivityRecord.Item.values]
    ActivityRecord.objects.bulk_create(
        ActivityRecord(subject=subject, item=item, at=visited, text=texts[item]) for item in told
    )
    numbers = {
        national: ItemKey.IDENTITY_GOVERNMENT_ID,
        phone: ItemKey.CONTACT_PHONE,
        account: ItemKey.PAYMENT_ACCOUNT,
        address: ItemKey.ACCESS_IP_ADDRESS,
        born.isoformat(): ItemKey.IDENTITY_DATE_OF_BIRTH,
        registered.strftime("%H:%M:%S.%f"): ItemKey.ACCOUNT_REGISTERED_AT,
        visited.strftime("%H:%M:%S.%f"): ItemKey.ACCESS_VISITED_AT,
        city: ItemKey.CONTACT_POSTAL_ADDRESS,
    }
    dropped = {ItemKey.IDENTITY_GOVERNMENT_ID, ItemKey.CONTACT_PHONE, ItemKey.PAYMENT_ACCOUNT}
    dropped |= {ItemKey.IDENTITY_DATE_OF_BIRTH, ItemKey.ACCOUNT_REGISTERED_AT}
    return {text: item for item, text in texts.items() if item not in dropped} | numbers


def found_in(place: bytes | str, canaries: Iterable[str]) -> set[str]:
    """Which of the canaries are there, in any case of letters."""
    text = place.decode("utf-8", "surrogateescape") if isinstance(place, bytes) else place
    text = text.casefold()
    return {canary for canary in canaries if canary.casefold() in text}
