"""What the recipient would see if it left now: made by a press, recorded, masked, and kept nowhere (DESIGN 5.1)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from disclosures.delivery import preview, rows
from disclosures.delivery.preview import Preview
from disclosures.domain.errors import SourceProblem
from disclosures.domain.moves import WORKED_ON
from disclosures.portals.staff.acting import LONGEST
from disclosures.portals.staff.case import found
from disclosures.portals.staff.case.found import Found


class Asked(forms.Form):
    """Why the values themselves are wanted; only who signs next is asked."""

    reason = forms.CharField(
        label=_("Why you must see the values (optional)"),
        help_text=_("You sign the next step. Without a reason you see them masked. The reason stays in the file."),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, reference: str) -> HttpResponse:
    """Says what a press does; the press reads, once, and shows what it read in its own answer."""
    about = found.of(request, reference)
    form = Asked(request.POST if request.method == "POST" else None)
    made, is_away = None, False
    if request.method == "POST" and form.is_valid():
        try:
            made = preview.make(about.case, by=about.by, at=about.at, reason=form.cleaned_data["reason"])
        except SourceProblem:
            is_away = True
    answer = found.show(
        request,
        about,
        tab="case-preview",
        form=form if _signs(about) else None,
        is_open=about.case.status in WORKED_ON,
        draws_on=about.case.preservation_id is not None,
        is_away=is_away,
        made=made,
        people=list(_people(made)) if made else [],
        values=sum(made.counts.values()) if made else 0,
        missing=len(made.missing) if made else 0,
    )
    answer.status_code = 503 if is_away else 200
    return answer


def _signs(about: Found) -> bool:
    return bool(about.due_step and about.due_step.by_you)


def _people(made: Preview) -> Iterator[dict[str, Any]]:
    """Person by person what they would be given, with how many values there are of each item."""
    for person in rows.people(made.manifest, contents=made.contents, pressed=list(made.counts)):
        given = [
            {"row": row, "count": made.counts.get(row.key, 0), "is_missing": row.key in made.missing}
            for row in person.given
        ]
        yield {"person": person, "given": given}
