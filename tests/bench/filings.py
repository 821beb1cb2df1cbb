"""Filings per second: one web process as the product runs it, real HTTP, four clients from this light process."""

from __future__ import annotations

import http.client
import json
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Token
from disclosures.models import Case, clock
from tests.bench.crowd import ASKED, EACH_TIME, MEMBERS, Crowd
from tests.bench.figure import Figure, per_second
from tests.bench.ground import Ground
from tests.services.processes import running_web

CLIENTS = 4
WARM, FILINGS = 40, 600
PATH = "/api/v1/cases/"


def measure(ground: Ground, people: Crowd) -> Iterator[Figure]:
    """Filings that are taken, each by one call."""
    _, secret = Token.objects.issue(user=people.world.users["kai"], at=clock.now(), label="bench")
    headers = {"Authorization": f"Bearer {secret}", "Content-Type": "application/json"}
    queries = _queries_of_one(headers)
    before = Case.objects.count()
    with running_web(env=ground.env) as address:
        _file(address, headers, count=WARM)
        began = time.monotonic()
        _file(address, headers, count=FILINGS)
        seconds = time.monotonic() - began
    assert Case.objects.count() - before == WARM + FILINGS
    yield Figure(
        name=f"filings by the API, one web process ({queries} queries)",
        measured=per_second(FILINGS, seconds),
        target="150/s",
        met=FILINGS / seconds >= 150,
    )


def body(number: int) -> bytes:
    """A filing that waits for two signatures once it is taken on."""
    return json.dumps(
        {
            "basis": "service_provision",
            "subjects": [MEMBERS[number % len(MEMBERS)]],
            "recipient": {"organisation": "courier"},
            "purpose": EACH_TIME,
            "asks": dict.fromkeys(ASKED, "full"),
            "legal_ground": {"ground": "contract_necessity", "article": "PIPL 13(2)"},
            "particulars": {"engagement": EACH_TIME},
            "submit": True,
        }
    ).encode()


def _queries_of_one(headers: dict[str, str]) -> int:
    client = Client()
    for _ in range(2):
        with CaptureQueriesContext(connection) as seen:
            answer = client.post(
                PATH,
                data=body(0),
                content_type="application/json",
                headers={"Authorization": headers["Authorization"], "Host": "localhost"},
            )
        assert answer.status_code == 201, answer.content
    return len(seen)


def _file(address: str, headers: dict[str, str], *, count: int) -> None:
    numbers, turn = iter(range(count)), threading.Lock()

    def go(_: int) -> None:
        place = urlsplit(address)
        line = http.client.HTTPConnection(place.hostname or "", place.port, timeout=60)
        while True:
            with turn:
                number = next(numbers, None)
            if number is None:
                return line.close()
            line.request("POST", PATH, body=body(number), headers=headers)
            answer = line.getresponse()
            said = answer.read()
            assert answer.status == 201, said

    with ThreadPoolExecutor(max_workers=CLIENTS) as crowd:
        list(crowd.map(go, range(CLIENTS)))
