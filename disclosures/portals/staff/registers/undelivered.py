"""Notices that did not arrive: sent again, or told otherwise; a window to object waits for that."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from disclosures import policies
from disclosures.actions import undelivered
from disclosures.actions.mailing import SUBJECT_LINES
from disclosures.domain.roles import LEGAL_STAFF
from disclosures.models import Notice
from disclosures.policies import visibility
from disclosures.portals.staff.acting import LONGEST, Question
from disclosures.portals.staff.registers.found import by_uuid
from disclosures.portals.staff.registers.shape import About, Act, Cell, Line, Part, Register, person

SETTLED = {Notice.Settled.SENT_AGAIN: _("Sent again"), Notice.Settled.TOLD_OTHERWISE: _("Told otherwise")}


class How(Question):
    """How they were told, for the file."""

    how = forms.CharField(
        label=_("How they were told"),
        help_text=_("For example: by letter of 3 March, by phone. It stays in the file."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Enter how they were told")},
    )


def _to(row: Notice) -> str:
    to = row.to_user or row.to_organisation
    return to.name if to is not None else "–"


def _about(row: Notice) -> str:
    return row.case.reference if row.case is not None else row.reference


def _state(row: Notice) -> Cell:
    if row.settled_at is not None:
        return Cell(SETTLED[Notice.Settled(row.settled)], colour="grey", at=row.settled_at)
    return Cell(_("Did not arrive"), colour="red", at=row.undelivered_at)


def _lines(about: About) -> Iterator[Line]:
    thing = about.thing
    yield Line(_("State"), _state(thing))
    yield Line(_("Notice"), Cell(_now(SUBJECT_LINES[Notice.Kind(thing.kind)])))
    yield Line(_("To"), Cell(_to(thing)))
    if thing.case is not None:
        yield Line(_("Case"), Cell(thing.case.reference, href=reverse("case", args=[thing.case.reference])))
    else:
        yield Line(_("About"), Cell(thing.reference or "–"))
    yield Line(_("Due"), Cell(at=thing.due_at))
    yield Line(_("Did not arrive"), Cell(thing.undelivered_code, at=thing.undelivered_at))
    if thing.settled_at is not None:
        yield Line(_("Dealt with by"), Cell(thing.settled_how, at=thing.settled_at, sub=person(thing.settled_by)))


def _teller(about: About) -> None:
    policies.require_teller(by=about.by, notice=about.thing)


def _waits(about: About) -> bool:
    return about.thing.settled_at is None


def _tell(about: About, read: Any) -> None:
    undelivered.tell_otherwise(notice=about.thing, how=read["how"], by=about.by, at=about.at)


def _rows(by: Any) -> QuerySet[Notice]:
    seen = visibility.notices_worked_by(by).filter(undelivered_at__isnull=False)
    return seen.select_related("case", "to_user", "to_organisation", "settled_by").order_by("-undelivered_at", "pk")


REGISTER = Register(
    name="notices",
    word="notice",
    title=_("Notices that did not arrive"),
    says=_("A time to object does not run out over somebody who was never told: it begins anew when they are."),
    empty=_("Nothing is here. A notice that comes back, or never leaves, comes into this list by itself."),
    parts={
        "waiting": Part(label=_("To be dealt with"), of=lambda _at: Q(settled_at__isnull=True)),
        "settled": Part(label=_("Dealt with"), of=lambda _at: Q(settled_at__isnull=False)),
        "all": Part(label=_("All")),
    },
    rows=_rows,
    find=lambda by, word: by_uuid(_rows(by), pk=word),
    ident=lambda row: str(row.pk),
    called=lambda row: f"{_about(row)} – {_to(row)}",
    heads=(_("About"), _("Notice"), _("To"), _("State")),
    line=lambda row, _at: (
        Cell(_about(row) or "–"),
        Cell(_now(SUBJECT_LINES[Notice.Kind(row.kind)])),
        Cell(_to(row)),
        _state(row),
    ),
    lines=_lines,
    acts={
        "send-again": Act(
            label=_("Send it again"),
            says=_("To the address that we have now. A time to object begins anew."),
            done=_("It is being sent again."),
            do=lambda about, _read: undelivered.send_again(notice=about.thing, by=about.by, at=about.at),
            is_there=_waits,
            require=_teller,
            roles=LEGAL_STAFF,
        ),
        "tell-otherwise": Act(
            label=_("They were told otherwise"),
            says=_("You told them by letter or by phone. A time to object begins anew."),
            done=_("Entered. A time to object begins anew."),
            do=_tell,
            form=How,
            is_there=_waits,
            require=_teller,
            roles=LEGAL_STAFF,
        ),
    },
)
