"""What roles are called on pages."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from disclosures.domain.roles import Role

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
