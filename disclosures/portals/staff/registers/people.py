"""Outside people who act at the desk: where they belong, and how they were verified (P3c, P3e)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import RoleAssignment, User
from disclosures import policies
from disclosures.actions import people
from disclosures.domain.roles import LEGAL_STAFF, Role
from disclosures.policies import registers
from disclosures.portals.staff.acting import Read
from disclosures.portals.staff.registers import organisations
from disclosures.portals.staff.registers.call_backs import Verification
from disclosures.portals.staff.registers.shape import About, Act, Cell, Line, Part, Register, Table
from paletten.shell.words import ROLES

OUTSIDE = (Role.AUTHORITY, Role.PARTNER, Role.COMPLAINANT)


def _rows(_by: Any) -> QuerySet[User]:
    holders = RoleAssignment.objects.filter(role__in=OUTSIDE).values("user")
    return User.objects.filter(pk__in=holders).select_related("organisation").order_by("name")


def _verify(about: About, read: Read) -> None:
    people.verify(
        user=about.thing,
        by=about.by,
        at=about.at,
        until=read["until"],
        evidence=read["evidence"],
        call=read.get("call"),
    )


def _end(about: About, read: Read) -> None:
    people.end_verification(user=about.thing, by=about.by, at=about.at, reason=read["reason"])


def _lines(about: About) -> Iterator[Line]:
    thing = about.thing
    home = thing.organisation
    yield Line(_("Roles"), Cell(", ".join(str(ROLES[role]) for role in Role if role in thing.roles)))
    yield Line(_("Verification"), organisations.verification(thing, at=about.at))
    if home is None:
        yield Line(_("Organisation"), Cell("–"))
    else:
        yield Line(_("Organisation"), Cell(home.name, href=reverse("register-organisations-one", args=[home.pk])))
        yield Line(_("Number to call"), Cell(home.phone, sub=home.phone_source))


def _tables(about: About) -> Iterator[Table]:
    yield organisations.checks(about.thing)


REGISTER = Register(
    name="people",
    word="person",
    title=_("Their people"),
    says=_("Officers, partners' people and complainants: who was verified, how, and until when."),
    empty=_("Nobody is here. People come into this list when they join an organisation or are made a complainant."),
    parts={
        "unverified": Part(label=_("Not verified"), of=lambda at: ~organisations.stands(at)),
        "verified": Part(label=_("Verified"), of=organisations.stands),
        "all": Part(label=_("All")),
    },
    rows=_rows,
    find=lambda by, word: registers.only(_rows(by), name=word),
    ident=lambda row: row.name,
    called=lambda row: row.name,
    heads=(_("Person"), _("Organisation"), _("Verification")),
    line=lambda row, at: (
        Cell(row.name),
        Cell(row.organisation.name if row.organisation else "–"),
        organisations.verification(row, at=at),
    ),
    lines=_lines,
    tables=_tables,
    sought=("name", "organisation__name"),
    acts={
        "verify": Act(
            label=_("Verify this person"),
            says=_(
                "An officer of an authority or court is verified by a call to its published number, by nothing else."
            ),
            done=_("Verified."),
            do=_verify,
            form=Verification,
            require=lambda about: policies.require_verifier(by=about.by, of=about.thing),
            roles=LEGAL_STAFF,
        ),
        "end-verification": organisations.ending(_end),
    },
)
