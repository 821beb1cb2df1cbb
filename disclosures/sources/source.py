"""What every place that members' data is read from can do: the desk's own tables, a platform's database or API."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from accounts.models import User
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.extents import Extent
from disclosures.sources.values import Context, Value


class Source(Protocol):
    """Reads one subject's data, never more than the extents ask. A subject of ``None`` is a person nobody knows.

    For an unknown person a source does the same work and finds nothing (DESIGN 5.9).
    """

    @property
    def name(self) -> str:
        """The name that manifests show."""

    @property
    def keeps(self) -> frozenset[ItemKey]:
        """The items this source can hold."""

    def stores(self, *, subject: User | None) -> str:
        """The country (ISO 3166-1 alpha-2) whose servers hold this subject's data here (P4)."""

    def collect(
        self, *, subject: User | None, wanted: Mapping[ItemKey, Extent], context: Context
    ) -> Mapping[ItemKey, tuple[Value, ...]]:
        """The values of the items, each within its extent; an item without values may be left out.

        Detail ``existence`` reads no value. Items asked with ``masked`` have a masked form and come raw.
        """

    def held(self, *, subject: User | None, items: Mapping[ItemKey, Extent], context: Context) -> frozenset[ItemKey]:
        """Which of the items have a value within their periods; reads none of them."""
