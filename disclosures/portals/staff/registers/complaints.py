"""Complaints and where they stand; legal staff close one, with a reason for the file (P3e)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from disclosures import policies
from disclosures.actions import complaints
from disclosures.domain.roles import LEGAL_STAFF
from disclosures.models import Complaint
from disclosures.policies import registers
from disclosures.portals.complainants.rights import state as state_of_right
from disclosures.portals.complainants.rights import words
from disclosures.portals.staff import acting
from disclosures.portals.staff.registers import complaint_letters, enclosed
from disclosures.portals.staff.registers.shape import About, Act, Cell, Line, Part, Register, Table, person


def _state(row: Complaint, at: datetime) -> Cell:
    if not row.is_open(at=at):
        return Cell(
            _("Withdrawn") if row.withdrawn_at else _("Closed"), colour="grey", at=row.closed_at or row.lapses_at
        )
    if row.lapses_at is not None:
        return Cell(_("Closes without word of a suit"), colour="yellow", at=row.lapses_at)
    return Cell(_("Open"), colour="blue", at=row.opened_at)


def _lines(about: About) -> Iterator[Line]:
    thing = about.thing
    right, _colour = state_of_right(thing.right, at=about.at)
    yield Line(_("State"), _state(thing, about.at))
    yield Line(_("Complainant"), Cell(thing.complainant.name))
    yield Line(
        _("Complained about"),
        Cell(
            thing.respondent_name or person(thing.respondent), sub="" if thing.respondent else gettext("Nobody we know")
        ),
    )
    yield Line(_("Right"), Cell(words(thing.right), sub=f"{thing.right.reference}: {right}"))
    yield Line(_("Listings"), Cell("\n".join(thing.listings)))
    yield Line(_("Why they infringe it"), Cell(thing.statement))
    yield Line(_("Asked that details be passed on"), Cell(at=thing.asked_at) if thing.asked_at else Cell(_("No")))
    if thing.countered_at is not None:
        yield Line(_("Counter-statement"), Cell(thing.counter_statement, at=thing.countered_at))
    if thing.counter_reached_at is not None:
        yield Line(_("Reached the complainant"), Cell(at=thing.counter_reached_at))
    if thing.suit_notified_at is not None:
        yield Line(_("Word of a suit"), Cell(at=thing.suit_notified_at))


def _tables(about: About) -> Iterator[Table]:
    yield complaint_letters.thread(about)
    yield enclosed.table(
        about,
        title=_("Evidence files"),
        empty=_("No file was sent."),
        register="complaints",
        ident=about.thing.reference,
    )


def _rows(by: Any) -> QuerySet[Complaint]:
    """Who works here and is a side reads it as that side does, on that side's own page."""
    mine = Q(complainant__in=by.accounts) | Q(respondent__in=by.accounts, respondent__isnull=False)
    seen = registers.complaints_visible_to(by).exclude(mine)
    return seen.select_related("complainant", "respondent", "right").order_by("-opened_at", "-pk")


REGISTER = Register(
    name="complaints",
    word="complaint",
    title=_("Intellectual-property complaints"),
    says=_("Who complains about which listings. Requests for details are cases of their own, in the queue."),
    empty=_("No complaint is here. What complainants file comes into the list by itself."),
    parts={
        "open": Part(label=_("Open"), of=lambda _at: Q(closed_at__isnull=True)),
        "closed": Part(label=_("Closed"), of=lambda _at: Q(closed_at__isnull=False)),
    },
    rows=_rows,
    find=lambda by, word: registers.only(_rows(by), reference=word),
    ident=lambda row: row.reference,
    called=lambda row: row.reference,
    heads=(_("Reference"), _("Complainant"), _("Complained about"), _("State")),
    line=lambda row, at: (
        Cell(row.reference, sub=words(row.right)),
        Cell(person(row.complainant)),
        Cell(row.respondent_name or person(row.respondent)),
        _state(row, at),
    ),
    lines=_lines,
    tables=_tables,
    encloses=True,
    sought=("reference",),
    acts={
        **complaint_letters.ACTS,
        "close": Act(
            label=_("Close the complaint"),
            says=_("It ends, its measures are lifted, and both sides are told. What was passed on ends 15 days later."),
            done=_("The complaint is closed. Both sides are told."),
            do=lambda about, read: complaints.close(
                complaint=about.thing, reason=read["reason"], by=about.by, at=about.at
            ),
            form=acting.Why,
            warns=True,
            is_there=lambda about: about.thing.closed_at is None,
            require=lambda about: policies.require_complaint_closer(by=about.by, complaint=about.thing),
            roles=LEGAL_STAFF,
        ),
    },
)
