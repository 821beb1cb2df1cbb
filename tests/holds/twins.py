"""What a member meets on every road there is, in words in which two members who are alike are equal."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from accounts.models import Consent, Token, User
from accounts.models.token import LONGEST_LIFE
from disclosures.models import clock
from disclosures.policies import doors
from disclosures.policies.doors import Door, Thing, api
from tests.browsing import Browser, signed_in
from tests.callers import Caller
from tests.doors.bodies import body_of

WORD = re.compile(r"<(?:\w+:)?(\w+)>")
NOT_ROADS = re.compile(
    r"api/v1/(schema|docs|policy-versions|platform)/|policy/|certificate-key/|cookies/|language/|\.well-known/"
    r"|account/(?!$|sessions/$)|mails/"  # signing in and its factors; the mails of a demo
)
"""The same for all the world, or of nobody's cases."""
VARIES = {
    "<id>": re.compile(r"\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b"),
    "<digest>": re.compile(r"\b[0-9a-f]{64}\b"),
    "<reference>": re.compile(r"\b[A-Z]{2}-[0-9A-Z]{4}-[0-9A-Z]{4}\b"),
    "<token>": re.compile(r'(?<=name="csrfmiddlewaretoken" value=")\w+'),
}
"""What is drawn by lot, so that it tells of nothing."""


PRINTED = "printed: "


def _words(content: bytes) -> str:
    """What can be read in it."""
    if not content.startswith(b"%PDF"):
        return content.decode()
    return PRINTED + " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


@dataclass(frozen=True, slots=True)
class Seen:
    """One answer: status, headers with cookies, words, and how much the desk read of cases for it."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: str
    reads: int


@dataclass(slots=True)
class Twin:
    """One of two members alike, at the API and with a browser."""

    user: User
    own_case: str
    caller: Caller = field(init=False)
    browser: Browser = field(init=False)

    def __post_init__(self) -> None:
        at = clock.now()
        _, secret = Token.objects.issue(user=self.user, at=at, label="tests", expires_at=at + LONGEST_LIFE)
        self.caller, self.browser = Caller(self.user.name, secret), signed_in(self.user)

    def looks_everywhere(self, *, hidden: dict[str, Any]) -> dict[str, Seen]:
        """What is behind each door that is only looked through: their own things, and the ``hidden`` one by name."""
        consent = Consent.objects.filter(subject=self.user).earliest("given_at", "pk")
        own = hidden | {"reference": self.own_case, "consent_id": consent.public_id}
        seen = {}
        for door in _roads("GET"):
            seen[f"GET {door.route}"] = self._goes(door, "GET", own)
            if door.thing in NAMED or door.route.startswith("me/about/"):
                seen[f"GET {door.route} hidden"] = self._goes(door, "GET", hidden)
        return seen

    def knocks_everywhere(self, *, hidden: dict[str, Any]) -> dict[str, Seen]:
        """What each act on the ``hidden`` thing is answered with."""
        acts = [(door, method) for method in ("POST", "PUT") for door in _roads(method) if door.thing in NAMED]
        return {f"{method} {door.route}": self._goes(door, method, hidden) for door, method in acts}

    def does(self, path: str, body: Any) -> Seen:
        """One act of their own at the API."""
        return self._seen(lambda: self.caller.post(path, body))

    def mails(self) -> list[tuple[str, str]]:
        """What came to their address."""
        return [(self._plain(one.subject), self._plain(one.body)) for one in mail.outbox if one.to == [self.user.email]]

    def _goes(self, door: Door, method: str, named: dict[str, Any]) -> Seen:
        path = "/" + WORD.sub(lambda found: str(named.get(found[1], 1)), door.route)
        if not door.route.startswith(api.ROOT):
            return self._seen(lambda: self.browser.get(path) if method == "GET" else self.browser.press(path))
        path = path.removeprefix("/api/v1")
        body = body_of(f"{method} {door.route.removeprefix(api.ROOT)}", name=self.user.name)
        return self._seen(
            lambda: self.caller.get(path) if method == "GET" else self.caller.send(method.lower(), path, body)
        )

    def _seen(self, ask: Any) -> Seen:
        with CaptureQueriesContext(connection) as made:
            answer = ask()
        headers = [(name, self._plain(value)) for name, value in answer.items()]
        cookies = [
            (name, str({**cookie, "expires": bool(cookie["expires"])})) for name, cookie in answer.cookies.items()
        ]
        words = _words(b"".join(answer) if answer.streaming else answer.content)
        if words.startswith(PRINTED):  # how well it was packed tells nothing that its words do not
            headers = [(name, value) for name, value in headers if name != "Content-Length"]
        reads = sum('FROM "disclosures_' in query["sql"] for query in made.captured_queries)
        return Seen(answer.status_code, (*sorted(headers), *sorted(cookies)), self._plain(words), reads)

    def _plain(self, words: str) -> str:
        for plain, pattern in VARIES.items():
            words = pattern.sub(plain, words)
        return re.sub(self.user.name, "<me>", words, flags=re.IGNORECASE)


NAMED = frozenset({Thing.CASE, Thing.RELEASE, Thing.PACKAGE, Thing.INCIDENT, Thing.NOTICE, Thing.EVIDENCE})
"""What a hold hides, as an address names it."""


def _roads(method: str) -> Iterator[Door]:
    for door in doors.ALL:
        if method in door.methods and not NOT_ROADS.match(door.route):
            yield door
