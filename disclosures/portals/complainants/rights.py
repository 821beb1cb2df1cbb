"""Your rights: registered with their proof once, checked by the desk, then reusable while they are valid (P3e)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from disclosures.actions import rights
from disclosures.actions.rights import Claim
from disclosures.domain.agency import AgencyScope
from disclosures.domain.errors import DeskError, MoveNotAllowed, NotFound, NotPermitted
from disclosures.domain.evidence.kinds import EvidenceKind
from disclosures.models import Right, clock
from disclosures.policies import registers
from disclosures.portals import enclosing, files
from disclosures.portals.files import Place
from disclosures.portals.requests.filing.questions.base import LONG, midnight, midnight_after
from paletten.kit.dates import DateField
from paletten.shell.words import said

KINDS = (
    ("trademark", gettext_lazy("Trademark")),
    ("copyright", gettext_lazy("Copyright")),
    ("patent", gettext_lazy("Patent or utility model")),
    ("design", gettext_lazy("Registered design")),
)
KIND_WORDS = dict(KINDS)
SCOPES = (
    ("", gettext_lazy("No: the right is mine, or my organisation's")),
    (AgencyScope.COMPLAIN.value, gettext_lazy("Yes: I may complain")),
    (
        AgencyScope.COMPLAIN_AND_PASS_ON.value,
        gettext_lazy("Yes: I may complain, and have details passed on to those I complain about"),
    ),
)


def _line(label: Any, missing: Any, longest: int, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, max_length=longest, error_messages={"required": missing})


class Registering(forms.Form):
    """A right, and for an agent whose it is."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of right"),
        choices=KINDS,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select the kind of right")},
    )
    number = _line(
        gettext_lazy("Number"),
        gettext_lazy("Enter the number of the right"),
        80,
        gettext_lazy("As the office wrote it. For a copyright without a registration: the title of the work."),
    )
    office = _line(
        gettext_lazy("Office"),
        gettext_lazy("Enter the office"),
        80,
        gettext_lazy("Where it is registered, for example CNIPA or EUIPO."),
    )
    right_class = forms.CharField(label=gettext_lazy("Class (optional)"), max_length=40, required=False)
    territory = _line(
        gettext_lazy("Territory"),
        gettext_lazy("Enter where the right is in force"),
        120,
        gettext_lazy("Where it is in force, for example CN or EU."),
    )
    valid_from = DateField(
        label=gettext_lazy("Valid from"), error_messages={"required": gettext_lazy("Enter the first day")}
    )
    valid_until = DateField(
        label=gettext_lazy("Valid until"), error_messages={"required": gettext_lazy("Enter the last day")}
    )
    agent_scope = forms.ChoiceField(
        label=gettext_lazy("Do you act for somebody else?"), choices=SCOPES, widget=forms.RadioSelect, required=False
    )
    agent_for = forms.CharField(
        label=gettext_lazy("Owner of the right, if you act for them (optional)"), max_length=200, required=False
    )
    agent_until = DateField(
        label=gettext_lazy("Last day of their authorisation, if you act for them (optional)"), required=False
    )
    proof = forms.CharField(
        label=gettext_lazy("What proves it"),
        help_text=gettext_lazy("For example: certificate of registration. You send the file on the next page."),
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Enter what proves the right")},
    )

    def clean(self) -> dict[str, Any]:
        """The time is one, and an agent says for whom and until when."""
        read = super().clean() or {}
        begins, ends = read.get("valid_from"), read.get("valid_until")
        if begins and ends and ends < begins:
            self.add_error("valid_until", _("The last day must be the first day or later"))
        if read.get("agent_scope"):
            if not read.get("agent_for"):
                self.add_error("agent_for", _("Enter the owner for whom you act"))
            if not read.get("agent_until") and "agent_until" not in self.errors:
                self.add_error("agent_until", _("Enter the last day of the authorisation"))
        return read

    def claim(self) -> Claim:
        """As the action takes it."""
        read = self.cleaned_data
        begins, ends = midnight(read["valid_from"]), midnight_after(read["valid_until"])
        assert begins is not None
        assert ends is not None
        scope = AgencyScope(read["agent_scope"]) if read["agent_scope"] else None
        return Claim(
            kind=read["kind"],
            number=read["number"],
            office=read["office"],
            right_class=read["right_class"],
            territory=read["territory"],
            valid_from=begins,
            valid_to=ends,
            proof=read["proof"],
            agent_for=read["agent_for"] if scope else "",
            agent_scope=scope,
            agent_until=midnight_after(read["agent_until"]) if scope else None,
        )


PLACES = {"valid_to": "valid_until"}


def of(by: User) -> Any:
    """One's own, the newest first."""
    return Right.objects.filter(owner=by).order_by("-pk")


def state(right: Right, *, at: datetime) -> tuple[Promise, str]:
    """In words and a colour."""
    if right.disqualified_at is not None:
        return gettext_lazy("Taken back by the desk"), "red"
    if right.withdrawn_at is not None:
        return gettext_lazy("Given up"), "grey"
    if not right.is_in_force(at=at):
        return gettext_lazy("Not in force"), "grey"
    if right.qualifies(at=at):
        return gettext_lazy("Checked: you can use it"), "green"
    return gettext_lazy("Being checked: you can use it already"), "blue"


def words(right: Right) -> str:
    """Kind and number."""
    return f"{KIND_WORDS.get(right.kind, right.kind)} {right.number}"


def row(right: Right, *, at: datetime) -> dict[str, Any]:
    """What a list says of it."""
    says, colour = state(right, at=at)
    return {"right": right, "called": words(right), "state": says, "colour": colour}


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """All of one's own."""
    by, at = _by(request), clock.now()
    rows = [row(right, at=at) for right in of(by)]
    return render(request, "complainants/rights.html", {"title": _("Your rights"), "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """A new one; the proof's file follows on its own page. Renewing is registering the renewed one."""
    by, at = _by(request), clock.now()
    form = Registering(request.POST if request.method == "POST" else None)
    if form.is_valid():
        claim = form.claim()
        same = {"number": claim.number, "office": claim.office, "valid_to": claim.valid_to}
        made = of(by).filter(withdrawn_at=None, disqualified_at=None, kind=claim.kind, **same).first()
        try:
            made = made or rights.register(claim=claim, by=by, at=at)  # the second press finds that of the first
        except (NotFound, NotPermitted):
            raise
        except DeskError as refusal:
            field = next((PLACES.get(name, name) for name in refusal.fields), None)
            form.add_error(field if field in form.fields else None, str(said(refusal.detail)))
        else:
            return HttpResponseRedirect(reverse("right-files", args=[made.reference]))
    return render(request, "complainants/right_new.html", {"title": _("Register a right"), "form": form})


@require_safe
def show(request: HttpRequest, reference: str) -> HttpResponse:
    """One, with its proof."""
    by, at = _by(request), clock.now()
    right = _one(by, reference)
    context = {
        "title": words(right),
        **row(right, at=at),
        "scope": dict(SCOPES).get(right.agent_scope, ""),
        "files": enclosing.rows(right, by=by),
        "is_kept": right.withdrawn_at is None and right.disqualified_at is None,
        "in_force": right.is_in_force(at=at),
    }
    return render(request, "complainants/right.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    """Gives it up, after a page that says what that does."""
    by, at = _by(request), clock.now()
    right = _one(by, reference)
    to_right = HttpResponseRedirect(reverse("right", args=[right.reference]))
    if right.withdrawn_at is not None or right.disqualified_at is not None:
        return to_right
    if request.method != "POST":
        words_ = {"title": _("Give this right up"), "right": right, "called": words(right)}
        return render(request, "complainants/right_withdraw.html", words_)
    try:
        rights.withdraw(right=right, by=by, at=at)
    except MoveNotAllowed:
        return to_right
    messages.success(request, _("The right is given up. Nothing new can stand on it."))
    return to_right


@require_http_methods(["GET", "HEAD", "POST"])
def send_files(request: HttpRequest, reference: str) -> HttpResponse:
    """The proof."""
    return files.page(request, _place(_by(request), reference))


@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, reference: str, file_id: Any) -> HttpResponse:
    """One file of the proof, before it is checked."""
    return files.take_back(request, _place(_by(request), reference), ident=file_id)


@require_POST
def open_again(request: HttpRequest, reference: str, file_id: Any) -> StreamingHttpResponse:
    """One file of the proof, to who brought it."""
    by = _by(request)
    return files.give_out(request, _one(by, reference), by=by, ident=file_id)


def _place(by: User, reference: str) -> Place:
    right = _one(by, reference)
    return Place(
        thing=right,
        by=by,
        caption=right.reference,
        title=_("Files that prove the right"),
        says=_("The certificate or the contract, and if you act for somebody else their authorisation."),
        here=reverse("right-files", args=[right.reference]),
        back=reverse("right", args=[right.reference]),
        kind=EvidenceKind.PROOF,
        gives_back=of(by).unrelied_on().filter(pk=right.pk).exists(),
    )


def _one(by: User, reference: str) -> Right:
    found: Right = registers.only(of(by), reference=reference)
    return found


def _by(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # the table of doors lets nobody else in
    return request.user
