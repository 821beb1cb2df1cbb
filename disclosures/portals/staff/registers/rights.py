"""Rights that complaints stand on: one reviewer checks the proof; legal staff take a right back (P3e)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from disclosures import policies
from disclosures.actions import rights
from disclosures.domain.roles import LEGAL_STAFF, Role
from disclosures.models import Right
from disclosures.policies import registers
from disclosures.portals.complainants.rights import SCOPES, words
from disclosures.portals.staff import acting
from disclosures.portals.staff.registers import enclosed
from disclosures.portals.staff.registers.shape import About, Act, Cell, Line, Part, Register, Table, person


def _state(row: Right, at: datetime) -> Cell:
    if row.disqualified_at is not None:
        return Cell(_("Taken back"), colour="red", at=row.disqualified_at)
    if row.withdrawn_at is not None:
        return Cell(_("Given up"), colour="grey", at=row.withdrawn_at)
    if not row.is_in_force(at=at):
        return Cell(_("Not in force"), colour="grey")
    if row.proven_at is not None:
        return Cell(_("Proof checked"), colour="green", at=row.proven_at)
    return Cell(_("Proof to be checked"), colour="yellow")


def _lines(about: About) -> Iterator[Line]:
    thing = about.thing
    yield Line(_("State"), _state(thing, about.at))
    yield Line(_("Registered by"), Cell(thing.owner.name, sub=thing.organisation.name if thing.organisation else ""))
    yield Line(_("Right"), Cell(words(thing)))
    yield Line(_("Office"), Cell(thing.office, sub=thing.right_class))
    yield Line(_("Territory"), Cell(thing.territory or "–"))
    yield Line(_("Valid from"), Cell(at=thing.valid_from))
    yield Line(_("Valid until"), Cell(at=thing.valid_to))
    yield Line(_("What proves it"), Cell(thing.proof))
    if thing.agent_scope:
        yield Line(_("Acts for"), Cell(thing.agent_for, sub=dict(SCOPES)[thing.agent_scope], at=thing.agent_until))
    if thing.proven_at is not None:
        yield Line(_("Checked by"), Cell(person(thing.proven_by), at=thing.proven_at))
    if thing.disqualified_at is not None:
        yield Line(_("Taken back by"), Cell(person(thing.disqualified_by), at=thing.disqualified_at))


def _tables(about: About) -> Iterator[Table]:
    yield enclosed.table(
        about,
        title=_("Files that prove it"),
        empty=_("No file was sent. Ask for one before you check the proof."),
        register="rights",
        ident=about.thing.reference,
    )


def _rows(by: Any) -> QuerySet[Right]:
    seen = registers.rights_visible_to(by).select_related("owner", "organisation", "proven_by", "disqualified_by")
    return seen.order_by("-pk")


def _who(about: About) -> dict[str, Any]:
    return {"right": about.thing, "by": about.by, "at": about.at}


def _is_kept(about: About) -> bool:
    return about.thing.withdrawn_at is None and about.thing.disqualified_at is None


KEPT = Q(withdrawn_at__isnull=True, disqualified_at__isnull=True)
REGISTER = Register(
    name="rights",
    word="right",
    title=_("Intellectual-property rights"),
    says=_(
        "What complainants registered. A reviewer checks each proof once; complaints stand on it while it is valid."
    ),
    empty=_("No right is here. What complainants register comes into the list by itself."),
    parts={
        "unproven": Part(
            label=_("Proof to be checked"), of=lambda at: KEPT & Q(proven_at__isnull=True, valid_to__gt=at)
        ),
        "proven": Part(label=_("Checked"), of=lambda at: KEPT & Q(proven_at__isnull=False, valid_to__gt=at)),
        "all": Part(label=_("All")),
    },
    rows=_rows,
    find=lambda by, word: registers.only(_rows(by), reference=word),
    ident=lambda row: row.reference,
    called=lambda row: row.reference,
    heads=(_("Reference"), _("Right"), _("Registered by"), _("State")),
    line=lambda row, at: (
        Cell(row.reference),
        Cell(words(row), sub=row.territory),
        Cell(row.owner.name),
        _state(row, at),
    ),
    lines=_lines,
    tables=_tables,
    encloses=True,
    sought=("reference", "number"),
    acts={
        "qualify": Act(
            label=_("The proof is good"),
            says=_(
                "You looked the right up at its office, and at the files. Complaints can stand on it while it is valid."
            ),
            done=_("The right is checked."),
            do=lambda about, _read: rights.qualify(**_who(about)),
            is_there=lambda about: _is_kept(about) and about.thing.proven_at is None,
            require=lambda about: policies.require_qualifier(by=about.by, right=about.thing),
            roles=frozenset({Role.REVIEWER}),
        ),
        "disqualify": Act(
            label=_("Take it back"),
            says=_(
                "The proof was false, or the owner ended the agency. Nothing new stands on it, and it cannot be undone."
            ),
            done=_("Taken back."),
            do=lambda about, read: rights.disqualify(reason=read["reason"], **_who(about)),
            form=acting.Why,
            warns=True,
            is_there=_is_kept,
            require=lambda about: policies.require_disqualifier(by=about.by, right=about.thing),
            roles=LEGAL_STAFF,
        ),
    },
)
