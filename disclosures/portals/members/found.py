"""The case that an address names, for the member whom it is about and who was told of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from disclosures.domain.catalogue import ItemKey
from disclosures.models import Case, clock
from disclosures.portals.members import asker
from disclosures.queries import about_member, possible, records


@dataclass(frozen=True)
class Found:
    """A case, who reads it and when."""

    case: Case
    by: User
    at: datetime

    @cached_property
    def verbs(self) -> tuple[str, ...]:
        """What the member can do to it now."""
        can = possible.possible(self.case, by=self.by, at=self.at)
        return tuple(verb for verb in can if verb in ACTS and (verb != "offer_channel" or len(self.channels) > 1))

    @property
    def channels(self) -> tuple[ItemKey, ...]:
        """The ways to reach the member that were asked for."""
        wanted = {row.item for row in self.case.asked_rows}
        return tuple(item for item in records.CHANNELS.values() if item in wanted)

    @property
    def address(self) -> str:
        """The case's page."""
        return reverse("about-me", args=[self.case.reference])

    def cannot(self, request: HttpRequest) -> HttpResponse:
        """Leads to the case's page, which says how it stands; after a press it is said that nothing was changed."""
        if request.method == "POST":
            messages.info(request, nothing_changed())
        return HttpResponseRedirect(self.address)


ACTS = {"answer": "about-me-answer", "object": "about-me-object", "offer_channel": "about-me-channel"}
"""What a member does to a case about them, and the page that does it."""


def nothing_changed() -> str:
    """What a second press, or one that comes too late, is answered with."""
    return _("This was done before, or can no longer be done. Nothing was changed.")


def of(request: HttpRequest, reference: str) -> Found:
    """``NotFound`` for who was not told of it, and for what there is not."""
    by, at = asker.of(request), clock.now()
    return Found(about_member.case_told_to(by, reference=reference, at=at), by, at)
