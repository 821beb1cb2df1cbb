"""A cast for tests by the API: people of a written world, each with a token and a client of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import yaml
from django.http import HttpResponse
from django.test import Client

from accounts.models import Token, User
from accounts.models.token import LONGEST_LIFE
from disclosures import outbox
from disclosures.domain.topics import Topic
from disclosures.models import Case, Job, clock
from disclosures.scenarios import world
from disclosures.scenarios.world import World

API = "/api/v1"


@dataclass(slots=True)
class Caller:
    """One person at the API."""

    name: str
    secret: str
    client: Client = field(default_factory=lambda: Client(raise_request_exception=False))

    def get(self, path: str, **headers: str) -> HttpResponse:
        return self.client.get(f"{API}{path}", headers=self._headers(headers))

    def post(self, path: str, body: Any = None, **headers: str) -> HttpResponse:
        return self.send("post", path, {} if body is None else body, **headers)

    def send(self, method: str, path: str, body: Any, **headers: str) -> HttpResponse:
        return getattr(self.client, method)(
            f"{API}{path}", data=body, content_type="application/json", headers=self._headers(headers)
        )

    def _headers(self, more: Mapping[str, str]) -> dict[str, str]:
        named = {name.replace("_", "-"): value for name, value in more.items()}
        return {"Authorization": f"Bearer {self.secret}", **named}


class Cast:
    """Everybody of a world, by name."""

    def __init__(self, given: str | Mapping[str, Any] | World = "") -> None:
        words = yaml.safe_load(given) if isinstance(given, str) else given
        self.world = words if isinstance(words, World) else world.build(words or {}, at=clock.now())
        self.callers: dict[str, Caller] = {}

    def __call__(self, name: str) -> Caller:
        if name not in self.callers:
            at = clock.now()
            # As long as a token lives at all: scenarios wait for months.
            _, secret = Token.objects.issue(
                user=self.world.users[name], at=at, label="tests", expires_at=at + LONGEST_LIFE
            )
            self.callers[name] = Caller(name, secret)
        return self.callers[name]

    def work(self) -> None:
        """Carry out what the desk promised itself, to the end."""
        outbox.drain(at=clock.now())

    def suspend(self, name: str) -> None:
        User.objects.filter(name=name).update(suspended_at=clock.now())

    def pass_window(self, reference: str) -> None:
        """Let the objection window of a case be over, as time would."""
        over = clock.now() - timedelta(seconds=1)
        Case.objects.filter(reference=reference).update(window_ends_at=over)
        Job.objects.filter(topic=Topic.WINDOW_ENDS).update(run_after=over)
