"""For what something was released: where the clause lists the purposes, in words; else in those of the filing."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from disclosures.domain.basis import Basis
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
    return said(case.rules, case.purpose)


def said(rules: Basis, purpose: str) -> str:
    """A purpose in words, filed or not."""
    return str(LISTED.get(purpose, purpose)) if rules.purposes else purpose
