"""Agencies that officers ask to have in our register: staff look them up themselves, and enter or refuse them (P3c)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from disclosures import policies
from disclosures.actions import agency_requests
from disclosures.domain.roles import LEGAL_STAFF, OrganisationKind, Role
from disclosures.models import AgencyRequest
from disclosures.portals.staff import acting
from disclosures.portals.staff.registers.found import by_uuid
from disclosures.portals.staff.registers.organisations import KINDS
from disclosures.portals.staff.registers.shape import About, Act, Cell, Line, Part, Register, person


def _rows(_by: Any) -> QuerySet[AgencyRequest]:
    entered = Exists(Organisation.objects.filter(domain=OuterRef("domain")))
    rows = AgencyRequest.objects.annotate(is_entered=entered).select_related("user", "ended_by")
    return rows.order_by("-asked_at", "-pk")


def _state(row: Any) -> Cell:
    if row.ended_at is not None:
        return Cell(_("Refused"), colour="grey", at=row.ended_at)
    if row.is_entered:
        return Cell(_("In the register"), colour="green")
    return Cell(_("Waits for an answer"), colour="yellow")


def _lines(about: About) -> Iterator[Line]:
    thing = about.thing
    yield Line(_("State"), _state(thing))
    yield Line(_("Name"), Cell(thing.name))
    yield Line(_("Kind"), Cell(KINDS[OrganisationKind(thing.kind)]))
    yield Line(_("Country"), Cell(thing.country))
    yield Line(_("Domain of mail"), Cell(thing.domain))
    yield Line(_("Where its number is published, by their word"), Cell(thing.published_at))
    yield Line(_("Asked by"), Cell(thing.user.name, at=thing.asked_at, sub=thing.office))
    yield Line(_("Email address"), Cell(thing.user.email))
    if thing.ended_at is not None:
        yield Line(_("Refused by"), Cell(person(thing.ended_by), sub=thing.reason))
    elif not thing.is_entered:
        new = reverse("register-organisations-new")
        yield Line(_("Next"), Cell(_("Look its number up yourself, then enter it in the register"), href=new))


def _waiting(_at: datetime) -> Q:
    return Q(ended_at__isnull=True, is_entered=False)


REGISTER = Register(
    name="agencies",
    word="agency",
    title=_("Agencies that ask to be registered"),
    says=_("An officer's word is a pointer: what we enter is what we found where the agency publishes it."),
    empty=_("Nobody waits. Officers ask by a verified mail on their agency's domain."),
    parts={
        "waiting": Part(label=_("Waiting for an answer"), of=_waiting),
        "all": Part(label=_("All")),
    },
    rows=_rows,
    find=lambda by, word: by_uuid(_rows(by), public_id=word),
    ident=lambda row: str(row.public_id),
    called=lambda row: row.name,
    heads=(_("Agency"), _("Domain of mail"), _("Asked by"), _("State")),
    line=lambda row, _at: (
        Cell(row.name),
        Cell(row.domain),
        Cell(row.user.name, at=row.asked_at),
        _state(row),
    ),
    lines=_lines,
    sought=("name", "domain"),
    acts={
        "refuse": Act(
            label=_("Refuse"),
            says=_("They are told that it was not entered, and can ask again. The reason stays in the file."),
            done=_("Refused."),
            do=lambda about, read: agency_requests.refuse(
                asked=about.thing, reason=read["reason"], by=about.by, at=about.at
            ),
            form=acting.Why,
            is_there=lambda about: about.thing.ended_at is None and not about.thing.is_entered,
            require=lambda about: policies.require_agency_refuser(by=about.by, asked=about.thing),
            roles=LEGAL_STAFF | {Role.ADMINISTRATOR},
        ),
    },
)
