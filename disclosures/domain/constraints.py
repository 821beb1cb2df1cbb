"""Constraints bind items; the explanation of an item lists every one that bound it (DESIGN 3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import and_

from disclosures.domain.catalogue import ItemKey, has_mask, is_series
from disclosures.domain.extents import ALL, Detail, Extent
from disclosures.domain.reasons import PRECEDENCE, Family, Reason


@dataclass(frozen=True, slots=True)
class Constraint:
    """One rule's upper bound on one item, with the code that names it when it cuts."""

    item: ItemKey
    extent: Extent
    reason: Reason
    family: Family


@dataclass(frozen=True, slots=True)
class Bound:
    """What may leave of one item, and every constraint that made it so."""

    item: ItemKey
    asked: Extent
    extent: Extent
    binding: tuple[Constraint, ...]

    @property
    def reason(self) -> Reason | None:
        """The one code wanted by manifests: ``None`` when all that was asked leaves.

        The first rule that alone leaves nothing names it; where none does, the periods did not meet, or
        the first rule that cut.
        """
        if self.extent == self.asked:
            return None
        if not self.extent.is_nothing:
            return self.binding[0].reason
        closing = [bound for bound in self.binding if bound.extent.is_nothing]
        return closing[0].reason if closing else Reason.OUTSIDE_PERIOD


def leaving(asked: Mapping[ItemKey, Extent], constraints: Iterable[Constraint]) -> dict[ItemKey, Bound]:
    """The meet of all constraints for each item asked; an item nobody asked for is never there.

    The order of ``constraints`` does not matter, and adding one never widens.
    """
    by_item: dict[ItemKey, list[Constraint]] = {item: [] for item in asked}
    for constraint in constraints:
        if constraint.item in by_item:
            by_item[constraint.item].append(constraint)
    return {item: _bound(item, asked[item], by_item[item]) for item in sorted(asked, key=list(ItemKey).index)}


def _bound(item: ItemKey, asked: Extent, constraints: list[Constraint]) -> Bound:
    wanted = fitted(item, asked)
    extent = reduce(and_, (fitted(item, constraint.extent) for constraint in constraints), wanted)
    binding = sorted(
        {constraint for constraint in constraints if not wanted <= fitted(item, constraint.extent)},
        key=lambda constraint: (
            PRECEDENCE[constraint.reason],
            constraint.extent.detail,
            repr(constraint.extent.period),
        ),
    )
    return Bound(item=item, asked=wanted, extent=extent, binding=tuple(binding))


def fitted(item: ItemKey, extent: Extent) -> Extent:
    """The extent as this item can have it: no mask gives existence, and only series items have a period."""
    detail = extent.detail
    if detail is Detail.MASKED and not has_mask(item):
        detail = Detail.EXISTENCE
    period = extent.period if is_series(item) or extent.period.is_empty else ALL
    return Extent(detail, period)
