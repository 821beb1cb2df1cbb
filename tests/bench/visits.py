"""What noting a visit costs: a request with and without its access record, and with an insertion in its path."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.test.utils import override_settings
from django.utils import timezone

from accounts.access import reading
from accounts.access.spool import spool
from accounts.models import AccessRecord, Token
from disclosures.models import clock
from tests.bench.crowd import MEMBERS, Crowd
from tests.bench.figure import Figure

NOTED = "accounts.access.middleware.AccessRecordMiddleware"
INSERTED = "tests.bench.visits.insert_each"
ROUNDS, VISITS = 12, 40
PATH = "/api/v1/me/access-records/?limit=1"


def insert_each(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """The plain way that was not chosen: a row in each request."""

    def inserting(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        reading.record_of(request, subject_id=request.user.pk, at=timezone.now()).save()
        return response

    return inserting


def measure(people: Crowd) -> Iterator[Figure]:
    """Medians of rounds that take turns, so that a busy moment of the machine meets all three alike."""
    _, secret = Token.objects.issue(user=people.world.users[MEMBERS[0]], at=clock.now(), label="bench")
    others = [name for name in settings.MIDDLEWARE if name != NOTED]
    ways = {
        "without": _client(others, secret),
        "noted": _client([*others, NOTED], secret),
        "inserted": _client([*others, INSERTED], secret),
    }
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for client in ways.values():
        _visit(client)
    for _ in range(ROUNDS):
        for name, client in ways.items():
            seconds[name].append(_visit(client) / VISITS)
    AccessRecord.objects.all().delete()
    bare, noted, inserted = (statistics.median(seconds[name]) for name in ways)
    yield Figure(
        name="a member's request with its access record, the writing of it included",
        measured=f"{noted * 1000:.2f} ms",
        floor=f"{bare * 1000:.2f} ms without",
        ratio=noted / bare,
        target="at most 1.2",
        met=noted / bare <= 1.2,
    )
    yield Figure(
        name="the same with an insertion in each request (not chosen)",
        measured=f"{inserted * 1000:.2f} ms",
        floor=f"{bare * 1000:.2f} ms without",
        ratio=inserted / bare,
    )


def _client(middleware: list[str], secret: str) -> Client:
    client = Client(headers={"Authorization": f"Bearer {secret}", "Host": "localhost", "User-Agent": "bench"})
    with override_settings(MIDDLEWARE=middleware):
        client.handler.load_middleware()
    return client


def _visit(client: Client) -> float:
    began = time.perf_counter()
    for _ in range(VISITS):
        assert client.get(PATH).status_code == 200
    spool.flush()
    return time.perf_counter() - began
