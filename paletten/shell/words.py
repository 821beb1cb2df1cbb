"""What roles are called on pages, and how a refusal is said in its reader's language."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from disclosures.domain.roles import Role
from disclosures.domain.words import Filled

Words = str | Promise

ROLES: Mapping[Role, Words] = {
    Role.MEMBER: _("member"),
    Role.COMPLAINANT: _("complainant"),
    Role.AUTHORITY: _("officer of an authority"),
    Role.PARTNER: _("partner"),
    Role.REVIEWER: _("reviewer"),
    Role.COUNSEL: _("counsel"),
    Role.PRIVACY_OFFICER: _("privacy officer"),
    Role.AUDITOR: _("auditor"),
    Role.ADMINISTRATOR: _("administrator"),
    Role.SERVICE: _("machine client"),
}


def said(words: str) -> Words:
    """The desk's own words in the reader's language; what is filled in stays as it is, unless it is such words too."""
    if isinstance(words, Filled):
        return _(words.pattern) % {
            name: said(part) if isinstance(part, Filled) else part for name, part in words.parts.items()
        }
    return _(words) if words else ""
