"""The register of where data went, for privacy officers and auditors (P4)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.decorators.http import require_safe

from accounts.models import User
from disclosures.domain.clocks import DESK_ZONE
from disclosures.domain.grounds import TransferGround
from disclosures.domain.roles import OrganisationKind
from disclosures.models import Release, clock
from disclosures.queries import transfers
from disclosures.queries.transfers import Wanted
from paletten.kit.dates import DateField
from paletten.shell.item_words import ITEMS

ROWS = 50
GROUNDS: Mapping[str, str] = {
    TransferGround.TREATY: gettext_noop("A treaty"),
    TransferGround.STANDARD_CONTRACT: gettext_noop("The standard contract"),
    TransferGround.SECURITY_ASSESSMENT: gettext_noop("A security assessment"),
    TransferGround.CERTIFICATION: gettext_noop("A certification"),
    TransferGround.SEPARATE_CONSENT: gettext_noop("The member's separate consent"),
    TransferGround.OTHER_LAW: gettext_noop("Another law"),
}
RECIPIENTS: Mapping[str, str] = {
    OrganisationKind.AUTHORITY: gettext_noop("an authority"),
    OrganisationKind.COURT: gettext_noop("a court"),
    OrganisationKind.PARTNER: gettext_noop("a partner"),
    OrganisationKind.COMPANY: gettext_noop("a company"),
    OrganisationKind.RIGHTS_HOLDER: gettext_noop("a rights holder"),
    transfers.PERSON: gettext_noop("a person"),
}


class Part(forms.Form):
    """Which part of the register is wanted."""

    from_country = forms.CharField(required=False, label=gettext_lazy("Stored in"))
    to_country = forms.CharField(required=False, label=gettext_lazy("Went to"))
    since = DateField(required=False, label=gettext_lazy("Released from this day"))
    until = DateField(required=False, label=gettext_lazy("Released up to this day"))
    abroad = forms.BooleanField(required=False, label=gettext_lazy("Only what crossed a border"))

    def clean_from_country(self) -> str:
        """A country's two letters."""
        return _country(self.cleaned_data["from_country"])

    def clean_to_country(self) -> str:
        """A country's two letters."""
        return _country(self.cleaned_data["to_country"])

    @property
    def wanted(self) -> Wanted:
        """What was asked for; days are the desk's, and the last of them is whole."""
        said = self.cleaned_data
        return Wanted(
            from_country=said["from_country"],
            to_country=said["to_country"],
            abroad=True if said["abroad"] else None,
            since=_midnight(said["since"]),
            until=_midnight(said["until"] and said["until"] + timedelta(days=1)),
        )


def _country(word: str) -> str:
    word = word.strip().upper()
    if word and not transfers.is_country(word):
        raise ValidationError(_("Enter the two letters of a country, for example CN"))
    return word


def _midnight(day: Any) -> datetime | None:
    return datetime.combine(day, time(), tzinfo=DESK_ZONE) if day else None


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """One page of the register, the newest first; what cannot be asked is said beside its field."""
    assert isinstance(request.user, User)
    form = Part(request.GET)
    wanted = form.wanted if form.is_valid() else transfers.EVERYTHING
    register = transfers.register(request.user, at=clock.now(), wanted=wanted)
    found = list(_after(register, request.GET.get("cursor", "")).order_by("-released_at", "-pk")[: ROWS + 1])
    asked = request.GET.copy()
    asked.pop("cursor", None)
    words = {
        "title": _("Where data went"),
        "form": form,
        "rows": [_row(release) for release in found[:ROWS]],
        "is_part": wanted != transfers.EVERYTHING,
        "table": _table(wanted),
        "following": f"?{_with(asked, cursor=str(found[ROWS - 1].pk))}" if len(found) > ROWS else "",
    }
    return render(request, "staff/transfers.html", words)


def _after(rows: QuerySet[Release], cursor: str) -> QuerySet[Release]:
    """What comes behind a release; all, where there is none of this name."""
    try:
        last = rows.filter(pk=UUID(cursor)).values_list("released_at", "pk").first()
    except ValueError:
        return rows
    if last is None:
        return rows
    released_at, pk = last
    return rows.filter(Q(released_at__lt=released_at) | Q(released_at=released_at, pk__lt=pk))


def _with(asked: Any, **words: str) -> str:
    asked.update(words)
    return str(asked.urlencode())


def _table(wanted: Wanted) -> str:
    """Where the API gives the same as a table."""
    asked = {
        "as": "csv",
        "from_country": wanted.from_country,
        "to_country": wanted.to_country,
        "abroad": "true" if wanted.abroad else "",
        "since": wanted.since.isoformat() if wanted.since else "",
        "until": wanted.until.isoformat() if wanted.until else "",
    }
    return f"/api/v1/transfers/?{urlencode({name: word for name, word in asked.items() if word})}"


def _row(release: Release) -> dict[str, Any]:
    went = transfers.went_from(release.manifest)
    return {
        "release": release,
        "went": [{"country": country, "items": [ITEMS[item] for item in items]} for country, items in went.items()],
        "recipient": _(RECIPIENTS[transfers.recipient_kind(release)]),
        "ground": _(GROUNDS[release.transfer_ground]) if release.transfer_ground else "",
    }
