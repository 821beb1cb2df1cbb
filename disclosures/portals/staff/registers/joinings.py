"""Who asked to join an organisation, who belongs to it, who left (P3c)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from disclosures import policies
from disclosures.actions import memberships
from disclosures.domain.roles import LEGAL_STAFF, Role
from disclosures.models import clock
from disclosures.policies import registers
from disclosures.portals.staff import acting
from disclosures.portals.staff.registers import organisations
from disclosures.portals.staff.registers.found import by_uuid
from disclosures.portals.staff.registers.shape import About, Act, Cell, Line, Part, Register, person
from paletten.shell.words import ROLES

ENDS = {
    Membership.End.REFUSED: _("Refused"),
    Membership.End.LEFT: _("Has left"),
    Membership.End.REMOVED: _("Removed"),
}
ASKED = Q(approved_at__isnull=True, ended_at__isnull=True)
BELONGS = Q(approved_at__isnull=False, ended_at__isnull=True)


def _rows(by: Any) -> QuerySet[Membership]:
    seen = registers.memberships_visible_to(by, at=clock.now())
    return seen.select_related("user__organisation", "organisation", "approved_by").order_by("-asked_at", "-pk")


def _state(row: Membership) -> Cell:
    if row.ended_at is not None:
        return Cell(ENDS[Membership.End(row.end)], colour="grey", at=row.ended_at)
    if row.approved_at is not None:
        return Cell(_("Belongs to it"), colour="green", at=row.approved_at)
    return Cell(_("Waits for an answer"), colour="yellow")


def _lines(about: About) -> Iterator[Line]:
    thing = about.thing
    home = thing.organisation
    yield Line(_("Person"), Cell(thing.user.name, sub=thing.address))
    yield Line(_("Organisation"), Cell(home.name, href=reverse("register-organisations-one", args=[home.pk])))
    yield Line(_("Verification of the organisation"), organisations.verification(home, at=about.at))
    yield Line(_("Role"), Cell(ROLES[Role(thing.role)]))
    yield Line(_("Asked to join"), Cell(at=thing.asked_at))
    yield Line(_("State"), _state(thing))
    yield Line(_("Let in by"), Cell(person(thing.approved_by)))


def _words(about: About) -> dict[str, Any]:
    return {"membership": about.thing, "by": about.by, "at": about.at}


def _decider(about: About) -> None:
    policies.require_joining_decider(by=about.by, membership=about.thing, at=about.at)


def _ender(about: About) -> None:
    policies.require_membership_ender(by=about.by, membership=about.thing, at=about.at)


def _waits(about: About) -> bool:
    return about.thing.approved_at is None and about.thing.ended_at is None


REGISTER = Register(
    name="joinings",
    word="joining",
    title=_("Joining"),
    says=_("Who asked to join an organisation by a mail on its domain, who belongs to it, and who left."),
    empty=_("Nobody is here. People ask to join by a verified mail on the organisation's domain."),
    parts={
        "asked": Part(label=_("Waiting for an answer"), of=lambda _at: ASKED),
        "belong": Part(label=_("Belong"), of=lambda _at: BELONGS),
        "all": Part(label=_("All")),
    },
    rows=_rows,
    find=lambda by, word: by_uuid(_rows(by), public_id=word),
    ident=lambda row: str(row.public_id),
    called=lambda row: f"{row.user.name} – {row.organisation.name}",
    heads=(_("Person"), _("Organisation"), _("Role"), _("Asked to join"), _("State")),
    line=lambda row, _at: (
        Cell(row.user.name),
        Cell(row.organisation.name),
        Cell(ROLES[Role(row.role)]),
        Cell(at=row.asked_at),
        _state(row),
    ),
    lines=_lines,
    acts={
        "approve": Act(
            label=_("Let them in"),
            says=_("They have the role from now on. Who they are is verified apart, by somebody else than you."),
            done=_("They belong to the organisation now. Somebody else verifies who they are."),
            do=lambda about, _read: memberships.approve(**_words(about)),
            is_there=_waits,
            require=_decider,
            roles=LEGAL_STAFF,
        ),
        "refuse": Act(
            label=_("Do not let them in"),
            says=_("They get nothing by having asked, and can ask again."),
            done=_("Refused."),
            do=lambda about, read: memberships.refuse(reason=read["reason"], **_words(about)),
            form=acting.Why,
            is_there=_waits,
            require=_decider,
            roles=LEGAL_STAFF,
        ),
        "remove": Act(
            label=_("Remove them"),
            says=_("Role, sessions and tokens end at once, and so does what they reached through the organisation."),
            done=_("They do not belong to the organisation any more."),
            do=lambda about, read: memberships.end(reason=read["reason"], **_words(about)),
            form=acting.Why,
            warns=True,
            is_there=lambda about: about.thing.ended_at is None,
            require=_ender,
            roles=LEGAL_STAFF | {Role.ADMINISTRATOR},
        ),
    },
)
