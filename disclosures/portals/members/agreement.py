"""Where a member agrees to the policy and the agreement, and sees to what they agreed and what changed since (P0c)."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import Acceptance, Document, PolicyVersion, User
from disclosures.actions import acceptances
from disclosures.domain.errors import PolicyVersionStale
from disclosures.models import clock
from disclosures.policies import acceptance
from disclosures.portals.members import asker
from disclosures.queries import terms


@require_http_methods(["GET", "HEAD", "POST"])
def agree(request: HttpRequest) -> HttpResponse:
    """Shows both documents as they apply and takes the one act that accepts both; the form names what was shown."""
    by = asker.of(request)
    if request.method != "POST":
        return _page(request, by)
    policy, agreement = (_number(request.POST.get(document.value, "")) for document in Document)
    try:
        acceptances.accept(policy=policy, agreement=agreement, means=Acceptance.Means.PAGE, by=by, at=clock.now())
    except PolicyVersionStale:
        problem = _("A newer version applies since you opened this page. Read what changed, then accept.")
        return _page(request, by, problem=problem, status=HTTPStatus.CONFLICT)
    messages.success(request, _("You accepted the privacy policy and the Service Use Agreement."))
    return HttpResponseRedirect(asker.back(request))


def _number(word: str) -> int:
    return int(word) if word.isascii() and word.isdigit() and len(word) < len("99999") else 0


def _page(request: HttpRequest, by: User, *, problem: str = "", status: int = HTTPStatus.OK) -> HttpResponse:
    at = clock.now()
    missing = {version.pk for version in acceptance.missing_for(by, at=at)}
    current = terms.current(at=at)
    announced = {Document(one.document): one for one in PolicyVersion.objects.announced(at=at).not_accepted_by(by)}
    accepted = list(Acceptance.objects.filter(user=by).select_related("policy", "agreement").order_by("-at", "-pk"))
    words = {
        "title": _("Accept the current terms") if missing else _("What you agreed to"),
        "must_accept": bool(missing),
        "offered": [_row(current[document], accepted=accepted, missing=missing) for document in Document],
        "announced": _ahead(announced, current=current),
        "accepted": accepted,
        "problem": problem,
        "back": asker.back(request),
    }
    return render(request, "members/agreement.html", words, status=status)


def _ahead(
    announced: Mapping[Document, PolicyVersion], *, current: Mapping[Document, PolicyVersion]
) -> list[dict[str, Any]]:
    """What would be accepted ahead of time: the announced version, with the other document as it stands."""
    if not announced:
        return []
    return [
        _row(announced.get(document, current[document])) | {"is_announced": document in announced}
        for document in Document
    ]


def _row(
    version: PolicyVersion, *, accepted: list[Acceptance] | None = None, missing: set[int] | None = None
) -> dict[str, Any]:
    """One document, and the version of it that the member accepted before."""
    before = [
        one.number
        for act in accepted or ()
        for one in (act.policy, act.agreement)
        if one.document == version.document and one.number != version.number
    ]
    return {
        "version": version,
        "name": NAMES[Document(version.document)](),
        "is_missing": version.pk in (missing or ()),
        "before": max(before, default=None),
    }


NAMES = {
    Document.PRIVACY_POLICY: lambda: _("Privacy policy"),
    Document.SERVICE_AGREEMENT: lambda: _("Service Use Agreement"),
}
