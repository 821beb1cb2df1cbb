"""Releases that went wrong: what the authority is told by when, and the end of the record (PIPL 57)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from disclosures import policies
from disclosures.actions import incidents
from disclosures.domain.roles import Role
from disclosures.models import Incident
from disclosures.policies import registers
from disclosures.portals.staff import acting
from disclosures.portals.staff.acting import Question
from disclosures.portals.staff.registers.shape import About, Act, Cell, Line, Part, Register, person

OFFICER = frozenset({Role.PRIVACY_OFFICER})
KINDS = {
    Incident.Kind.WRONG_RECIPIENT: _("Wrong recipient"),
    Incident.Kind.EMERGENCY_REFUTED: _("An emergency that was none"),
}


class Told(Question):
    """Which authority was told, and its receipt."""

    authority = forms.CharField(
        label=_("Which authority was told"),
        max_length=200,
        error_messages={"required": _("Enter the authority")},
    )
    receipt = forms.CharField(label=_("Its number of the notice (optional)"), max_length=200, required=False)


def _state(row: Incident, at: datetime) -> Cell:
    if row.closed_at is not None:
        return Cell(_("Closed"), colour="grey", at=row.closed_at)
    if row.authority_settled_at is not None:
        return Cell(_("To be closed"), colour="blue")
    if row.authority_due_at <= at:
        return Cell(_("The authority is not told: late"), colour="red", at=row.authority_due_at)
    return Cell(_("The authority is to be told by"), colour="yellow", at=row.authority_due_at)


def _lines(about: About) -> Iterator[Line]:
    thing = about.thing
    case = thing.release.case
    yield Line(_("State"), _state(thing, about.at))
    yield Line(_("Kind"), Cell(KINDS[Incident.Kind(thing.kind)]))
    yield Line(_("Case"), Cell(case.reference, href=reverse("case-release", args=[case.reference])))
    yield Line(_("What happened"), Cell(thing.what))
    yield Line(_("Discovered"), Cell(at=thing.discovered_at))
    yield Line(_("Reported by"), Cell(person(thing.reported_by), at=thing.reported_at))
    yield Line(_("Openings until the access ended"), Cell(thing.openings))
    yield Line(
        _("The people it is about"),
        Cell(_("are told when the hold ends") if thing.held else _("were told at once")),
    )
    if thing.authority:
        yield Line(
            _("Authority that was told"),
            Cell(thing.authority, at=thing.authority_settled_at, sub=thing.authority_receipt),
        )
    if thing.authority_spared:
        yield Line(_("Why no authority need be told"), Cell(thing.authority_spared, at=thing.authority_settled_at))
    if thing.closing:
        yield Line(_("Why it is closed"), Cell(thing.closing, at=thing.closed_at, sub=person(thing.closed_by)))


def _words(about: About) -> dict[str, Any]:
    return {"incident": about.thing, "by": about.by, "at": about.at}


def _officer(about: About) -> None:
    policies.require_incident_officer(by=about.by, incident=about.thing)


def _unsettled(about: About) -> bool:
    return about.thing.authority_settled_at is None


def _rows(by: Any) -> QuerySet[Incident]:
    people = ("reported_by", "authority_settled_by", "closed_by")
    seen = registers.incidents_visible_to(by).select_related("release__case", *people)
    return seen.order_by("-reported_at", "-pk")


REGISTER = Register(
    name="incidents",
    word="incident",
    title=_("Incidents"),
    says=_("Releases that went wrong. The authority is told within 72 hours, or it is written why it need not be."),
    empty=_("No incident is here. A wrong recipient is reported on the page of its case."),
    parts={
        "open": Part(label=_("Open"), of=lambda _at: Q(closed_at__isnull=True)),
        "all": Part(label=_("All")),
    },
    rows=_rows,
    find=lambda by, word: registers.only(_rows(by), reference=word),
    ident=lambda row: row.reference,
    called=lambda row: row.reference,
    heads=(_("Reference"), _("Case"), _("Kind"), _("State")),
    line=lambda row, at: (
        Cell(row.reference),
        Cell(row.release.case.reference),
        Cell(KINDS[Incident.Kind(row.kind)]),
        _state(row, at),
    ),
    lines=_lines,
    acts={
        "told": Act(
            label=_("Enter that the authority was told"),
            says=_("You told it; the record keeps which authority, and its receipt."),
            done=_("Entered. The incident can be closed now."),
            do=lambda about, read: incidents.tell_authority(
                authority=read["authority"], receipt=read["receipt"], **_words(about)
            ),
            form=Told,
            is_there=_unsettled,
            require=_officer,
            roles=OFFICER,
        ),
        "spared": Act(
            label=_("Enter why no authority need be told"),
            says=_("For instance because nothing was opened. The reason stays in the file."),
            done=_("Entered. The incident can be closed now."),
            do=lambda about, read: incidents.spare_authority(reason=read["reason"], **_words(about)),
            form=acting.Why,
            is_there=_unsettled,
            require=_officer,
            roles=OFFICER,
        ),
        "close": Act(
            label=_("Close the incident"),
            says=_("The record ends here, with a reason."),
            done=_("Closed."),
            do=lambda about, read: incidents.close(reason=read["reason"], **_words(about)),
            form=acting.Why,
            warns=True,
            is_there=lambda about: not _unsettled(about) and about.thing.closed_at is None,
            require=_officer,
            roles=OFFICER,
        ),
    },
)
