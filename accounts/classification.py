"""How a column says what it is: every field of every model here is classified beside its declaration (STYLE 12)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import models


@dataclass(frozen=True, slots=True)
class CatalogueItem:
    """A member's personal data that a release may carry, under one of these catalogue keys (DESIGN 2)."""

    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NeverReleased:
    """Personal or secret, and given to no third party on any basis; the reason says why it is kept."""

    reason: str


@dataclass(frozen=True, slots=True)
class NotPersonal:
    """Nothing about a member that a recipient could want; the reason says so."""

    reason: str


Classification = CatalogueItem | NeverReleased | NotPersonal
Classified = Mapping[str, Classification]


def item(*keys: str) -> CatalogueItem:
    """Classify a column that holds these catalogue items: one, or one of several that the row itself names."""
    return CatalogueItem(keys)


def not_personal(reason: str, *fields: str) -> Classified:
    """Classify these fields alike, as nothing that a release could carry."""
    return dict.fromkeys(fields, NotPersonal(reason))


def never_released(reason: str, *fields: str) -> Classified:
    """Classify these fields alike, as kept for the desk's own use and given to nobody."""
    return dict.fromkeys(fields, NeverReleased(reason))


def classified_fields(*, model: type[models.Model]) -> Classified:
    """The classification that the model declares; empty when it declares none."""
    declared: Classified = getattr(model, "CLASSIFIED", {})
    return declared


def unclassified_fields(*, model: type[models.Model]) -> frozenset[str]:
    """Names of the model's own columns and links that its declaration passes over."""
    return _field_names(model) - frozenset(classified_fields(model=model))


def stale_classifications(*, model: type[models.Model]) -> frozenset[str]:
    """Names that the declaration holds and the model no longer has."""
    return frozenset(classified_fields(model=model)) - _field_names(model)


def _field_names(model: type[models.Model]) -> frozenset[str]:
    return frozenset(field.name for field in (*model._meta.concrete_fields, *model._meta.many_to_many))
