"""What colleagues looked at: searches by member with their reason, cases that were opened, tables taken away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.models import User
from disclosures.domain.looking import SEARCH_REASONS, ExportKind, SearchReason
from disclosures.models import DeskExport, RecordSearch
from disclosures.portals.staff import turning, words
from disclosures.queries import sought
from disclosures.queries.queue import TABS
from paletten.shell.words import said

PARTS: Mapping[str, Promise] = {
    "searches": gettext_lazy("Searches by member"),
    "cases": gettext_lazy("Cases opened by staff"),
    "exports": gettext_lazy("Exports"),
}
KINDS: Mapping[str, Promise] = {
    ExportKind.QUEUE: gettext_lazy("The queue"),
    ExportKind.LEDGER: gettext_lazy("The whole ledger"),
}


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """One kind after the other, the newest first; an address that asks for what there is not shows the first."""
    assert isinstance(request.user, User)  # the table of doors lets nobody else in
    by = request.user
    asked = request.GET.get("part", "")
    part = asked if asked in PARTS else next(iter(PARTS))
    cursor = request.GET.get("cursor", "")
    shown: Any
    if part == "cases":
        shown = turning.page(sought.readings(by), cursor, by="pk", newest_first=True)
        rows: list[Any] = shown.rows
    elif part == "exports":
        shown = turning.page(sought.exports(), cursor, by="pk", newest_first=True)
        rows = [_export(row) for row in shown.rows]
    else:
        shown = turning.page(sought.searches(by), cursor, by="at", newest_first=True)
        rows = [_search(row) for row in shown.rows]
    context = {
        "title": _("What staff looked at"),
        "tabs": [
            {"label": label, "href": f"?{urlencode({'part': name})}", "is_current": name == part}
            for name, label in PARTS.items()
        ],
        "part": part,
        "rows": rows,
        "following": f"?{urlencode({'part': part, 'cursor': shown.following})}" if shown.following else "",
    }
    return render(request, "auditors/looks.html", context)


def _search(row: RecordSearch) -> dict[str, Any]:
    return {
        "row": row,
        "reason": said(SEARCH_REASONS[SearchReason(row.reason)]),
        "found": [case.reference for case in row.found.all()],
    }


def _export(row: DeskExport) -> dict[str, Any]:
    tab = TABS.get(row.tab)
    filters = [_(tab.says) if tab else "", words.status(row.status) if row.status else "", row.basis]
    return {"row": row, "kind": KINDS[row.kind], "filters": [one for one in filters if one]}
