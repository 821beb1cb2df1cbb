"""What a stranger can learn from how long an answer takes: nothing (DESIGN 5.9)."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator

from django.test import Client

from accounts.models import Token
from disclosures.models import Case, clock
from tests.bench.crowd import Crowd
from tests.bench.figure import Figure
from tests.bench.filings import PATH

LOOKS = 300
NO_SUCH = "SP-3333-3333"
STRANGER = "member.2"


def measure(people: Crowd) -> Iterator[Figure]:
    """The median of a stranger's 404 for a case that is there, against one that is not, asked in turns."""
    people.file_one()
    reference = Case.objects.filter(status="triage").latest("pk").reference
    _, secret = Token.objects.issue(user=people.world.users[STRANGER], at=clock.now(), label="bench")
    client, headers = Client(), {"Authorization": f"Bearer {secret}", "Host": "localhost"}

    def ask(name: str) -> Callable[[], int]:
        return lambda: client.get(f"{PATH}{name}/", headers=headers).status_code

    there, nowhere = _in_turns(ask(reference), ask(NO_SUCH))
    yield Figure(
        name=f"a stranger's 404, {LOOKS} looks at what is there against what is not",
        measured=f"{there * 1000:.2f} ms",
        floor=f"{nowhere * 1000:.2f} ms",
        ratio=there / nowhere,
        target="0.95 to 1.05",
        met=0.95 <= there / nowhere <= 1.05,
    )


def _in_turns(*asks: Callable[[], int]) -> list[float]:
    """The median seconds of each, asked one after the other so that a busy moment meets all alike."""
    times: list[list[float]] = [[] for _ in asks]
    for _ in range(LOOKS):
        for ask, taken in zip(asks, times, strict=True):
            began = time.perf_counter()
            assert ask() == 404
            taken.append(time.perf_counter() - began)
    return [statistics.median(taken) for taken in times]
