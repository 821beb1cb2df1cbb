"""Builds what the rules look at: the situation of each subject, and the circumstances of the case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from accounts.models import User
from disclosures.domain import necessity
from disclosures.domain.catalogue import ItemKey, expand
from disclosures.domain.constraints import Bound
from disclosures.domain.errors import SourceProblem
from disclosures.domain.extents import ALL, Extent, Period
from disclosures.domain.facts import Circumstance
from disclosures.domain.instants import period
from disclosures.domain.particulars import InstrumentKind
from disclosures.domain.situation import Instrument, Situation
from disclosures.models import Case
from disclosures.queries import asked as asking
from disclosures.queries import channels, crossing, records
from disclosures.sources import Context


@dataclass(frozen=True, slots=True)
class View:
    """One subject of a case: who it is, if the desk knows, and what the records say."""

    position: int
    named: str
    subject: User | None
    situation: Situation


@dataclass(frozen=True, slots=True)
class Picture:
    """A case as the rules see it at one moment."""

    case: Case
    asked: Mapping[ItemKey, Extent]
    views: tuple[View, ...]
    circumstances: frozenset[Circumstance]
    unanswered: tuple[SourceProblem, ...] = ()
    """Of sources that could not say what is held. Until the release that matters to nobody: it asks again."""

    def permitted(self) -> dict[int, dict[ItemKey, Bound]]:
        """Per subject: what basis, transfer, consent and instrument leave, before anybody narrows."""
        return {
            view.position: necessity.permitted(self.case.rules.may_leave, asked=self.asked, situation=view.situation)
            for view in self.views
        }

    def decided(self) -> dict[int, dict[ItemKey, Bound]]:
        """Per subject: what may leave after people narrowed."""
        return {
            view.position: necessity.decided(self.case.rules.may_leave, asked=self.asked, situation=view.situation)
            for view in self.views
        }


def context_of(case: Case) -> Context:
    """Which records of a subject a case is about: one complaint's own statement, never another's."""
    return Context(complaint_id=case.complaint_id)


def picture(case: Case, *, at: datetime) -> Picture:
    """Reads everything the rules need; the same work whether a subject is known or not."""
    rules, wanted = case.rules, asking.asked(case)
    narrowed = asking.narrowed(case)
    common = _circumstances(case, at=at)
    views, minors_and_flags, unanswered = [], set[Circumstance](), list[SourceProblem]()
    for row in case.named:
        person = records.person(row.subject, filed_at=case.submitted_at or at)
        if person.protected:
            minors_and_flags.add(Circumstance.PROTECTED)
        channel = channels.of(case, row.subject, preferred=person.preferred, wanted=wanted)
        if channel.unanswered:
            unanswered.append(channel.unanswered)
        situation = Situation(
            filed_at=case.submitted_at or at,
            purpose=case.purpose_key,
            recipient_kind=str(case.particulars.get("recipient_kind", "")),
            circumstances=common,
            minor=person.minor,
            consented=records.consented(case, row.subject, items=wanted, at=at) if rules.subject_may_answer else {},
            opted_in=_keys(case.complaint.pass_on) if case.complaint else frozenset(),
            engaged_items=_keys(case.engagement.items) if case.engagement else frozenset(),
            instrument=_instrument(case),
            acts=Period(case.finding.acted_from, case.finding.acted_to) if case.finding else ALL,
            channel=channel.item,
            may_not_cross=crossing.stopped(case, row.subject, wanted=wanted),
            sentences=_sentences(case),
            narrowed=narrowed,
        )
        views.append(View(position=row.position, named=row.named, subject=row.subject, situation=situation))
    found = Picture(case, wanted, tuple(views), common | minors_and_flags, tuple(unanswered))
    return _with_sensitive(found)


def _with_sensitive(found: Picture) -> Picture:
    permitted = found.permitted()
    if any(necessity.leaves_sensitive(permitted[v.position], minor=v.situation.minor) for v in found.views):
        return replace(found, circumstances=found.circumstances | {Circumstance.SENSITIVE_ASKED})
    return found


def _circumstances(case: Case, *, at: datetime) -> frozenset[Circumstance]:
    found = set[Circumstance]()
    engagement = case.engagement
    if engagement is not None and engagement.standing_at is not None and engagement.is_active(at=at):
        found.add(Circumstance.STANDING_APPROVAL)
    if case.particulars.get("emergency"):
        found.add(Circumstance.EMERGENCY)
    if case.hold_until is not None and at < case.hold_until:
        found.add(Circumstance.TELLING_FORBIDDEN)
    if any(row.item == ItemKey.CONTACT_POSTAL_ADDRESS for row in case.asked_rows):
        found.add(Circumstance.ADDRESS_ASKED)
    return frozenset(found)


def _keys(words: list[str]) -> frozenset[ItemKey]:
    return frozenset(key for word in words for key in expand(word))


def _instrument(case: Case) -> Instrument:
    paper = case.particulars.get("instrument") or {}
    kind = str(paper.get("kind"))
    return Instrument(
        kind=InstrumentKind(kind) if kind in [*InstrumentKind] else None,
        items=named_items(paper.get("items") or ()),
        period=period(paper.get("period")),
    )


def named_items(words: Iterable[object]) -> frozenset[ItemKey]:
    """The items a paper names, by key or as ``contact.*``; what is no item of the catalogue names nothing."""
    found = set[ItemKey]()
    for word in words:
        with suppress(ValueError):
            found |= expand(str(word))
    return frozenset(found)


def _sentences(case: Case) -> frozenset[ItemKey]:
    because = case.particulars.get("because") or {}
    return frozenset(ItemKey(key) for key, text in because.items() if key in [*ItemKey] and str(text).strip())
