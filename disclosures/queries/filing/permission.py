"""Whether this filer may file on this basis, and for this purpose."""

from __future__ import annotations

from disclosures.domain import purposes
from disclosures.domain.errors import NotPermitted, PurposeForbidden
from disclosures.models import Case


def require_filer(case: Case) -> None:
    """Raises ``NotPermitted`` where the filer's roles never file on this basis."""
    if not case.filed_by.roles & case.rules.filed_by:
        raise NotPermitted


def require_purpose(case: Case) -> None:
    """Raises ``PurposeForbidden`` for sale, rent or trade (P2a)."""
    if purposes.is_forbidden(case.purpose):
        raise PurposeForbidden
