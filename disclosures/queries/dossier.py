"""A case with all that a release asks of it: read, and read again when nothing of its own can have changed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.db.models import BigIntegerField, Exists, OuterRef

from accounts.composed import Composed, Given
from accounts.models import RoleAssignment
from disclosures.models import Case, Signature

COMES_WITH: Mapping[str, tuple[str, ...]] = {
    "filed_by": ("filed_by",),
    "recipient_user": ("recipient_user__organisation",),
    "recipient_organisation": ("recipient_organisation",),
    "engagement": ("engagement__partner",),
    "finding": ("finding",),
    "transaction": ("transaction",),
    "preservation": ("preservation",),
    "complaint": ("complaint__complainant__organisation", "complaint__right"),
}
"""The records that a case may name, each with what the facts ask of it."""

_NAMES = Composed(
    lambda: Case.objects.filter(pk=Given("case", BigIntegerField())).values_list(*COMES_WITH),
    guarded=True,  # by the case itself
)


def read(*, case_id: int) -> Case:
    """The case with the records it names, and no others: the database plans a join of all it could name for long.

    Raises ``Case.DoesNotExist``.
    """
    names = _NAMES.first(case=case_id)
    if names is None:
        raise Case.DoesNotExist
    return _read(case_id, dict(zip(COMES_WITH, names, strict=True)))


def read_again(case: Case) -> Case:
    """The same case after it was taken as it was read: what is its own is the same, its records and people are new."""
    anew = _read(case.pk, {name: getattr(case, f"{name}_id") for name in COMES_WITH})
    # Whoever changes one of these takes the case, so that taking it has shown that they are the same.
    anew.asked_rows, anew.narrowed_rows = case.asked_rows, case.narrowed_rows
    return anew


def _read(case_id: int, names: Mapping[str, int | None]) -> Case:
    (case,) = _with(tuple(path for record, paths in COMES_WITH.items() if names[record] for path in paths)).rows(
        case=case_id
    )
    return case


def signatures_of(case: Case) -> list[Any]:
    """The standing signatures of this round in the order of the route; each says whether its role is still held."""
    return _SIGNATURES.rows(case=case.pk, version=case.version)


_SIGNATURES = Composed(
    lambda: (
        Signature.objects.live()
        .filter(case=Given("case", BigIntegerField()), version=Given("version", BigIntegerField()))
        .annotate(is_role_held=Exists(RoleAssignment.objects.filter(user=OuterRef("by"), role=OuterRef("role"))))
        .select_related("by__organisation")
        .order_by("position")
    )
)


@cache
def _with(records: tuple[str, ...]) -> Composed[Case]:
    return Composed(lambda: Case.objects.filter(pk=Given("case", BigIntegerField())).select_related(*records))
