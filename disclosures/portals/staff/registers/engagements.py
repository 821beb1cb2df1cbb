"""Contracts with partners: proposed, signed by two, in force until they end; what each may receive (P2a, P3b)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from disclosures import policies
from disclosures.actions import engagements
from disclosures.actions.engagements import Terms
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.roles import OrganisationKind, Role
from disclosures.models import Engagement
from disclosures.policies import registers
from disclosures.portals.staff.acting import Question, Read, after_last_day
from disclosures.portals.staff.registers.shape import About, Act, Cell, Line, Part, Register, Table, person
from paletten.kit.dates import DateField
from paletten.shell.item_words import ITEMS
from paletten.shell.words import ROLES

SIGNERS = frozenset({Role.REVIEWER, Role.PRIVACY_OFFICER})
ENDERS = frozenset({Role.PRIVACY_OFFICER, Role.ADMINISTRATOR})
NAME = r"^[\w.-]{1,120}$"


def _proposed(at: datetime) -> Q:
    in_time = Q(ends_at__isnull=True) | Q(ends_at__gt=at)
    return in_time & Q(approved_at__isnull=True, ended_at__isnull=True)


def _in_force(at: datetime) -> Q:
    in_time = Q(ends_at__isnull=True) | Q(ends_at__gt=at)
    return in_time & Q(approved_at__lte=at, ended_at__isnull=True)


def _over(at: datetime) -> Q:
    return Q(ended_at__isnull=False) | Q(ends_at__lte=at)


def _state(row: Engagement, at: datetime) -> Cell:
    if row.ended_at is not None:
        return Cell(_("Ended"), colour="grey", at=row.ended_at)
    if row.ends_at is not None and row.ends_at <= at:
        return Cell(_("Ended"), colour="grey", at=row.ends_at)
    if row.approved_at is not None:
        return Cell(_("In force"), colour="green")
    return Cell(_("Proposed"), colour="yellow")


class Proposal(Question):
    """What the contract says."""

    name = forms.RegexField(
        NAME,
        label=_("Name"),
        help_text=_("Letters, digits, dots and dashes: how the engagement is called."),
        error_messages={
            "required": _("Enter the name"),
            "invalid": _("Enter a name of letters, digits, dots and dashes"),
        },
    )
    partner = forms.ModelChoiceField(
        queryset=Organisation.objects.none(),
        label=_("Partner"),
        to_field_name="name",
        empty_label=_("Select a partner"),
        error_messages={"required": _("Select a partner"), "invalid_choice": _("Select a partner")},
    )
    items = forms.MultipleChoiceField(
        label=_("What it may receive"),
        help_text=_("Sensitive items are never part of an engagement."),
        choices=[(key.value, ITEMS[key]) for key in ItemKey if not engagements.is_refused(key)],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Select at least one")},
    )
    assessment = forms.CharField(
        label=_("Reference of the impact assessment"),
        max_length=120,
        error_messages={"required": _("Enter the reference of the impact assessment")},
    )
    ends_at = DateField(label=_("Last day (optional)"), required=False)

    def __init__(self, data: Any = None, *, about: About, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, about=about, initial=initial)
        partners = Organisation.objects.filter(kind=OrganisationKind.PARTNER, suspended_at__isnull=True)
        field: Any = self.fields["partner"]
        field.queryset = partners.order_by("name")

    def clean_ends_at(self) -> datetime | None:
        """The end of that day."""
        return after_last_day(self, "ends_at") if self.cleaned_data["ends_at"] else None


def _propose(about: About, read: Read) -> Engagement:
    terms = Terms(
        name=read["name"],
        partner=read["partner"],
        items=frozenset(ItemKey(item) for item in read["items"]),
        assessment=read["assessment"],
        ends_at=read["ends_at"],
    )
    return engagements.propose(terms=terms, by=about.by, at=about.at)


def _lines(about: About) -> Iterator[Line]:
    thing = about.thing
    partner = reverse("register-organisations-one", args=[thing.partner_id])
    yield Line(_("State"), _state(thing, about.at))
    yield Line(_("Partner"), Cell(thing.partner.name, href=partner))
    yield Line(_("What it may receive"), Cell("\n".join(str(ITEMS[ItemKey(item)]) for item in thing.items)))
    yield Line(_("Impact assessment"), Cell(thing.assessment or "–"))
    yield Line(_("Proposed by"), Cell(person(thing.proposed_by), at=thing.proposed_at))
    yield Line(_("In force since"), Cell(at=thing.approved_at) if thing.approved_at else Cell("–"))
    yield Line(_("Ends"), Cell(at=thing.ends_at) if thing.ends_at else Cell(_("No end is set")))


def _tables(about: About) -> Iterator[Table]:
    signed = about.thing.signatures.select_related("by").order_by("pk")
    yield Table(
        title=_("Signatures"),
        heads=(_("Role"), _("By"), _("At")),
        rows=tuple((Cell(ROLES[Role(one.role)]), Cell(one.by.name), Cell(at=one.at)) for one in signed),
        empty=_("Nobody has signed. A reviewer and a privacy officer sign, neither of them who proposed it."),
    )


def _rows(by: Any) -> QuerySet[Engagement]:
    return registers.engagements_visible_to(by).select_related("partner", "proposed_by").order_by("name")


def _ender(about: About) -> None:
    policies.require_role(*ENDERS, by=about.by)


REGISTER = Register(
    name="engagements",
    word="engagement",
    title=_("Engagements"),
    says=_("Contracts under which partners serve members: which items each may receive, and until when."),
    empty=_("No engagement is here. A reviewer proposes one; a reviewer and a privacy officer sign it."),
    parts={
        "proposed": Part(label=_("Waiting for signatures"), of=_proposed),
        "in-force": Part(label=_("In force"), of=_in_force),
        "over": Part(label=_("Ended"), of=_over),
        "all": Part(label=_("All")),
    },
    rows=_rows,
    find=lambda by, word: registers.only(_rows(by), name=word),
    ident=lambda row: row.name,
    called=lambda row: row.name,
    heads=(_("Engagement"), _("Partner"), _("State"), _("Ends")),
    line=lambda row, at: (
        Cell(row.name),
        Cell(row.partner.name),
        _state(row, at),
        Cell(at=row.ends_at) if row.ends_at else Cell("–"),
    ),
    lines=_lines,
    tables=_tables,
    sought=("name", "partner__name"),
    begins=Act(
        label=_("Propose an engagement"),
        says=_(
            "Nothing is released under it before a reviewer and a privacy officer have signed, neither of them you."
        ),
        done=_("Proposed. A reviewer and a privacy officer sign it now."),
        do=_propose,
        form=Proposal,
        require=lambda about: policies.require_role(Role.REVIEWER, by=about.by),
        roles=frozenset({Role.REVIEWER}),
    ),
    acts={
        "sign": Act(
            label=_("Sign this engagement"),
            says=_("With the second signature it is in force, and the partner may receive its items for open orders."),
            done=_("Signed."),
            do=lambda about, _read: engagements.approve(engagement=about.thing, by=about.by, at=about.at),
            is_there=lambda about: Engagement.objects.signable(at=about.at).filter(pk=about.thing.pk).exists(),
            require=lambda about: policies.require_engagement_signer(by=about.by, engagement=about.thing),
            roles=SIGNERS,
        ),
        "end": Act(
            label=_("End this engagement"),
            says=_(
                "Every access and every token under it ends at once, and the partner owes word that all is deleted."
            ),
            done=_("Ended. Every access under it is closed."),
            do=lambda about, _read: engagements.end(engagement=about.thing, by=about.by, at=about.at),
            warns=True,
            is_there=lambda about: about.thing.ended_at is None,
            require=_ender,
            roles=ENDERS,
        ),
    },
)
