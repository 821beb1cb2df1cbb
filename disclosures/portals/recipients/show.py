"""The page of a release: before the code a question for it, after it everything but the values."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.sign_in.gate import answers_suspended
from disclosures.actions import opening_codes
from disclosures.delivery import forms as delivery_forms
from disclosures.delivery import rows
from disclosures.delivery.form import Form
from disclosures.delivery.opening import Opened
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.masking.contact import first_letter_and_domain
from disclosures.models import Release
from disclosures.portals.recipients import found
from disclosures.portals.recipients.found import Found
from disclosures.queries import disclosures, ends, purposes, unlocked
from paletten.shell.item_words import ITEMS

DOWNLOADS = {
    Form.ZIP: gettext_lazy("Complete package: all forms, with certificate and signature"),
    Form.PDF: gettext_lazy("PDF/A, to print and to file"),
    Form.CSV: gettext_lazy("CSV, for spreadsheets"),
    Form.JSON: gettext_lazy("JSON, for other systems"),
}


class CodeForm(forms.Form):
    """The one field before a release opens."""

    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false"}),
        error_messages={
            "required": gettext_lazy("Enter the code from the mail"),
            "max_length": gettext_lazy("Enter the code from the mail"),
        },
    )


@answers_suspended
@require_safe
def show(request: HttpRequest, reference: str) -> HttpResponse:
    """Opens, counts and sends nothing: mail scanners press links."""
    about = found.of(request, reference)
    return page(request, about) if about.is_unlocked else locked(request, about, CodeForm())


def locked(request: HttpRequest, about: Found, form: CodeForm) -> HttpResponse:
    """The page that asks for the code, and tells nothing of what it opens."""
    address = opening_codes.address_of(about.release)
    words = {
        "title": _("Enter the code"),
        "release": about.release,
        "case": about.release.case,
        "form": form,
        "address": first_letter_and_domain(address) if address else "",
        "is_organisation": about.release.case.recipient_organisation is not None,
        "is_awaited": form.is_bound or unlocked.is_awaited(about.release, by=about.by, at=about.at),
    }
    return render(request, "recipients/locked.html", words)


@dataclass(frozen=True, slots=True)
class Measure:
    """What tells one file from another."""

    size: int
    sha256: str


def files(opened: Opened) -> dict[Form, Measure]:
    """Size and SHA-256 of each file, in the reader's language; hashes of few values can be guessed: an opening."""
    made = {form: delivery_forms.render(opened.release, opened.contents, form).content for form in DOWNLOADS}
    return {form: Measure(len(content), hashlib.sha256(content).hexdigest()) for form, content in made.items()}


def page(
    request: HttpRequest,
    about: Found,
    *,
    opened: Opened | None = None,
    pressed: Sequence[str] = (),
    files: Mapping[Form, Measure] | None = None,
) -> HttpResponse:
    """The release without values, but for those that were just opened."""
    release = about.release
    words: dict[str, Any] = {
        "title": _("What you were given"),
        "release": release,
        "case": release.case,
        "grant": release.grant,
        "left": max(release.grant.openings_allowed - release.grant.openings, 0),
        "purpose": purposes.words(release.case),
        "ends": ends.words(release),
        "people": rows.people(release.manifest, contents=opened.contents if opened else None, pressed=pressed),
        "must_accept": release.case.rules.use_limits and release.grant.use_limits_accepted_at is None,
        "is_shown": opened is not None,
        "is_one": len({row["subject"] for row in release.manifest["items"]}) == 1,
        "changes": _changes(release),
        "downloads": [(form, label, (files or {}).get(form)) for form, label in DOWNLOADS.items()],
        "is_measured": files is not None,
    }
    return render(request, "recipients/release.html", words)


def _changes(release: Release) -> list[tuple[datetime, Promise]]:
    """When something of it changed since, and what."""
    told = disclosures.changes_of([release]).get(release.pk, ())
    return [(change.at, ITEMS[ItemKey(item)]) for change in told for item in change.items]
