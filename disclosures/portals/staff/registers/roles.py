"""Who asked for a role that no organisation gives, and what became of it: one asks, a second person grants (P3c)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import RoleGrant
from disclosures import policies
from disclosures.actions import roles
from disclosures.domain.roles import LEGAL_STAFF, Role
from disclosures.policies import registers
from disclosures.portals.staff import acting
from disclosures.portals.staff.registers.found import by_uuid
from disclosures.portals.staff.registers.shape import About, Act, Cell, Line, Part, Register, person
from paletten.shell.words import ROLES

ASKED = Q(decided_at__isnull=True)
GRANTED = Q(granted=True)


def _rows(by: Any) -> QuerySet[RoleGrant]:
    seen = registers.role_grants_visible_to(by)
    return seen.select_related("user", "asked_by", "decided_by").order_by("-asked_at", "-pk")


def _state(row: RoleGrant) -> Cell:
    if row.decided_at is None:
        return Cell(_("Waits for an answer"), colour="yellow")
    if row.granted:
        return Cell(_("Granted"), colour="green", at=row.decided_at)
    return Cell(_("Refused"), colour="grey", at=row.decided_at)


def _lines(about: About) -> Iterator[Line]:
    thing = about.thing
    yield Line(_("Person"), Cell(thing.user.name))
    yield Line(_("Role"), Cell(ROLES[Role(thing.role)]))
    yield Line(_("Why"), Cell(thing.reason))
    yield Line(_("Asked by"), Cell(person(thing.asked_by), at=thing.asked_at))
    yield Line(_("State"), _state(thing))
    yield Line(_("Decided by"), Cell(person(thing.decided_by)))


def _words(about: About) -> dict[str, Any]:
    return {"grant": about.thing, "by": about.by, "at": about.at}


def _decider(about: About) -> None:
    policies.require_role_decider(by=about.by, grant=about.thing)


def _waits(about: About) -> bool:
    return about.thing.decided_at is None


REGISTER = Register(
    name="roles",
    word="grant",
    title=_("Roles"),
    says=_("Who asked to be a complainant, which roles of the desk were asked for, and who granted them."),
    empty=_("Nobody is here. Complainants ask by their start page, administrators ask for colleagues."),
    parts={
        "asked": Part(label=_("Waiting for an answer"), of=lambda _at: ASKED),
        "granted": Part(label=_("Granted"), of=lambda _at: GRANTED),
        "all": Part(label=_("All")),
    },
    rows=_rows,
    find=lambda by, word: by_uuid(_rows(by), public_id=word),
    ident=lambda row: str(row.public_id),
    called=lambda row: f"{row.user.name} – {ROLES[Role(row.role)]}",
    heads=(_("Person"), _("Role"), _("Asked by"), _("State")),
    line=lambda row, _at: (
        Cell(row.user.name),
        Cell(ROLES[Role(row.role)]),
        Cell(person(row.asked_by), at=row.asked_at),
        _state(row),
    ),
    lines=_lines,
    acts={
        "approve": Act(
            label=_("Grant the role"),
            says=_("They hold the role from now on. With a role of the desk they have to sign in again."),
            done=_("Granted."),
            do=lambda about, _read: roles.grant(**_words(about)),
            is_there=_waits,
            require=_decider,
            roles=LEGAL_STAFF | {Role.ADMINISTRATOR},
        ),
        "refuse": Act(
            label=_("Refuse the role"),
            says=_("They get nothing by having asked, and can ask again."),
            done=_("Refused."),
            do=lambda about, read: roles.refuse(reason=read["reason"], **_words(about)),
            form=acting.Why,
            is_there=_waits,
            require=_decider,
            roles=LEGAL_STAFF | {Role.ADMINISTRATOR},
        ),
    },
)
