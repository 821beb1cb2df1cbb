"""The register of where data went: each release, from which country to which, and on which ground (P4)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Q, QuerySet

from accounts.models import User
from disclosures.domain.catalogue import ItemKey, in_order
from disclosures.domain.extents import Detail
from disclosures.models import Release
from disclosures.policies import visibility

RELATED = ("case__recipient_organisation",)
PERSON = "person"
CROSSED = ~Q(countries_from=F("country_to"))
"""True of a release of which anything was stored in another country than it went to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which part of the register: by country, only across a border or only within one, of a half-open time."""

    from_country: str = ""
    to_country: str = ""
    abroad: bool | None = None
    since: datetime | None = None
    until: datetime | None = None


EVERYTHING = Wanted()


def register(by: User, *, at: datetime, wanted: Wanted = EVERYTHING) -> QuerySet[Release]:
    """What was released by ``at``, without the cases to which ``by`` is a party by any account (DESIGN 5.10)."""
    rows = Release.objects.filter(released_at__lte=at, case__in=visibility.cases_worked_by(by))
    if wanted.from_country:
        # Countries are pairs of capitals with a space between, so that no pair is part of two.
        rows = rows.filter(countries_from__contains=wanted.from_country)
    if wanted.to_country:
        rows = rows.filter(country_to=wanted.to_country)
    if wanted.abroad is not None:
        rows = rows.filter(CROSSED if wanted.abroad else ~CROSSED)
    if wanted.since is not None:
        rows = rows.filter(released_at__gte=wanted.since)
    if wanted.until is not None:
        rows = rows.filter(released_at__lt=wanted.until)
    return rows.select_related(*RELATED)


def went_from(manifest: Mapping[str, Any]) -> dict[str, list[ItemKey]]:
    """For each country that something left from, the items that did."""
    found: dict[str, set[ItemKey]] = {}
    for row in _leaving(manifest):
        found.setdefault(row["stored_in"], set()).add(ItemKey(row["item"]))
    return {country: list(in_order(items)) for country, items in sorted(found.items())}


def _leaving(manifest: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    return (row for row in manifest.get("items", ()) if row["detail"] != Detail.NONE.word)


def recipient_kind(release: Release) -> str:
    """Of an organisation its kind; a person is a person, and nobody by name."""
    organisation = release.case.recipient_organisation
    return organisation.kind if organisation else PERSON


def is_country(word: str) -> bool:
    """True of two capital letters, as ISO 3166-1 writes a country."""
    return re.fullmatch(r"[A-Z]{2}", word) is not None
