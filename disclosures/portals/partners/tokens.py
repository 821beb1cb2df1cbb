"""A partner's tokens for its machines: made by who has just proved who they are, shown once, ended at once (P2a)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Scope, Token, User
from accounts.models.token import LONGEST_LIFE, USUAL_LIFE
from accounts.sign_in.gate import makes_secrets
from disclosures.actions import tokens
from disclosures.actions.tokens import Wish
from disclosures.domain.errors import DeskError, MoveNotAllowed, NotFound, NotPermitted
from disclosures.models import Engagement, clock
from disclosures.policies import registers
from disclosures.queries import unlocked
from paletten.shell.words import said

MOST_ENDED = 30
"""Ended ones that are shown, the newest; the API has them all."""
EVERYTHING = "-"
"""No engagement is called so: a token that is bound to none."""
SCOPES = {
    Scope.READ: gettext_lazy("Read: list requests and releases, without a value"),
    Scope.ACT: gettext_lazy("Act: file requests, answer, confirm receipt"),
    Scope.OPEN: gettext_lazy("Open: read the values of a release"),
}
LIVES = (timedelta(days=30), USUAL_LIFE, LONGEST_LIFE)


class NewToken(forms.Form):
    """What the token shall be; no more than its machine needs."""

    label = forms.CharField(
        label=gettext_lazy("Name"),
        help_text=gettext_lazy("Which machine uses it, for example “dispatch system”."),
        max_length=80,
        error_messages={"required": gettext_lazy("Enter a name for the token")},
    )
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("What it may do"),
        help_text=gettext_lazy(
            "Give no more than needed. A token that opens is made within half an hour of typing the code of a "
            "release, in the same browser."
        ),
        choices=list(SCOPES.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Tick at least one")},
    )
    engagement = forms.ChoiceField(
        label=gettext_lazy("Which engagement it reaches"),
        help_text=gettext_lazy("A token of one engagement reaches nothing else, and ends with it."),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select one")},
    )
    days = forms.TypedChoiceField(
        label=gettext_lazy("How long it lives"),
        coerce=int,
        choices=[(life.days, life.days) for life in LIVES],
        initial=USUAL_LIFE.days,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select one")},
    )
    ident = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4, required=False)

    def __init__(self, data: Any = None, *, engagements: list[Engagement]) -> None:
        super().__init__(data)
        bound: Any = self.fields["engagement"]
        named = [(one.name, one.name) for one in engagements]
        bound.choices = [*named, (EVERYTHING, _("Everything that I may do here: it is bound to no engagement"))]
        days: Any = self.fields["days"]
        days.choices = [(life.days, _("%(days)s days") % {"days": life.days}) for life in LIVES]


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Live ones, then those that ended."""
    by, at = request.user, clock.now()
    assert isinstance(by, User)  # the table of doors lets nobody else in
    rows = rows_of(by, at=at)
    words = {
        "title": _("Tokens"),
        "live": [row for row in rows if row["is_live"]],
        "ended": [row for row in rows if not row["is_live"]][:MOST_ENDED],
    }
    return render(request, "partners/tokens.html", words)


def rows_of(by: User, *, at: datetime, **filters: Any) -> list[dict[str, Any]]:
    """One's own tokens, the newest first, without their secrets."""
    found = Token.objects.filter(user=by, **filters).select_related("user", "bond__engagement")
    return [_row(token, at=at) for token in found.order_by("-created_at", "-pk")]


def _row(token: Token, *, at: datetime) -> dict[str, Any]:
    bond = getattr(token, "bond", None)
    return {
        "token": token,
        "scopes": [SCOPES[Scope(one)] for one in token.scopes],
        "engagement": bond.engagement if bond else None,
        "is_live": token.is_live(at=at) and (bond is None or bond.is_live(at=at)),
        "is_with_engagement": bond is not None and not bond.is_live(at=at),
        "ended_at": token.revoked_at or token.expires_at,
    }


@makes_secrets
@require_http_methods(["GET", "HEAD", "POST"])
def make(request: HttpRequest) -> HttpResponse:
    """Asks; then shows the secret in the answer to the press, and nowhere again."""
    by, at = request.user, clock.now()
    assert isinstance(by, User)
    active = [one for one in registers.engagements_visible_to(by).order_by("name") if one.is_active(at=at)]
    form = NewToken(request.POST if request.method == "POST" else None, engagements=active)
    if request.method == "POST" and form.is_valid():
        try:
            token, secret = _made(request, form, by=by, at=at, engagements=active)
        except MoveNotAllowed as already:
            messages.info(request, str(said(already.detail)))
            return HttpResponseRedirect(reverse("own-tokens"))
        except (NotFound, NotPermitted):
            raise
        except DeskError as refusal:
            field = next((name for name in refusal.fields if name in form.fields), "scopes")
            form.add_error(field, str(said(refusal.detail)))
        else:
            words = {"title": _("Your new token"), "secret": secret, **_row(token, at=at)}
            return render(request, "partners/token_made.html", words)
    return render(request, "partners/token_new.html", {"title": _("Make a token"), "form": form})


def _made(
    request: HttpRequest, form: NewToken, *, by: User, at: datetime, engagements: list[Engagement]
) -> tuple[Token, str]:
    read = form.cleaned_data
    scopes = [Scope(one) for one in read["scopes"]]
    if Scope.OPEN in scopes:
        unlocked.require_typed(by, session_key=str(request.session.session_key), at=at)
    bound = next((one for one in engagements if one.name == read["engagement"]), None)
    until = at + timedelta(days=read["days"])
    wish = Wish(read["label"], scopes, bound, until, read["ident"])
    return tokens.make(holder=by, wish=wish, by=by, at=at)


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, token_id: UUID) -> HttpResponse:
    """Says what ends, and on the press ends it."""
    by, at = request.user, clock.now()
    assert isinstance(by, User)
    token = registers.only(Token.objects.filter(user=by).select_related("user", "bond__engagement"), public_id=token_id)
    if request.method == "POST":
        try:
            tokens.end(token=token, by=by, at=at)
        except MoveNotAllowed as already:
            messages.info(request, str(said(already.detail)))
        else:
            messages.success(request, _("The token is ended. Its next request is refused."))
        return HttpResponseRedirect(reverse("own-tokens"))
    words = {"title": _("End this token"), **_row(token, at=at)}
    return render(request, "partners/token_end.html", words)
