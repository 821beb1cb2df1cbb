"""The first page of 50 cases at 1,000 and at 100,000, for each kind of reader, and the staff's queue."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Token, User
from disclosures.models import Case, CaseSubject, clock
from disclosures.queries import queue
from disclosures.queries.queue import Wanted
from tests.bench.crowd import Crowd
from tests.bench.figure import Figure
from tests.bench.filings import PATH

FEW, MANY = 1_000, 100_000
LOOKS = 25
READERS = {"reviewer.ren": "a reviewer", "kai": "the partner who filed them", "member.1": "a member"}


def measure(people: Crowd) -> Iterator[Figure]:
    """The median time of a page and its number of queries at both sizes."""
    people.file_one()
    _fill(up_to=FEW)
    pages = {reader: _by_token(people.world.users[name]) for name, reader in READERS.items()}
    of_queue = _queue_of(people.world.users["reviewer.ren"])
    small = {reader: _look(page) for reader, page in pages.items()}
    few_of_queue = _look(of_queue)
    _fill(up_to=MANY)
    for reader, page in pages.items():
        (few_seconds, few_queries), (seconds, queries) = small[reader], _look(page)
        yield Figure(
            name=f"first page at {MANY:,} cases, {reader} ({few_queries} then {queries} queries)",
            measured=f"{seconds * 1000:.0f} ms",
            floor=f"{few_seconds * 1000:.0f} ms at {FEW:,}",
            ratio=seconds / few_seconds,
            target="at most 1.3, queries fixed",
            met=seconds / few_seconds <= 1.3 and queries == few_queries,
        )
    (few_seconds, few_queries), (seconds, queries) = few_of_queue, _look(of_queue)
    yield Figure(
        name=f"the staff's queue at {MANY:,} cases, all of them open ({few_queries} then {queries} queries)",
        measured=f"{seconds * 1000:.0f} ms",
        floor=f"{few_seconds * 1000:.0f} ms at {FEW:,}",
        ratio=seconds / few_seconds,
        target="queries fixed",
        met=queries == few_queries,
    )


def _fill(*, up_to: int) -> None:
    """Copy a filed case, with its subject, until there are so many; only volume is wanted, not history."""
    pattern = Case.objects.filter(status="triage").latest("pk")
    columns = [field.column for field in Case._meta.concrete_fields if field.column not in {"id", "reference"}]
    names = ", ".join(connection.ops.quote_name(column) for column in columns)
    about = CaseSubject.objects.filter(case=pattern).values_list("subject", flat=True)[0]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {Case._meta.db_table} (reference, {names}) "
            f"SELECT 'ZZ-' || lpad(n::text, 8, '0'), {names} FROM {Case._meta.db_table}, "
            "generate_series(%s::int, %s::int) AS n WHERE id = %s",
            [Case.objects.count() + 1, up_to, pattern.pk],
        )
        cursor.execute(
            f"INSERT INTO {CaseSubject._meta.db_table} (case_id, position, named, named_key, subject_id) "
            f"SELECT id, 0, 'x', 'x', %s FROM {Case._meta.db_table} c WHERE reference LIKE 'ZZ-%%' "
            f"AND NOT EXISTS (SELECT 1 FROM {CaseSubject._meta.db_table} s WHERE s.case_id = c.id)",
            [about],
        )
        cursor.execute("ANALYZE")


def _by_token(reader: User) -> Callable[[], None]:
    _, secret = Token.objects.issue(user=reader, at=clock.now(), label="bench")
    headers, client = {"Authorization": f"Bearer {secret}", "Host": "localhost"}, Client()

    def page() -> None:
        answer = client.get(PATH, headers=headers)
        assert answer.status_code == 200, answer.content

    return page


def _queue_of(reviewer: User) -> Callable[[], None]:
    """What the page of the queue reads: how much is in each tab, and the first rows of one."""

    def page() -> None:
        at = clock.now()
        queue.counts(reviewer, at=at)
        list(queue.rows(reviewer, Wanted(tab="unassigned"), at=at)[:50])

    return page


def _look(page: Callable[[], None]) -> tuple[float, int]:
    times = []
    for _ in range(LOOKS):
        began = time.perf_counter()
        page()
        times.append(time.perf_counter() - began)
    with CaptureQueriesContext(connection) as seen:
        page()
    return statistics.median(times), len(seen)
