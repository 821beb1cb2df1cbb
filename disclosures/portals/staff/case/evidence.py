"""The files of a case: laid before the desk here, read once they are safe, decided about in the register."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from disclosures.actions import evidence as actions
from disclosures.delivery.evidence import attaching, reading, receiving
from disclosures.delivery.evidence.arriving import Arrived
from disclosures.domain.errors import DeskError, NotFound, NotPermitted
from disclosures.domain.evidence.kinds import UNDECIDED, EvidenceKind, EvidenceState
from disclosures.domain.roles import LEGAL_STAFF
from disclosures.models import Evidence
from disclosures.policies import evidence as policies
from disclosures.portals.staff.case import found
from disclosures.portals.staff.case.found import Found
from disclosures.portals.staff.registers.quarantine import STATES
from paletten.shell.words import said

KINDS: Mapping[str, Promise] = {
    EvidenceKind.INSTRUMENT: gettext_lazy("Copy of the paper"),
    EvidenceKind.PROOF: gettext_lazy("Proof"),
    EvidenceKind.CORRESPONDENCE: gettext_lazy("Correspondence"),
    EvidenceKind.STATEMENT: gettext_lazy("Statement"),
    EvidenceKind.OTHER: gettext_lazy("Something else"),
}
GIVEN_OUT = frozenset({EvidenceState.SAFE, EvidenceState.CLEARED, EvidenceState.UNSCANNED})


class Upload(forms.Form):
    """One file, and what it is."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What the file is"),
        choices=[(kind.value, KINDS[kind]) for kind in EvidenceKind],
        initial=EvidenceKind.INSTRUMENT.value,
    )
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "PDF, JPEG, PNG, plain text, e-mail (EML) or Word (DOCX), by its content; without a password."
        ),
        allow_empty_file=True,
        error_messages={"required": gettext_lazy("Choose a file")},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, reference: str) -> HttpResponse:
    """The files with their states; a file that is sent comes in here. The same file twice is one."""
    about = found.of(request, reference)
    form = Upload(request.POST, request.FILES) if request.method == "POST" else Upload()
    status = 200
    if form.is_bound and form.is_valid():
        status = _receive(about, form)
        if not status:
            messages.success(request, _("The file is laid before the desk. It can be read once it was scanned."))
            return HttpResponseRedirect(reverse("case-evidence", args=[about.case.reference]))
    files = Evidence.objects.filter(box__case=about.case).select_related("uploaded_by").order_by("number")
    answer = found.show(
        request,
        about,
        tab="case-evidence",
        files=[_row(about, file) for file in files],
        form=form if _may_add(about) else None,
    )
    answer.status_code = status
    return answer


def _row(about: Found, file: Evidence) -> dict[str, Any]:
    says, colour = STATES[EvidenceState(file.state)]
    return {
        "row": file,
        "kind": KINDS[file.kind],
        "says": says,
        "colour": colour,
        "is_given": file.state in GIVEN_OUT,
        "asks": file.state == EvidenceState.UNSCANNED and file.uploaded_by_id not in about.by.accounts,
        "is_undecided": file.state in UNDECIDED,
    }


def _may_add(about: Found) -> bool:
    """A form is there for who would not be refused."""
    if not about.by.roles & LEGAL_STAFF:
        return False
    try:
        policies.require_evidence_adder(by=about.by, thing=about.case, at=about.at)
        actions.require_open(about.case, by=about.by, at=about.at)
    except DeskError:
        return False
    return True


def _receive(about: Found, form: Upload) -> int:
    """0 where the desk has the file now, or had it; else the status of the refusal, which stands beside the field."""
    arrived = cast("Arrived", form.cleaned_data["file"])
    here = Evidence.objects.filter(box__case=about.case, uploaded_by=about.by, destroyed_at__isnull=True)
    if arrived.sha256 and here.filter(sha256=arrived.sha256, kind=form.cleaned_data["kind"]).exists():
        return 0
    kind = EvidenceKind(form.cleaned_data["kind"])
    try:
        receiving.receive(thing=about.case, arrived=arrived, kind=kind, by=about.by, at=about.at)
    except (NotFound, NotPermitted):
        raise
    except DeskError as refusal:
        form.add_error("file", str(said(refusal.detail)))
        return refusal.status
    return 0


@require_POST
def download(request: HttpRequest, reference: str, evidence_id: UUID) -> StreamingHttpResponse:
    """One file to keep; recorded by name before its first byte."""
    about = found.of(request, reference)
    if not Evidence.objects.filter(pk=evidence_id, box__case=about.case).exists():
        raise NotFound
    knows = request.POST.get("accept_unscanned") == "yes"
    given = reading.give_out(evidence_id=evidence_id, by=about.by, at=about.at, accepts_unscanned=knows)
    return attaching.attached(given)
