"""The kinds of rule a basis is made of. Each turns what was asked and the situation into constraints (DESIGN 3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Protocol

from disclosures.domain.catalogue import CATALOGUE, ItemClass, ItemKey, expand, is_sensitive, is_series
from disclosures.domain.constraints import Constraint
from disclosures.domain.extents import ALL, EVERYTHING, NOTHING, Detail, Extent, Period
from disclosures.domain.facts import Circumstance
from disclosures.domain.particulars import InstrumentKind
from disclosures.domain.reasons import Family, Reason
from disclosures.domain.situation import Situation


class Rule(Protocol):
    """One sentence of "may leave"."""

    def constraints(self, asked: Iterable[ItemKey], situation: Situation) -> Iterator[Constraint]:
        """The bounds this rule puts on the items asked."""


def _items(patterns: Iterable[str]) -> frozenset[ItemKey]:
    return frozenset(key for pattern in patterns for key in expand(pattern))


def _withhold(items: Iterable[ItemKey], reason: Reason, family: Family) -> Iterator[Constraint]:
    return (Constraint(item, NOTHING, reason, family) for item in items)


@dataclass(frozen=True, slots=True)
class OutsidePolicyStays:
    """What the policy does not cover is never released here (P1x)."""

    def constraints(self, asked: Iterable[ItemKey], situation: Situation) -> Iterator[Constraint]:
        outside = (item for item in asked if CATALOGUE[item].item_class is ItemClass.OUTSIDE_POLICY)
        return _withhold(outside, Reason.OUTSIDE_POLICY, Family.PERMITTED)


@dataclass(frozen=True, slots=True)
class Listed:
    """Only these items, and for a purpose named, these as well."""

    items: tuple[str, ...]
    for_purpose: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def constraints(self, asked: Iterable[ItemKey], situation: Situation) -> Iterator[Constraint]:
        allowed = _items(self.items + self.for_purpose.get(situation.purpose, ()))
        return _withhold(set(asked) - allowed, Reason.NOT_PERMITTED_BY_BASIS, Family.PERMITTED)


@dataclass(frozen=True, slots=True)
class ListedByRecipient:
    """Only what this kind of recipient may have (P3d)."""

    items: Mapping[str, tuple[str, ...]]

    def constraints(self, asked: Iterable[ItemKey], situation: Situation) -> Iterator[Constraint]:
        allowed = _items(self.items.get(situation.recipient_kind, ()))
        return _withhold(set(asked) - allowed, Reason.NOT_PERMITTED_BY_BASIS, Family.PERMITTED)


@dataclass(frozen=True, slots=True)
class WithinActs:
    """Series items within the time of the acts only (P3d)."""

    items: tuple[str, ...]

    def constraints(self, asked: Iterable[ItemKey], situation: Situation) -> Iterator[Constraint]:
        extent = Extent(Detail.FULL, situation.acts)
        for item in set(asked) & _items(self.items):
            yield Constraint(item, extent, Reason.OUTSIDE_PERIOD, Family.PERMITTED)


@dataclass(frozen=True, slots=True)
class EngagedItems:
    """The engagement's own list, and never a sensitive item (P3b)."""

    def constraints(self, asked: Iterable[ItemKey], situation: Situation) -> Iterator[Constraint]:
        beyond = {
            item for item in asked if item not in situation.engaged_items or is_sensitive(item, minor=situation.minor)
        }
        return _withhold(beyond, Reason.NOT_PERMITTED_BY_BASIS, Family.PERMITTED)


@dataclass(frozen=True, slots=True)
class SensitiveNeedsItsSentence:
    """A sensitive item leaves only with a sentence of its own that says why (P3g)."""

    def constraints(self, asked: Iterable[ItemKey], situation: Situation) -> Iterator[Constraint]:
        unsaid = {
            item for item in asked if is_sensitive(item, minor=situation.minor) and item not in situation.sentences
        }
        return _withhold(unsaid, Reason.NOT_PERMITTED_BY_BASIS, Family.PERMITTED)


@dataclass(frozen=True, slots=True)
class Consented:
    """What a live consent covers, as far as the member gave it (P3a)."""

    def constraints(self, asked: Iterable[ItemKey], situation: Situation) -> Iterator[Constraint]:
        for item in asked:
            extent = situation.consented.get(item, NOTHING)
            reason = Reason.NOT_CONSENTED if extent.is_nothing else Reason.NARROWED_BY_SUBJECT
            yield Constraint(item, extent, reason, Family.CONSENTED)


@dataclass(frozen=True, slots=True)
class OptedIn:
    """These leave only if the person ticked each (P3e)."""

    items: tuple[str, ...]

    def constraints(self, asked: Iterable[ItemKey], situation: Situation) -> Iterator[Constraint]:
        unticked = (set(asked) & _items(self.items)) - situation.opted_in
        return _withhold(unticked, Reason.NOT_OPTED_IN, Family.CONSENTED)


@dataclass(frozen=True, slots=True)
class OneChannel:
    """One working channel is enough (P3f); the situation says which, chosen before any narrowing."""

    items: tuple[str, ...]

    def constraints(self, asked: Iterable[ItemKey], situation: Situation) -> Iterator[Constraint]:
        if situation.channel is None:
            return iter(())
        others = (set(asked) & _items(self.items)) - {situation.channel}
        return _withhold(others, Reason.ONE_CHANNEL_ENOUGH, Family.PERMITTED)


@dataclass(frozen=True, slots=True)
class UnderInstrument:
    """What the paper's strength opens, what it names, within its period (P3c); not asked in an emergency."""

    opens: Mapping[InstrumentKind, tuple[str, ...]]
    if_named: Mapping[InstrumentKind, tuple[ItemClass, ...]]

    def constraints(self, asked: Iterable[ItemKey], situation: Situation) -> Iterator[Constraint]:
        if Circumstance.EMERGENCY in situation.circumstances:
            return
        paper = situation.instrument
        ever = frozenset().union(*(self._opened_by(kind) for kind in InstrumentKind))
        now = self._opened_by(paper.kind) if paper.kind else frozenset()
        for item in asked:
            if item not in ever:
                yield Constraint(item, NOTHING, Reason.NOT_PERMITTED_BY_BASIS, Family.PERMITTED)
            elif item not in now:
                yield Constraint(item, NOTHING, Reason.INSTRUMENT_TOO_WEAK, Family.INSTRUMENT)
            if item not in paper.items:
                yield Constraint(item, NOTHING, Reason.OUTSIDE_INSTRUMENT, Family.INSTRUMENT)
            if is_series(item):
                period = ALL if paper.period is None else paper.period
                yield Constraint(item, Extent(Detail.FULL, period), Reason.OUTSIDE_PERIOD, Family.INSTRUMENT)

    def _opened_by(self, kind: InstrumentKind) -> frozenset[ItemKey]:
        by_class = {item for item in ItemKey if CATALOGUE[item].item_class in self.if_named.get(kind, ())}
        return _items(self.opens.get(kind, ())) | by_class


@dataclass(frozen=True, slots=True)
class InEmergency:
    """In an emergency only what meets the danger (P3c): these items, and these of the last hours before the filing."""

    items: tuple[str, ...]
    recent: Mapping[str, timedelta]

    def constraints(self, asked: Iterable[ItemKey], situation: Situation) -> Iterator[Constraint]:
        if Circumstance.EMERGENCY not in situation.circumstances:
            return
        allowed = _items(self.items) | _items(self.recent)
        yield from _withhold(set(asked) - allowed, Reason.NOT_PERMITTED_BY_BASIS, Family.PERMITTED)
        for pattern, length in self.recent.items():
            period = Period(situation.filed_at - length, situation.filed_at)
            for item in set(asked) & expand(pattern):
                yield Constraint(item, Extent(Detail.FULL, period), Reason.OUTSIDE_PERIOD, Family.PERMITTED)


@dataclass(frozen=True, slots=True)
class Anything:
    """No list: what was asked, as far as the other rules let it."""

    def constraints(self, asked: Iterable[ItemKey], situation: Situation) -> Iterator[Constraint]:
        return (Constraint(item, EVERYTHING, Reason.NOT_PERMITTED_BY_BASIS, Family.PERMITTED) for item in asked)
