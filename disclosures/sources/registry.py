"""Which source answers for which item of whom: a platform's own where the mapping file says so, else the desk's."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings

from accounts.models import User
from disclosures.domain.catalogue import ItemKey
from disclosures.sources import identity
from disclosures.sources.desk import DeskTables
from disclosures.sources.mapping import reading
from disclosures.sources.mapping.declared import Database, Declared
from disclosures.sources.source import Source

T = TypeVar("T")

DESK: Source = DeskTables()


def outside() -> tuple[Source, ...]:
    """The sources that the mapping file declares, in its order; none without a file. Raises ``WrongMapping``."""
    return _declared(settings.DESK_SOURCES) if settings.DESK_SOURCES else ()


def by_source(*, items: Mapping[ItemKey, T], subject: User | None) -> Mapping[Source, dict[ItemKey, T]]:
    """The items in bundles, one for each source that answers for some of them.

    Whom the platform does not know, as a complainant who is no member, has everything in the desk's own tables.
    """
    others = outside()
    if not others or identity.known_as(subject) is None:
        return {DESK: dict(items)} if items else {}
    keeper = {key: source for source in others for key in source.keeps}
    bundles: dict[Source, dict[ItemKey, T]] = {}
    for key, what in items.items():
        bundles.setdefault(keeper.get(key, DESK), {})[key] = what
    return bundles


@cache
def _declared(path: str) -> tuple[Source, ...]:
    """Read once by each process: a changed file counts from the next start."""
    declared = reading.load(Path(path), secrets=settings.DESK_SOURCE_SECRETS)
    return tuple(_source(one) for one in declared)


def _source(declared: Declared) -> Source:
    # Its libraries are loaded by who has such a source.
    module, name = ("sql.database", "SqlDatabase") if isinstance(declared, Database) else ("http.api", "HttpApi")
    made: Any = getattr(import_module(f"disclosures.sources.{module}"), name)
    source: Source = made(declared)
    return source
