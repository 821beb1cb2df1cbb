"""Picks the case that tells most of each basis, and reads its story from ledger, manifest, notices and grant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import and_
from typing import Any

from accounts.models import User
from disclosures import ledger
from disclosures.bases import REGISTRY
from disclosures.demo.walk import words
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.constraints import fitted
from disclosures.domain.extents import ALL, Detail, Extent, Period
from disclosures.domain.facts import Circumstance, Fact
from disclosures.domain.instants import parse_or_none
from disclosures.domain.permissions import Consented, OptedIn, UnderInstrument
from disclosures.domain.reasons import Family
from disclosures.models import LedgerEntry, Release

BY_CONSENT_OR_PAPER = (Consented, OptedIn, UnderInstrument)
"""Rules that ask what a person or a paper allows; a basis without any has nothing to say there."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One line of the case's chain: who did what under which role, and when."""

    at: datetime
    who: str
    role: str
    what: str


@dataclass(frozen=True, slots=True)
class ItemStory:
    """One item asked: how far each stage let it, and every reason that cut it."""

    subject: int
    item: ItemKey
    asked: Extent
    clause: Extent
    paper: Extent | None
    left: Extent
    reasons: tuple[str, ...]


def chosen() -> list[Release]:
    """Of each basis in force the release whose case shows most; a basis without any is left out."""
    found = []
    related = ("case__filed_by__organisation", "case__recipient_user", "case__recipient_organisation", "grant")
    for basis in REGISTRY.in_force:
        releases = Release.objects.filter(case__basis=basis.code).select_related(*related).order_by("pk")
        best = max(releases, key=_telling, default=None)
        if best is not None:
            found.append(best)
    return found


def _telling(release: Release) -> tuple[int, int, int]:
    rows = release.manifest["items"]
    reasons = {row["reason"] for row in rows if row["reason"]}
    return len({row["item"] for row in rows}), len(reasons), len(release.case.route)


def deeds(release: Release) -> Iterator[Deed]:
    """Everything that happened in the case, in order, from its ledger chain."""
    chain = ledger.chain_of(release.case).name
    entries = [entry.content for entry in LedgerEntry.objects.filter(chain=chain).order_by("seq")]
    actors = {entry["actor"] for entry in entries if entry["actor"].isdecimal()}
    people = {str(user.pk): user for user in User.objects.filter(pk__in=actors)}
    for entry in entries:
        if entry["event"] not in words.QUIET:
            user = people.get(entry["actor"])
            yield Deed(datetime.fromisoformat(entry["at"]), _name(user), _role(user, entry["body"]), _what(entry))


def _name(user: User | None) -> str:
    return "the desk" if user is None else user.name


def _role(user: User | None, body: dict[str, Any]) -> str:
    if body.get("role"):
        return words.of_code(str(body["role"]))
    return ", ".join(words.of_code(role) for role in sorted(user.roles)) if user else ""


def _what(entry: dict[str, Any]) -> str:
    said = {name: _plain(value) for name, value in entry["body"].items()}
    return words.EVENTS.get(entry["event"], words.of_code(entry["event"])).format_map(said)


def _plain(value: Any) -> str:
    codes = value if isinstance(value, list) else [value]
    return ", ".join(dict.fromkeys(words.of_code(str(code)) for code in codes))


def facts_shown(release: Release) -> list[str]:
    """The facts that counted; each was asked when the case was accepted and again by the release."""
    emergency = {Circumstance.EMERGENCY} if release.case.particulars.get("emergency") else set[Circumstance]()
    return [words.FACTS[fact] for fact in release.case.rules.asks(frozenset(emergency)) if fact in Fact]


def items(release: Release) -> list[ItemStory]:
    """Every item asked, subject by subject, as the release's manifest explains it."""
    on_paper = any(isinstance(rule, BY_CONSENT_OR_PAPER) for rule in release.case.rules.may_leave)
    return [_item(row, on_paper=on_paper) for row in release.manifest["items"]]


def _item(row: dict[str, Any], *, on_paper: bool) -> ItemStory:
    item, asked = ItemKey(row["item"]), _extent(row["asked"])
    cuts = [(Family[cut["rule"].upper()], _extent(cut)) for cut in row["bound_by"]]
    reasons = dict.fromkeys([row["reason"], *(cut["reason"] for cut in row["bound_by"])])
    return ItemStory(
        subject=row["subject"],
        item=item,
        asked=asked,
        clause=_after(item, asked, cuts, Family.PERMITTED),
        paper=_after(item, asked, cuts, Family.CONSENTED, Family.INSTRUMENT) if on_paper else None,
        left=_extent(row),
        reasons=tuple(reason for reason in reasons if reason),
    )


def _after(item: ItemKey, asked: Extent, cuts: list[tuple[Family, Extent]], *families: Family) -> Extent:
    return fitted(item, reduce(and_, (extent for family, extent in cuts if family in families), asked))


def _extent(row: dict[str, Any]) -> Extent:
    start, end = parse_or_none(row.get("from")), parse_or_none(row.get("to"))
    return Extent(Detail.of(row["detail"]), Period(start, end) if start or end else ALL)
