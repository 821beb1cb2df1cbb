"""For what something was released: where the clause lists the purposes, in words; else in those of the filing."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from disclosures.models import Case

LISTED: Mapping[str, Promise] = {
    "complete": _("to complete the transaction"),
    "return": _("to return what was bought"),
    "dispute": _("to settle the dispute about the transaction"),
}


def words(case: Case) -> str:
    """The purpose, as its recipient reads it."""
    if case.erased_at is not None:
        return str(_("no longer kept"))
    is_listed = bool(case.rules.purposes)
    return str(LISTED.get(case.purpose, case.purpose)) if is_listed else str(case.purpose)
