"""What waits around a preservation: its signatures, its snapshot, its extension, and its end by the clock (P3c)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet

from disclosures.domain import waits
from disclosures.domain.words import _
from disclosures.models import Preservation
from disclosures.models.preservation import PreservationQuerySet
from disclosures.policies import registers
from disclosures.queries.waiting.of_cases import later
from disclosures.queries.waiting.way import Actor, Reader, Way


def _readable(reader: Reader) -> PreservationQuerySet:
    """Without those in which the reader is named, by any account, or whose authority they are of."""
    seen = registers.preservations_at_desk(reader.by).exclude(filed_by__in=reader.accounts)
    return Preservation.objects.filter(pk__in=seen.exclude(authority__people__in=reader.accounts).values("pk"))


def _asked(reader: Reader) -> QuerySet[Any]:
    return _readable(reader).unsigned()


def _unkept(reader: Reader) -> QuerySet[Any]:
    return _readable(reader).unkept()


def _kept(reader: Reader) -> QuerySet[Any]:
    return _readable(reader).kept().exclude(pk__in=_extension(reader).values("pk"))


def _extension(reader: Reader) -> QuerySet[Any]:
    return _readable(reader).extendable()


WAYS = (
    Way(
        kind="preservation_asked",
        says=_("A preservation to be signed: what is not kept yet can vanish; after 30 days it ends unsigned"),
        who=Actor.LEGAL_STAFF,
        about="preservation",
        rows=_asked,
        reference="reference",
        since="asked_at",
        due_at=later("asked_at", waits.PRESERVATION_SIGNED),
    ),
    Way(
        kind="preservation_unkept",
        says=_("A preservation that is signed and whose snapshot is not taken yet"),
        who=Actor.ADMINISTRATOR,
        about="preservation",
        rows=_unkept,
        reference="reference",
        since="signed_at",
        due_at=later("signed_at", timedelta(hours=1)),
    ),
    Way(
        kind="preservation_extension",
        says=_("The one extension of a preservation, to be given before it ends"),
        who=Actor.SUPERVISOR,
        about="preservation",
        rows=_extension,
        reference="reference",
        since="extension_asked_at",
        due_at="until",
    ),
    Way(
        kind="preservation",
        says=_("A preservation that is destroyed on its day, unless a request stands on it"),
        who=Actor.NOBODY,
        about="preservation",
        rows=_kept,
        reference="reference",
        since="kept_from",
        due_at="until",
    ),
)
