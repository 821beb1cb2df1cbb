"""Minimum necessary for one subject: the meet of what the basis, the records and people's narrowings allow."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from disclosures.domain.catalogue import ItemKey, is_sensitive
from disclosures.domain.constraints import Bound, Constraint, leaving
from disclosures.domain.extents import NOTHING, Extent
from disclosures.domain.permissions import Rule
from disclosures.domain.reasons import Family, Reason
from disclosures.domain.situation import Situation

Asked = Mapping[ItemKey, Extent]


def permitted(rules: Collection[Rule], *, asked: Asked, situation: Situation) -> dict[ItemKey, Bound]:
    """What basis, transfer rules, consent and instrument leave, before anybody narrows and whatever is held."""
    return leaving(asked, _by_rules(rules, asked, situation))


def decided(rules: Collection[Rule], *, asked: Asked, situation: Situation) -> dict[ItemKey, Bound]:
    """What may leave after people narrowed: this is what a signature approves."""
    return leaving(asked, [*_by_rules(rules, asked, situation), *_by_people(situation)])


def released(
    rules: Collection[Rule],
    *,
    asked: Asked,
    situation: Situation,
    signed: Mapping[ItemKey, tuple[Extent, Reason | None]],
    held: Collection[ItemKey],
) -> dict[ItemKey, Bound]:
    """The lesser of what was signed and what holds now, of what is held (DESIGN 4).

    ``signed`` is what the last signature approved per item with the reason for what it cut; an item missing there
    was not approved at all.
    """
    constraints = [*_by_rules(rules, asked, situation), *_by_people(situation)]
    for item in asked:
        extent, reason = signed.get(item, (NOTHING, None))
        constraints.append(Constraint(item, extent, reason or Reason.DECLINED_BY_REVIEWER, Family.DECIDED))
    before_held = leaving(asked, constraints)
    for item, bound in before_held.items():
        if not bound.extent.is_nothing and item not in held:
            constraints.append(Constraint(item, NOTHING, Reason.NOT_HELD, Family.HELD))
    return leaving(asked, constraints)


def _by_rules(rules: Collection[Rule], asked: Asked, situation: Situation) -> Iterator[Constraint]:
    for rule in rules:
        yield from rule.constraints(asked, situation)
    for item in situation.may_not_cross & set(asked):
        yield Constraint(item, NOTHING, Reason.TRANSFER_NOT_ALLOWED, Family.PERMITTED)


def _by_people(situation: Situation) -> Iterator[Constraint]:
    for item, extent in situation.narrowed:
        yield Constraint(item, extent, Reason.DECLINED_BY_REVIEWER, Family.DECIDED)


def leaves_sensitive(bounds: Mapping[ItemKey, Bound], *, minor: bool) -> bool:
    """True when anything of a sensitive item would leave: adds the privacy officer to the route."""
    return any(not bound.extent.is_nothing and is_sensitive(item, minor=minor) for item, bound in bounds.items())


def leaves_something(bounds: Mapping[ItemKey, Bound]) -> bool:
    """True when anything at all would leave."""
    return any(not bound.extent.is_nothing for bound in bounds.values())


def leaves_all_asked(bounds: Mapping[ItemKey, Bound]) -> bool:
    """True when every item leaves with the detail and period asked."""
    return all(bound.extent == bound.asked for bound in bounds.values())
