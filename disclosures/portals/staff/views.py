"""Saved views of the queue: one's own filters under a name, saved, renamed and deleted."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from disclosures.actions import saved_views
from disclosures.actions.saved_views import Filter
from disclosures.bases import REGISTRY
from disclosures.domain.errors import DeskError, NotFound
from disclosures.models import SavedView, clock
from disclosures.portals.staff import words
from disclosures.portals.staff.queue import address_of, wanted_of
from disclosures.queries.queue import TABS
from paletten.shell.words import said

LONGEST = 40
BOTH = ["GET", "HEAD", "POST"]


class Named(forms.Form):
    """What a view is called."""

    name = forms.CharField(
        label=gettext_lazy("Name of the view"),
        help_text=gettext_lazy("Only you see it. No names of members."),
        max_length=LONGEST,
        error_messages={"required": gettext_lazy("Enter a name")},
    )


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """All of one's views, with what each shows."""
    rows = [{"view": view, "href": address_of(view), "shows": _shows(view)} for view in _by(request).saved_views.all()]
    return render(request, "staff/views.html", {"title": _("Your views"), "rows": rows})


@require_http_methods(BOTH)
def new(request: HttpRequest) -> HttpResponse:
    """Asks for a name and keeps the filter that the address carries."""
    by = _by(request)
    wanted = wanted_of(request.GET, by=by)
    shows = Filter(tab=wanted.tab, basis=wanted.basis, status=wanted.status)
    form = Named(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            view = saved_views.save(by=by, at=clock.now(), name=form.cleaned_data["name"], shows=shows)
        except DeskError as refusal:
            return _refused(request, form, refusal, _save(), shows=shows)
        messages.success(request, _("The view is saved. Its link stands above the filters."))
        return HttpResponseRedirect(address_of(view))
    return _ask(request, form, _save(), shows=shows)


@require_http_methods(BOTH)
def rename(request: HttpRequest, view: int) -> HttpResponse:
    """Asks for another name."""
    by, row = _by(request), _own(request, view)
    form = Named(request.POST if request.method == "POST" else None, initial={"name": row.name})
    if form.is_valid():
        try:
            saved_views.rename(by=by, at=clock.now(), view=view, name=form.cleaned_data["name"])
        except NotFound:
            raise
        except DeskError as refusal:
            return _refused(request, form, refusal, _("Rename the view"), shows=row)
        messages.success(request, _("The view has another name."))
        return HttpResponseRedirect(reverse("views"))
    return _ask(request, form, _("Rename the view"), shows=row)


@require_http_methods(BOTH)
def delete(request: HttpRequest, view: int) -> HttpResponse:
    """Asks once more; cases are not touched by it. A second press finds it gone, and says so."""
    if request.method == "POST":
        with suppress(NotFound):
            saved_views.delete(by=_by(request), at=clock.now(), view=view)
        messages.success(request, _("The view is deleted."))
        return HttpResponseRedirect(reverse("views"))
    row = _own(request, view)
    return _ask(request, None, _("Delete the view"), shows=row, called=row.name)


def _save() -> str:
    return _("Save this view")


def _by(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # the table of doors lets nobody else in
    return request.user


def _own(request: HttpRequest, view: int) -> SavedView:
    row = _by(request).saved_views.filter(pk=view).first()
    if row is None:
        raise NotFound
    return row


def _refused(
    request: HttpRequest, form: Named, refusal: DeskError, title: str, *, shows: SavedView | Filter
) -> HttpResponse:
    form.add_error("name", str(said(refusal.detail)))
    return _ask(request, form, title, shows=shows, status=refusal.status)


def _ask(
    request: HttpRequest,
    form: Named | None,
    title: str,
    *,
    shows: SavedView | Filter,
    called: str = "",
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {"title": title, "form": form, "shows": _shows(shows), "called": called}
    return render(request, "staff/view.html", context, status=status)


def _shows(view: SavedView | Filter) -> list[str | Promise]:
    """What a view shows, in words; a clause or tab that is no more is left out."""
    known = {rules.code.value: _(rules.title) for rules in REGISTRY.in_force}
    parts = [
        _(TABS[view.tab].says) if view.tab in TABS else "",
        known.get(view.basis, ""),
        words.status(view.status) if view.status else "",
    ]
    return [part for part in parts if part]
