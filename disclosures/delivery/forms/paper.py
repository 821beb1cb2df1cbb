"""A package as PDF/A-2a (ISO 19005-2): tagged, with its font inside, every page marked (docs/decisions/0041)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import typst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from disclosures.delivery.forms import glyphs
from disclosures.delivery.forms.file import Package
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.extents import Detail
from disclosures.domain.reasons import Reason
from paletten.shell.item_words import DETAILS, ITEMS, REASONS

TEMPLATE = Path(__file__).with_name("paper.typ")
STANDARD: Final = "a-2a"
REGIONS = {"zh": "CN", "en": "GB"}


def as_pdf(package: Package) -> bytes:
    """The pages, the same bytes each time for the same package and language. Nothing is written to a disk."""
    data = _printable(_data(package))
    return typst.compile(
        TEMPLATE,
        format="pdf",
        font_paths=[glyphs.FOLDER],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards=STANDARD,
        timestamp=int(package.released_at.timestamp()),
    )


def _data(package: Package) -> dict[str, Any]:
    told = package.contents
    language = (get_language() or "en").partition("-")[0]
    day = package.released_at.astimezone(UTC)
    return {
        "lang": language,
        "region": REGIONS.get(language, ""),
        "title": _("Disclosure %(reference)s") % {"reference": package.reference},
        "day": {"year": day.year, "month": day.month, "day": day.day},
        "reference": package.reference,
        "mark": _("For %(recipient)s only · %(reference)s · clause %(clause)s of the privacy policy")
        % {"recipient": told["recipient"], "reference": package.reference, "clause": told["clause"]},
        "limits": _("Use only for: %(purpose)s. Do not pass on. Delete when access ends (%(until)s).")
        % {"purpose": told["purpose"], "until": _until(package)},
        "facts": list(_facts(package)),
        "people": [
            _person(place, subject, [row for row in package.manifest["items"] if row["subject"] == place])
            for place, subject in enumerate(told["subjects"])
        ],
        "said": {
            "desk": _("Paletten Disclosure Desk"),
            "confidential": _("Personal data · confidential"),
            "head_given": [_("Kind of data"), _("How much"), _("Value")],
            "withheld": _("Asked for and not given:"),
            "check_title": _("Is this paper genuine?"),
            "check": _(
                "The complete package holds this paper, a certificate with the SHA-256 of each file, and its Ed25519 "
                "signature. VERIFY.txt in it says how to check them without us."
            ),
        },
    }


def _facts(package: Package) -> Iterator[tuple[str, str]]:
    told = package.contents
    yield _("Recipient"), told["recipient"]
    yield _("Reference"), package.reference
    yield _("Clause of the privacy policy"), told["clause"]
    yield _("Purpose"), told["purpose"]
    yield _("Released"), _moment(package.released_at)
    yield _("Access ends"), _until(package)
    yield _("Release"), told["release"]
    yield _("SHA-256 of the sealed package"), package.sealed_sha256


def _until(package: Package) -> str:
    return _moment(package.until) if package.until else _("by an event, as the policy says")


def _person(place: int, subject: Mapping[str, Any], rows: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    given, withheld = [], []
    for row in rows:
        item = str(ITEMS[ItemKey(row["item"])])
        held = subject["items"].get(row["item"])
        if held is None:
            withheld.append({"item": item, "reason": str(REASONS[Reason(row["reason"])]) if row["reason"] else ""})
            continue
        detail = str(DETAILS[Detail.of(held["detail"])])
        origin = _("%(source)s, as of %(time)s") % {"source": row["source"], "time": _clock(row["as_of"])}
        given.append({"item": item, "detail": f"{detail}\n{origin}", "values": [_line(v) for v in held["values"]]})
    return {"name": subject["named"] or str(place + 1), "given": given, "withheld": withheld}


def _line(value: Mapping[str, Any]) -> str:
    plain = value["value"]
    if isinstance(plain, bool):
        said = _("There is one")
    elif isinstance(plain, Mapping):
        said = ", ".join(str(part) for part in plain.values() if part)
    else:
        said = str(plain)
    return f"{_clock(value['at'])}  {said}" if value.get("at") else said


def _clock(written: str | None) -> str:
    return _moment(datetime.fromisoformat(written)) if written else ""


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")


def _printable(value: Any) -> Any:
    """Every text in it as the font can print it; line ends stay."""
    if isinstance(value, str):
        return "\n".join(glyphs.printable(line) for line in value.split("\n"))
    if isinstance(value, Mapping):
        return {key: _printable(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(inner) for inner in value]
    return value
