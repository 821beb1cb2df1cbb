"""The system check of the mapping file: what is wrong in it keeps web processes and workers from starting."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from disclosures.sources import registry
from disclosures.sources.mapping.written import WrongMapping


@register()
def check_mapping(**_: Any) -> list[CheckMessage]:
    """One error for each thing to mend, with line and key; nothing is connected to."""
    try:
        registry.outside()
    except WrongMapping as wrong:
        hint = "docs/sources.md says what a mapping file may hold."
        return [Error(f"{settings.DESK_SOURCES}: {one}.", hint=hint, id="disclosures.E001") for one in wrong.problems]
    return []
