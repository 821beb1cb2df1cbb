"""Writes what the platform holds about members and complainants: given, received by itself, from partners, posted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any

from accounts.models import AccessRecord, ActivityRecord, MemberRecord, PartnerRecord, User
from disclosures.demo import reading
from disclosures.demo.people import SIGNED_UP
from disclosures.domain.catalogue import ItemKey
from disclosures.scenarios.world import World

WEEKS_OF_ACCESS = 11
ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
POSTED = (ItemKey.POSTED_PARTICIPATION, ItemKey.POSTED_TRANSACTIONS, ItemKey.POSTED_EVALUATIONS)
RECORDS_PARTNER = "Cedar Pay"


def write(*, world: World) -> None:
    """A value for every provided and partner item of everybody, and visits and posts of the last weeks."""
    people = reading.read("members.yaml", now=world.at) | reading.read("people.yaml", now=world.at)["complainants"]
    habits = reading.read("habits.yaml", now=world.at)
    draw = Random("paletten")  # noqa: S311 - the same invented visits on every machine; nothing secret
    visits: list[AccessRecord] = []
    activities: list[ActivityRecord] = []
    for number, (name, words) in enumerate(people.items(), 1):
        user = world.users[name]
        MemberRecord.objects.create(subject=user, **_record(number, words, world.at))
        visits += _visits(user, number, words, habits, draw, world.at)
        activities += _activities(user, habits, draw, world.at)
        PartnerRecord.objects.create(
            subject=user,
            partner=world.organisations[RECORDS_PARTNER],
            obtained_at=world.at - timedelta(days=draw.randrange(30, 300)),
            ground=PartnerRecord.Ground.CONTRACT_NECESSITY,
            article="PIPL 13(2)",
            profile=draw.choice(habits["profiles"]),
        )
    AccessRecord.objects.bulk_create(visits)
    ActivityRecord.objects.bulk_create(activities)


def _record(number: int, words: dict[str, Any], now: datetime) -> dict[str, Any]:
    line, city, postcode, country = words["address"]
    born = words["born"].date()
    return {
        "username": words["username"],
        "registered_at": now - SIGNED_UP + timedelta(days=number * 7, hours=number % 12),
        "legal_name": words["legal_name"],
        "date_of_birth": born,
        "government_id": _government_id(number, f"{born:%Y%m%d}"),
        "email": f"{words['username'].lower() if words['username'].isascii() else f'u{number:03d}'}@mail.example",
        "phone": words["phone"],
        "address_line": line,
        "address_city": city,
        "address_postcode": postcode,
        "address_country": country,
        "payment_account": f"6200990000{number:09d}",
        "complaint_right": words.get("right", f"Own photographs published as {words['username']}"),
        "complaint_statement": words.get("statement", "No complaint was filed so far."),
        "stored_in": words.get("stored_in", "CN"),
        "protected_at": now - timedelta(days=90) if words.get("protected") else None,
        "preferred_channel": words.get("channel", ""),
    }


def _government_id(number: int, born: str) -> str:
    """Of the shape of a resident identity number with a right check digit; the region 990000 was never given out."""
    first = f"990000{born}{number:03d}"
    total = sum(int(digit) * weight for digit, weight in zip(first, ID_WEIGHTS, strict=True))
    return first + "10X98765432"[total % 11]


def _visits(
    user: User, number: int, words: dict[str, Any], habits: dict[str, Any], draw: Random, now: datetime
) -> Iterator[AccessRecord]:
    device = draw.choice(habits["browsers"])
    language = habits["languages"].get(words.get("country", "CN"), "en")
    cookie = f"{draw.getrandbits(64):016x}"
    for _ in range(WEEKS_OF_ACCESS):
        yield AccessRecord(
            subject=user,
            at=now - timedelta(weeks=_, minutes=draw.randrange(30, 7 * 24 * 60)),
            ip_address=f"203.0.113.{number}" if number % 4 else f"2001:db8:77::{number:x}",
            language=language,
            page_requests="\n".join(draw.sample(habits["pages"], 3)),
            cookie_id=cookie,
            **device,
        )


def _activities(user: User, habits: dict[str, Any], draw: Random, now: datetime) -> Iterator[ActivityRecord]:
    texts = [(item, draw.choice(habits[item])) for item in POSTED]
    texts += [(ItemKey.SEARCH_KEYWORDS, words) for words in draw.sample(habits["searches"], 2)]
    if user.name in habits["breaches"]:
        texts.append((ItemKey.ENFORCEMENT_BREACHES, habits["breaches"][user.name]))
    if user.name in habits["measures"]:
        texts.append((ItemKey.ENFORCEMENT_MEASURES, habits["measures"][user.name]))
    for item, text in texts:
        at = now - timedelta(minutes=draw.randrange(60, 60 * 24 * 60))
        yield ActivityRecord(subject=user, item=item, at=at, text=text)
