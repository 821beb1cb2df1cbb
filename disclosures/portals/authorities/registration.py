"""How an agency and its officer come in: what is checked, one page that asks and then says where it stands (P3c)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Membership, Organisation, User
from accounts.sign_in import addresses
from disclosures.actions import agency_requests, memberships, registrations
from disclosures.actions.agency_requests import Agency
from disclosures.domain.errors import DeskError, NotFound, NotPermitted
from disclosures.domain.roles import PUBLIC_BODIES, OrganisationKind
from disclosures.models import AgencyRequest, clock
from disclosures.policies import registers
from disclosures.portals.staff.registers.organisations import KINDS
from paletten.shell.words import said

STAGES = (
    ("agency", gettext_lazy("Your agency is looked up and entered in our register")),
    ("join", gettext_lazy("You ask to join it")),
    ("let_in", gettext_lazy("Staff let you in")),
    ("call", gettext_lazy("Staff call your office back on its published number")),
    ("done", gettext_lazy("You can file requests")),
)
"""The stations that every officer passes, in order."""


class OfAgency(forms.Form):
    """What an officer says of the agency; its number is looked up, never taken from here."""

    name = forms.CharField(
        label=gettext_lazy("Name of the agency or court"),
        max_length=200,
        error_messages={"required": gettext_lazy("Enter the name of the agency or court")},
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        choices=[(kind.value, KINDS[kind]) for kind in OrganisationKind if kind in PUBLIC_BODIES],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select whether it is an authority or a court")},
    )
    country = forms.RegexField(
        r"^[A-Z]{2}\Z",
        label=gettext_lazy("Country"),
        help_text=gettext_lazy("Its two letters, for example CN."),
        initial="CN",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-4"}),
        error_messages={
            "required": gettext_lazy("Enter the two letters of a country, for example CN"),
            "invalid": gettext_lazy("Enter the two letters of a country, for example CN"),
        },
    )
    domain = forms.CharField(
        label=gettext_lazy("Official domain of its mail"),
        help_text=gettext_lazy(
            "What stands after the @ of your office address. You must have shown to read mail there."
        ),
        max_length=253,
        error_messages={"required": gettext_lazy("Enter the official domain")},
    )
    published_at = forms.CharField(
        label=gettext_lazy("Where its telephone number is published"),
        help_text=gettext_lazy(
            "A page of the official site or a public directory. We look the number up ourselves; do not send us one."
        ),
        max_length=300,
        error_messages={"required": gettext_lazy("Enter where the number is published")},
    )
    office = forms.CharField(
        label=gettext_lazy("Your unit and function"),
        help_text=gettext_lazy("So that whoever answers the call can find you."),
        max_length=200,
        error_messages={"required": gettext_lazy("Enter your unit and function")},
    )

    def agency(self) -> Agency:
        """What was typed, as the action takes it."""
        read = self.cleaned_data
        return Agency(**(read | {"kind": OrganisationKind(read["kind"])}))


@dataclass(frozen=True, slots=True)
class Standing:
    """Where somebody is on the way, and by which record."""

    stage: str
    organisation: Organisation | None = None
    membership: Membership | None = None
    asked: AgencyRequest | None = None
    is_asked: bool = False
    refused: Membership | None = None


@require_safe
def explain(request: HttpRequest) -> HttpResponse:
    """For everybody: what is needed, what is checked, what happens."""
    words = {"title": _("Register an authority or court"), "stages": [label for _name, label in STAGES]}
    return render(request, "authorities/register.html", words)


@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    """The form while nothing is asked; after that, where it stands."""
    by, at = request.user, clock.now()
    assert isinstance(by, User)  # the table of doors lets nobody else in
    standing = _standing(by, at=at)
    is_form = standing.stage == "agency" and not standing.is_asked
    form = OfAgency(request.POST if request.method == "POST" else None, initial=_first(by)) if is_form else None
    if form is not None and form.is_valid():
        try:
            agency_requests.ask(agency=form.agency(), by=by, at=at)
        except (NotFound, NotPermitted):
            raise
        except DeskError as refusal:
            field = next((name for name in refusal.fields if name in form.fields), None)
            form.add_error(field, str(said(refusal.detail)))
        else:
            messages.success(request, _("Sent. We look your agency up; this page says how far it is."))
            return HttpResponseRedirect(reverse("register-agency"))
    return render(request, "authorities/registration.html", _words(by, standing, form))


def _words(by: User, standing: Standing, form: OfAgency | None) -> dict[str, Any]:
    names = [name for name, _label in STAGES]
    here = names.index(standing.stage)
    return {
        "title": _("Your registration"),
        "standing": standing,
        "reference": registrations.reference_of(by),
        "stages": [
            {"label": label, "is_now": place == here, "is_done": place < here}
            for place, (_name, label) in enumerate(STAGES)
        ],
        "form": form,
        "addresses": addresses.verified(user=by),
    }


def _first(by: User) -> dict[str, Any]:
    """The domain of the address they sign in with, which is most often the right one."""
    return {"domain": addresses.primary(user=by).rpartition("@")[2]}


def _standing(by: User, *, at: datetime) -> Standing:
    home = by.organisation
    if home is not None:
        return Standing("done" if by.is_verified(at=at) else "call", home)
    joining = Membership.objects.asked().filter(user=by).select_related("organisation").first()
    if joining is not None:
        return Standing("let_in", joining.organisation, joining)
    found = _agencies(by).filter(suspended_at__isnull=True).first()
    if found is not None:
        last = Membership.objects.filter(user=by, organisation=found).order_by("-pk").first()
        is_refused = last is not None and last.end == Membership.End.REFUSED
        return Standing("join", found, refused=last if is_refused else None)
    asked = AgencyRequest.objects.filter(user=by).order_by("-pk").first()
    return Standing("agency", asked=asked, is_asked=asked is not None and asked.ended_at is None)


def _agencies(by: User) -> QuerySet[Organisation]:
    """Those on whose domain they have shown to read mail; of no other they learn that it is in our register."""
    domains = [address.rpartition("@")[2] for address in addresses.verified(user=by)]
    return Organisation.objects.filter(domain__in=domains, kind__in=PUBLIC_BODIES)


@require_POST
def join(request: HttpRequest, agency_id: int) -> HttpResponse:
    """Asks to join an agency of the register; pressed twice it is asked once."""
    assert isinstance(request.user, User)
    organisation = registers.only(_agencies(request.user), pk=agency_id)
    try:
        memberships.ask(organisation=organisation, by=request.user, at=clock.now())
    except (NotFound, NotPermitted):
        raise
    except DeskError as refusal:
        messages.info(request, str(said(refusal.detail)))
    else:
        messages.success(request, _("You asked to join. Staff look at it, and call your office back."))
    return HttpResponseRedirect(reverse("register-agency"))
