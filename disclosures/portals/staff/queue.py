"""Today and the queue: what there is to do, tab by tab; filters stand in the address, so that a view can be kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from disclosures.actions import assignments
from disclosures.bases import REGISTRY
from disclosures.domain import references
from disclosures.domain.errors import DeskError
from disclosures.domain.moves import Status
from disclosures.models import Case, SavedView, clock
from disclosures.policies import doors
from disclosures.portals.staff import due, words
from disclosures.queries import queue, waiting
from disclosures.queries.queue import TABS, Wanted
from disclosures.queries.waiting import Reader
from paletten.shell.words import ROLES

ROWS = 50
MOST_PAGES = 200
HOME = "mine"
AUDITED = "open"
"""Where somebody begins who takes no cases."""


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """One tab of the queue; an address that asks for what there is not shows the first."""
    assert isinstance(request.user, User)  # the table of doors lets nobody else in
    by, at = request.user, clock.now()
    typed = request.GET.get("reference", "").strip()
    if typed and references.is_valid(references.normalise(typed[:40])):
        return HttpResponseRedirect(reverse("case", args=[references.normalise(typed[:40])]))
    counted = queue.counts(by, at=at)
    wanted, page = wanted_of(request.GET, by=by), _page(request)
    found = list(queue.rows(by, wanted, at=at)[(page - 1) * ROWS : page * ROWS + 1])
    context = {
        "title": _("Today"),
        "today": _today(counted, by=by),
        "lists": list(_lists(by)),
        "to_decide": list(_to_decide(by, at=at)),
        "tabs": list(_tabs(wanted, counted)),
        "tab": TABS[wanted.tab],
        "rows": [row_of(case, at=at) for case in found[:ROWS]],
        "chips": list(_chips(wanted)),
        "wanted": wanted,
        "clauses": [(basis.code, f"{basis.clause} {_(basis.title)}") for basis in REGISTRY.in_force],
        "statuses": [(status, words.status(status)) for status in Status if status is not Status.DRAFT],
        "typed": typed,
        "takes": queue.works(by),
        "before": _address(wanted, page=page - 1) if page > 1 else "",
        "views": [{"view": view, "href": address_of(view)} for view in by.saved_views.all()],
        "keep": f"{reverse('view-new')}{_address(wanted)}",
        "following": _address(wanted, page=page + 1) if len(found) > ROWS and page < MOST_PAGES else "",
    }
    return render(request, "staff/queue.html", context)


@require_POST
def take_next(request: HttpRequest) -> HttpResponse:
    """Takes the most pressing case that nobody works on and that this person may decide."""
    assert isinstance(request.user, User)
    by, at = request.user, clock.now()
    for case in queue.next_for(by, at=at):
        try:
            assignments.take(case=case, by=by, at=at)
        except DeskError:  # somebody was quicker, or a two-person rule bars it: the next one
            continue
        return HttpResponseRedirect(reverse("case", args=[case.reference]))
    messages.info(request, _("Nothing is unassigned that you could take now."))
    return HttpResponseRedirect(reverse("queue"))


def wanted_of(asked: Mapping[str, str], *, by: User) -> Wanted:
    """The part of the queue that an address or a form names; what there is not is not asked."""
    first = HOME if queue.works(by) else AUDITED
    basis, status = asked.get("basis", ""), asked.get("status", "")
    return Wanted(
        tab=asked.get("tab", "") if asked.get("tab") in TABS else first,
        basis=basis if basis in {rules.code for rules in REGISTRY.in_force} else "",
        status=status if status in [*Status] else "",
    )


def _page(request: HttpRequest) -> int:
    said = request.GET.get("page", "1")
    return (
        min(max(int(said), 1), MOST_PAGES)
        if said.isascii() and said.isdigit() and len(said) <= len(str(MOST_PAGES))
        else 1
    )


def _today(counted: Mapping[str, int], *, by: User) -> str:
    late, ending, sign, mine = (counted[name] for name in ("late", "ending", "sign", "mine"))
    said = {
        "late": ngettext("%(number)s answer is late", "%(number)s answers are late", late) % {"number": late},
        "ending": ngettext("%(number)s access ends this week", "%(number)s accesses end this week", ending)
        % {"number": ending},
        "sign": ngettext("%(number)s needs your signature", "%(number)s need your signature", sign) % {"number": sign},
        "mine": ngettext("%(number)s case is yours", "%(number)s cases are yours", mine) % {"number": mine},
    }
    if not queue.works(by):
        return _("Of all open cases %(late)s; %(ending)s.") % said
    return _("%(mine)s, %(sign)s, %(late)s, %(ending)s.") % said


DECIDED: Mapping[str, Callable[[int], str]] = {
    "joining": lambda number: ngettext(
        "%(number)s person asks to be let into an organisation",
        "%(number)s people ask to be let into an organisation",
        number,
    ),
    "role_grant": lambda number: ngettext("%(number)s role is asked for", "%(number)s roles are asked for", number),
    "agency": lambda number: ngettext(
        "%(number)s agency asks to be entered", "%(number)s agencies ask to be entered", number
    ),
}
LISTS: Mapping[str, Promise] = {
    "signatures": gettext_lazy("Signatures that wait for me"),
    "releases": pgettext_lazy("what left", "Releases"),
    "holds": gettext_lazy("Holds and reminders"),
    "search": gettext_lazy("All cases and search"),
    "team": gettext_lazy("Team load"),
}


def _lists(by: User) -> Iterator[dict[str, Any]]:
    """The other working lists, as far as their doors open."""
    for name, label in LISTS.items():
        href = reverse(name)
        door = doors.find(route=href.removeprefix("/"), method="GET")
        if door is not None and door.lets_in(by):
            yield {"label": label, "href": href}


def _to_decide(by: User, *, at: datetime) -> Iterator[dict[str, Any]]:
    """What is no case and waits for a decision that this person may make, with how many."""
    reader = Reader(by, at)
    for kind, says in DECIDED.items():
        number = waiting.count(reader, wanted=waiting.Wanted(kind=kind))
        if number:
            yield {
                "label": says(number) % {"number": number},
                "href": f"{reverse('waiting')}?{urlencode({'kind': kind})}",
            }


def _tabs(wanted: Wanted, counted: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    for tab in TABS.values():
        yield {
            "label": _(tab.says),
            "href": f"?{urlencode({'tab': tab.name})}",
            "is_current": tab.name == wanted.tab,
            "count": counted.get(tab.name),
            "alerts": tab.alerts and bool(counted.get(tab.name)),
        }


def _chips(wanted: Wanted) -> Iterator[dict[str, Any]]:
    if wanted.basis:
        yield {"label": _(REGISTRY.current(wanted.basis).title), "href": _address(wanted, basis="")}
    if wanted.status:
        yield {"label": words.status(wanted.status), "href": _address(wanted, status="")}


def address_of(view: SavedView) -> str:
    """Where a saved view is."""
    return reverse("queue") + _address(Wanted(tab=view.tab, basis=view.basis, status=view.status))


def _address(wanted: Wanted, **other: object) -> str:
    kept = {"tab": wanted.tab, "basis": wanted.basis, "status": wanted.status} | other
    return "?" + urlencode({name: word for name, word in kept.items() if word})


def row_of(case: Case, *, at: datetime) -> dict[str, Any]:
    """One case in words."""
    signed: int = case.signed  # type: ignore[attr-defined]  # annotated by the query
    taken = getattr(case, "assignment", None)
    return {
        "case": case,
        "clause": _(case.rules.title),
        "status": words.status(case.status),
        "colour": words.COLOURS.get(case.status, "grey"),
        "outcome": words.outcome(case.outcome) if case.outcome else "",
        "recipient": case.recipient_name or (case.recipient.name if case.recipient else ""),
        "due": due.of_case(case, at=at),
        "signed": f"{signed}/{len(case.route)}" if case.status == Status.REVIEW and case.route else "",
        "with": [ROLES[role] for role in queue.roles_due(case)],
        "taken_by": taken.to.name if taken else "",
        "is_held": case.hold_until is not None and case.hold_until > at,
    }
