"""The release that an address names, for its recipient: the same refusals on every page of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from accounts.models import User
from disclosures import policies
from disclosures.models import Release, clock
from disclosures.policies import visibility
from disclosures.queries import unlocked


@dataclass(frozen=True, slots=True)
class Found:
    """An open release, who asks for it, in which session and when."""

    release: Release
    by: User
    session_key: str
    at: datetime

    @property
    def reference(self) -> str:
        """The name in the addresses."""
        return str(self.release.case.reference)

    @property
    def is_unlocked(self) -> bool:
        """True while the code that was typed in this session counts."""
        return unlocked.is_unlocked(self.release, by=self.by, session_key=self.session_key, at=self.at)

    def to_page(self) -> HttpResponse:
        """Leads to the release's page."""
        return HttpResponseRedirect(reverse("received-release", args=[self.reference]))


def of(request: HttpRequest, reference: str) -> Found:
    """``NotFound`` for who is not its recipient, ``AccessEnded`` once it is over, before anything else is looked at."""
    by, at = request.user, clock.now()
    assert isinstance(by, User)  # the table of doors lets nobody else in
    release = visibility.newest_release_for_recipient(by, reference=reference, at=at)
    policies.require_open(release=release, by=by, at=at)
    return Found(release, by, str(request.session.session_key), at)
