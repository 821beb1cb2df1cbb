"""The forms in which a package is downloaded: made in memory from the unsealed contents, never kept (DESIGN 3, 8)."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.utils import translation

from disclosures.delivery.form import Form
from disclosures.delivery.forms import bundle, paper, table
from disclosures.delivery.forms.file import File, Package
from disclosures.models import Release
from disclosures.queries import ends, purposes

__all__ = ["DOWNLOADS", "File", "render"]


def render(release: Release, contents: dict[str, Any], form: Form) -> File:
    """One form of an opened package. Raises ``KeyError`` for a form that is no file.

    It speaks the language that the register has for the recipient, whoever of its people downloads it: so each copy is
    the same bytes, and a paper checks with the certificate of another download. Without one, that of who downloads.
    """
    with translation.override(_language(release)):
        package = Package(
            contents=contents,
            manifest=release.manifest,
            sealed_sha256=release.sha256,
            released_at=release.released_at,
            until=release.grant.until,
            purpose=purposes.words(release.case),
            ends=ends.words(release),
        )
        return DOWNLOADS[form](package)


def _language(release: Release) -> str:
    recipient = release.case.recipient
    registered = recipient.language if recipient is not None else ""
    return registered or translation.get_language() or settings.LANGUAGE_CODE


def _json(package: Package) -> File:
    content = json.dumps(package.contents, ensure_ascii=False, indent=1).encode()
    return package.file("json", "application/json", content)


def _csv(package: Package) -> File:
    return package.file("csv", "text/csv; charset=utf-8", table.as_csv(package.contents).encode())


def _pdf(package: Package) -> File:
    return package.file("pdf", "application/pdf", paper.as_pdf(package))


def _zip(package: Package) -> File:
    files = [_json(package), _csv(package), _pdf(package)]
    return package.file("zip", "application/zip", bundle.as_zip(package, files))


DOWNLOADS: Mapping[Form, Callable[[Package], File]] = {
    Form.PDF: _pdf,
    Form.JSON: _json,
    Form.CSV: _csv,
    Form.ZIP: _zip,
}
