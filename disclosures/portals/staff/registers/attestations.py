"""Partners' word that what they received is deleted: owed, late, given, or set aside (P2a, P3b)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from disclosures import policies
from disclosures.actions import attestations
from disclosures.domain.roles import Role
from disclosures.models import Attestation
from disclosures.policies import registers
from disclosures.portals.staff import acting
from disclosures.portals.staff.acting import LONGEST, Question
from disclosures.portals.staff.registers.shape import About, Act, Cell, Line, Part, Register, Table, person
from disclosures.queries import attested
from disclosures.queries.attested import State

OFFICER = frozenset({Role.PRIVACY_OFFICER})
STATES = {
    State.OWED: (_("Owed"), "yellow"),
    State.LATE: (_("Late"), "red"),
    State.LAPSED: (_("Never given"), "red"),
    State.ATTESTED: (_("Attested"), "green"),
    State.SET_ASIDE: (_("Set aside"), "grey"),
}


class Letter(Question):
    """What the partner wrote on paper."""

    paper = forms.CharField(
        label=_("The letter"),
        help_text=_("Its date and sign."),
        max_length=200,
        error_messages={"required": _("Enter the letter's date and sign")},
    )
    words = forms.CharField(
        label=_("What was deleted, and how"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Enter what was deleted, and how")},
    )


def _state(row: Attestation, at: datetime) -> Cell:
    says, colour = STATES[attested.state_of(row, at=at)]
    return Cell(says, colour=colour)


def _lines(about: About) -> Iterator[Line]:
    thing = about.thing
    yield Line(_("State"), _state(thing, about.at))
    yield Line(_("Partner"), Cell(thing.engagement.partner.name))
    engagement = reverse("register-engagements-one", args=[thing.engagement.name])
    yield Line(_("Engagement"), Cell(thing.engagement.name, href=engagement))
    yield Line(_("Access ended"), Cell(at=thing.owed_at))
    yield Line(_("Attest by"), Cell(at=thing.due_at))
    if thing.instead_of is not None:
        yield Line(_("Owed anew instead of"), Cell(thing.instead_of.reference))
    if thing.attested_at is not None:
        yield Line(_("Attested"), Cell(thing.words, at=thing.attested_at, sub=person(thing.attested_by)))
        yield Line(_("The letter"), Cell(thing.paper or "–"))
    if thing.set_aside_at is not None:
        yield Line(_("Set aside because"), Cell(thing.set_aside_because, at=thing.set_aside_at))


def _tables(about: About) -> Iterator[Table]:
    yield Table(
        title=_("What it is about"),
        heads=(_("Case"), _("Released"), _("Openings")),
        rows=tuple(
            (
                Cell(one.release.case.reference),
                Cell(at=one.release.released_at),
                Cell(one.release.grant.openings),
            )
            for one in about.thing.releases.all()
        ),
        empty=_("No release is named in it."),
    )


def _words(about: About) -> dict[str, Any]:
    return {"attestation": about.thing, "by": about.by, "at": about.at}


def _keeper(about: About) -> None:
    policies.require_attestation_keeper(by=about.by, attestation=about.thing)


def _rows(by: Any) -> QuerySet[Attestation]:
    return attested.seen_by(by).order_by("due_at", "pk")


REGISTER = Register(
    name="attestations",
    word="attestation",
    title=_("Deletion attested"),
    says=_("What partners owe when an access ends: word, by name, that everything they received is deleted."),
    empty=_("Nothing is here. An attestation is owed by itself when an access under an engagement ends."),
    parts={
        "owed": Part(label=_("Owed"), of=lambda _at: Q(attested_at__isnull=True, lapsed_at__isnull=True)),
        "late": Part(label=_("Late"), of=lambda at: attested.those(State.LATE, at=at)),
        "attested": Part(label=_("Attested"), of=lambda at: attested.those(State.ATTESTED, at=at)),
        "all": Part(label=_("All")),
    },
    rows=_rows,
    find=lambda by, word: registers.only(_rows(by), reference=word),
    ident=lambda row: row.reference,
    called=lambda row: row.reference,
    heads=(_("Reference"), _("Partner"), _("State"), _("Attest by")),
    line=lambda row, at: (
        Cell(row.reference),
        Cell(row.engagement.partner.name, sub=row.engagement.name),
        _state(row, at),
        Cell(at=row.due_at),
    ),
    lines=_lines,
    tables=_tables,
    acts={
        "enter": Act(
            label=_("Enter the partner's letter"),
            says=_("For a partner whose people are gone: what it wrote on paper counts as its word."),
            done=_("Entered. The attestation is given."),
            do=lambda about, read: attestations.enter(words=read["words"], paper=read["paper"], **_words(about)),
            form=Letter,
            is_there=lambda about: about.thing.attested_at is None,
            require=_keeper,
            roles=OFFICER,
        ),
        "set-aside": Act(
            label=_("Set it aside"),
            says=_("What was attested proved wrong: it is owed anew, with all its days."),
            done=_("Set aside. It is owed anew."),
            do=lambda about, read: attestations.set_aside(reason=read["reason"], **_words(about)),
            form=acting.Why,
            warns=True,
            is_there=lambda about: about.thing.attested_at is not None and about.thing.set_aside_at is None,
            require=_keeper,
            roles=OFFICER,
        ),
    },
)
