"""A member's consents: what was given, what each opened, taking one back, and its receipt (P3a)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Consent, User
from disclosures.actions import consents
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.errors import MoveNotAllowed
from disclosures.domain.extents import Detail
from disclosures.models import clock
from disclosures.policies import registers
from disclosures.portals.members import asker
from disclosures.queries import consents as effects
from disclosures.queries import preferences, receipts
from paletten.shell.item_words import DETAILS, ITEMS


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Live ones, then those that ended; and the questions answered with no, which may not be asked again yet."""
    by, at = asker.of(request), clock.now()
    mine = list(_mine(by).order_by("-given_at", "-pk"))
    live = {consent.pk for consent in Consent.objects.live(at=at).filter(subject=by)}
    words = {
        "title": _("Your consents"),
        "live": [_row(consent) for consent in mine if consent.pk in live],
        "ended": [_row(consent) for consent in mine if consent.pk not in live],
        "refusals": effects.refused_lately(by, at=at),
        "may_ask_partners": preferences.of(by).may_be_asked(at=at),
    }
    return render(request, "members/consents.html", words)


@require_safe
def receipt(request: HttpRequest, consent_id: UUID) -> HttpResponse:
    """The receipt as a page."""
    by, at = asker.of(request), clock.now()
    consent = _one(by, consent_id)
    words = {
        "title": _("Receipt for your consent"),
        "row": _row(consent),
        "receipt": receipts.receipt(consent),
        "is_live": Consent.objects.live(at=at).filter(pk=consent.pk).exists(),
    }
    return render(request, "members/receipt.html", words)


@require_safe
def receipt_file(request: HttpRequest, consent_id: UUID) -> HttpResponse:
    """The receipt for other systems to read."""
    consent = _one(asker.of(request), consent_id)
    name = f"consent-receipt-{consent.public_id}.json"
    return JsonResponse(
        receipts.receipt(consent),
        json_dumps_params={"ensure_ascii": False, "indent": 2},
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, consent_id: UUID) -> HttpResponse:
    """Says what a withdrawal closes, and withdraws when that page's button is pressed."""
    by, at = asker.of(request), clock.now()
    consent = _one(by, consent_id)
    if request.method == "POST":
        return _withdrawn(request, consent)
    if not Consent.objects.live(at=at).filter(pk=consent.pk).exists():
        return HttpResponseRedirect(reverse("consent", args=[consent_id]))
    words = {"title": _("Withdraw this consent?"), "row": _row(consent), "closes": effects.open_under(consent, at=at)}
    return render(request, "members/withdraw.html", words)


def _withdrawn(request: HttpRequest, consent: Consent) -> HttpResponse:
    try:
        consents.withdraw(consent=consent, by=asker.of(request), at=clock.now())
    except MoveNotAllowed:
        messages.info(request, _("This consent had ended already. Nothing was changed."))
    else:
        messages.success(request, _("You withdrew the consent. What was open under it is closed."))
    return HttpResponseRedirect(reverse("consents"))


def _mine(by: User) -> QuerySet[Consent]:
    related = ("subject", "recipient_user", "recipient_organisation")
    return Consent.objects.filter(subject=by).select_related(*related).prefetch_related("items")


def _one(by: User, consent_id: UUID) -> Consent:
    """The member's own consent; somebody else's is as unknown as none (DESIGN 5.9)."""
    return registers.only(_mine(by), public_id=consent_id)


def _row(consent: Consent) -> dict[str, Any]:
    items = [
        {"name": ITEMS[ItemKey(row.item)], "detail": DETAILS[Detail.of(row.detail)], "row": row}
        for row in sorted(consent.items.all(), key=lambda row: list(ItemKey).index(ItemKey(row.item)))
    ]
    return {"given": consent, "recipient": consent.recipient_as_agreed, "items": items}
