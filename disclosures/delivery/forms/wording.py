"""What the pages of a package say, as plain data that the template lays out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from disclosures.delivery.forms import glyphs
from disclosures.delivery.forms.file import Package
from disclosures.delivery.rows import Person, Row, Shown

REGIONS = {"zh": "CN", "en": "GB"}
FEW = 20
"""Values of an item that stand in its row; more are a list of their own below."""
MOST = 10_000
"""Values in the lists of one paper; an item that goes beyond is in the other files only, and the paper says so."""
AT_THE_FOOT = 80
"""Letters of a name or a purpose at the foot of each page; the first page has all of them."""


def of(package: Package) -> dict[str, Any]:
    """Everything that is printed, in the language that is set, each character as the fonts have it."""
    data = _data(package)
    lost = sorted({letter for text in _texts(data) for letter in glyphs.missing(text)})
    return {**_printable(data), "unprinted": _about(lost) if lost else None}


def _data(package: Package) -> dict[str, Any]:
    told, ends = package.contents, _moment(package.until) if package.until else package.ends[0]
    language = (get_language() or "en").partition("-")[0]
    day = package.released_at.astimezone(UTC)
    people = package.people
    kept = _kept(people)
    return {
        "lang": language,
        "region": REGIONS.get(language, ""),
        "title": _("Disclosure %(reference)s") % {"reference": package.reference},
        "day": {"year": day.year, "month": day.month, "day": day.day},
        "reference": package.reference,
        "mark": _("For %(recipient)s only · %(reference)s · clause %(clause)s of the privacy policy")
        % {"recipient": _short(told["recipient"]), "reference": package.reference, "clause": told["clause"]},
        "limits": _("Use only for: %(purpose)s. Do not pass on. Delete when access ends (%(until)s).")
        % {"purpose": _short(package.purpose), "until": ends},
        "facts": list(_facts(package)),
        "people": [_person(person, package, kept=kept) for person in people],
        "said": _said(),
    }


def _said() -> dict[str, Any]:
    return {
        "desk": _("Paletten Disclosure Desk"),
        "confidential": _("Personal data · confidential"),
        "head_given": [_("Kind of data"), _("How much"), _("Value")],
        "withheld": _("Asked for and not given:"),
        "check_title": _("Is this paper genuine?"),
        "check": _(
            "The complete package holds this paper, a certificate with the SHA-256 of each file, and its Ed25519 "
            "signature. VERIFY.txt in it says how to check them without us."
        ),
    }


def _facts(package: Package) -> Iterator[tuple[str, str]]:
    told = package.contents
    yield _("Recipient"), told["recipient"]
    yield _("Reference"), package.reference
    yield _("Clause of the privacy policy"), told["clause"]
    yield _("Purpose"), package.purpose
    yield _("Released"), _moment(package.released_at)
    dated = [_moment(package.until), _("or earlier:")] if package.until else []
    yield _("Access ends"), "\n".join([*dated, *package.ends])
    yield _("Release"), told["release"]
    yield _("SHA-256 of the sealed package"), package.sealed_sha256


def _kept(people: Iterable[Person]) -> set[str]:
    """The items whose values are printed: those with few always, the others in order while all of theirs fit."""
    room, kept = MOST, set()
    for row in (row for person in people for row in person.given):
        count = len(row.values or ())
        if count <= FEW:
            kept.add(row.key)
        elif count <= room:
            kept.add(row.key)
            room -= count
    return kept


def _person(person: Person, package: Package, *, kept: set[str]) -> dict[str, Any]:
    series = [row for row in person.given if row.key in kept and len(row.values or ()) > FEW]
    return {
        "name": person.named or _("Person %(number)s") % {"number": person.number},
        "given": [
            {
                "item": str(row.item),
                "extent": list(_extent(row)),
                "values": _values(row, package, is_kept=row.key in kept, is_series=row in series),
            }
            for row in person.given
        ],
        "withheld": [{"item": str(row.item), "reason": str(row.reason or "")} for row in person.withheld],
        "series": [{"item": str(row.item), "values": [_line(value) for value in row.values or ()]} for row in series],
    }


def _extent(row: Row) -> Iterator[str]:
    yield str(row.detail)
    if row.begins and row.ends:
        yield _("%(begins)s to %(ends)s") % {"begins": _moment(row.begins), "ends": _moment(row.ends)}
    if row.reason:
        yield _("Less than asked: %(reason)s") % {"reason": row.reason}
    if row.as_of:
        yield _("%(source)s, as of %(time)s") % {"source": row.source, "time": _moment(row.as_of)}


def _values(row: Row, package: Package, *, is_kept: bool, is_series: bool) -> list[str]:
    count = {"count": len(row.values or ())}
    if not is_kept:
        where = {"csv": f"{package.reference}.csv", "json": f"{package.reference}.json"}
        return [_("%(count)s values: too many for paper. All are in %(csv)s and %(json)s.") % (count | where)]
    if is_series:
        return [_("%(count)s values, listed below") % count]
    return [_line(value) for value in row.values or ()]


def _line(value: Shown) -> str:
    said = _("There is one") if value.is_there else ", ".join(value.lines)
    return f"{_moment(value.at)}  {said}" if value.at else said


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")


def _short(text: str) -> str:
    return text if len(text) <= AT_THE_FOOT else f"{text[: AT_THE_FOOT - 1]}…"


def _about(lost: Iterable[str]) -> str:
    """Why the paper has code points in place of letters; the other files hold the letters themselves."""
    return _(
        "Not printed as such, since no font of this paper has it or it is invisible, and shown by its Unicode number: "
        "%(numbers)s. The JSON and CSV files hold the characters themselves."
    ) % {"numbers": ", ".join(map(glyphs.number, lost))}


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from value.split("\n")
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)


def _printable(value: Any) -> Any:
    """Every text in it as the font can print it; line ends stay."""
    if isinstance(value, str):
        return "\n".join(glyphs.printable(line) for line in value.split("\n"))
    if isinstance(value, Mapping):
        return {key: _printable(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(inner) for inner in value]
    return value
