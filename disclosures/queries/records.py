"""What the records say about one subject, as yes/no answers and codes; no value of theirs is read here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import BigIntegerField, DateField, Q

from accounts.composed import Composed, Given
from accounts.models import Consent, MemberRecord, User
from accounts.models.consent import ConsentQuerySet
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.clocks import local_date
from disclosures.domain.extents import Detail, Extent, Period
from disclosures.models import Case

ADULT_YEARS = 18


@dataclass(frozen=True, slots=True)
class Person:
    """The answers about one subject; for somebody the desk does not know, the same work answers no."""

    minor: bool
    protected: bool
    preferred: ItemKey | None


CHANNELS: Mapping[str, ItemKey] = {"phone": ItemKey.CONTACT_PHONE, "email": ItemKey.CONTACT_EMAIL}


def person(subject: User | None, *, filed_at: datetime) -> Person:
    """Minor at the filing, flagged protected, preferred channel."""
    row = _ABOUT.first(subject=subject.pk if subject else 0, born_after=_eighteen_years_before(filed_at))
    minor, protected_at, preferred = row or (False, None, "")
    return Person(
        minor=bool(minor), protected=bool(minor) or protected_at is not None, preferred=CHANNELS.get(preferred)
    )


_ABOUT = Composed(
    lambda: (
        MemberRecord.objects.filter(subject_id=Given("subject", BigIntegerField()))
        .annotate(is_minor=Q(date_of_birth__gt=Given("born_after", DateField())))
        .values_list("is_minor", "protected_at", "preferred_channel")
    )
)


def _eighteen_years_before(at: datetime) -> object:
    day = local_date(at)
    if (day.month, day.day) == (2, 29):
        day = day.replace(day=28)
    return day.replace(year=day.year - ADULT_YEARS)


def consents_for(case: Case, subject: User | None, *, at: datetime) -> ConsentQuerySet:
    """Live consents of the subject to this recipient and purpose, in the same words (P3a)."""
    return Consent.objects.live(at=at).filter(
        subject_id=subject.pk if subject else 0,
        recipient_user_id=case.recipient_user_id,
        recipient_organisation_id=case.recipient_organisation_id,
        purpose_key=case.purpose_key,
    )


COVERED = ("items__item", "items__detail", "items__start_at", "items__end_at")


def consented(
    case: Case, subject: User | None, *, items: Mapping[ItemKey, Extent], at: datetime
) -> dict[ItemKey, Extent]:
    """What the live consents cover of what is asked.

    Two consents to one item are never added up: the wider counts, and of two where neither is, the newer.
    """
    rows = consents_for(case, subject, at=at).filter(items__item__in=items).order_by("given_at", "pk")
    covered: dict[ItemKey, Extent] = {}
    for key, word, start, end in rows.values_list(*COVERED):
        item, given = ItemKey(key), Extent(Detail.of(word), Period(start, end))
        if (given & items[item]).is_nothing or (item in covered and given <= covered[item]):
            continue
        covered[item] = given
    return covered
