"""What happened to a case, from its chain in the ledger; and whether that chain is whole, asked by a button."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import User
from disclosures import ledger
from disclosures.domain.clocks import DESK_ZONE
from disclosures.domain.instants import parse
from disclosures.models import LedgerEntry
from disclosures.portals.staff import entry_words, event_words
from disclosures.portals.staff.case import found

PEOPLE = ("colleague", "reviewer")
"""Parts of an entry that hold the number of somebody of the desk; they are shown by name."""
HASH: Final = 40
"""What is longer is a hash, and set as code."""


@require_safe
def show(request: HttpRequest, reference: str) -> HttpResponse:
    """Every entry in order; with ``verify`` in the address the chain is checked while the page is made.

    With ``until`` it shows the case as it was at that moment.
    """
    about = found.of(request, reference)
    name = ledger.chain_of(about.case).name
    until = _until(request)
    entries = [
        entry
        for entry in LedgerEntry.objects.filter(chain=name).order_by("seq")
        if until is None or parse(entry.content["at"]) <= until
    ]
    verified = "verify" in request.GET
    wrong = ledger.verify_chain(name) if verified else []
    return found.show(
        request,
        about,
        tab="case-history",
        entries=list(_lines(entries)),
        verified=verified,
        wrong=wrong,
        until=until,
        typed=request.GET.get("until", ""),
        head=entries[-1].hash if entries else "",
    )


def _until(request: HttpRequest) -> datetime | None:
    """The moment at which the case is to be seen, as a browser writes one; by the desk's own clock."""
    typed = request.GET.get("until", "")
    try:
        found = datetime.fromisoformat(typed)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=DESK_ZONE)


def _lines(entries: Sequence[LedgerEntry]) -> Iterator[dict[str, Any]]:
    said = [(entry, entry.content) for entry in entries]
    numbers = {int(content["actor"]) for _entry, content in said if content["actor"].isdigit()}
    numbers |= {content["body"][part] for _entry, content in said for part in PEOPLE if content["body"].get(part)}
    names = dict(User.objects.filter(pk__in=numbers).values_list("pk", "name"))
    for entry, content in said:
        actor = content["actor"]
        yield {
            "seq": entry.seq,
            "at": parse(content["at"]),
            "event": event_words.of(entry.event),
            "by": names.get(int(actor), "") if actor.isdigit() else _("the desk"),
            "body": [
                (
                    entry_words.part(name),
                    names.get(value, "–") if name in PEOPLE else entry_words.value(value),
                    isinstance(value, str) and len(value) > HASH,
                )
                for name, value in content["body"].items()
                if value not in ("", None, [])
            ],
            "hash": entry.hash,
        }
