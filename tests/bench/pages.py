"""The first page of 50 cases when there are 1,000 and when there are 100,000, for each kind of reader."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Token, User
from disclosures.models import Case, CaseSubject, clock
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
    small = {name: _look(people.world.users[name]) for name in READERS}
    _fill(up_to=MANY)
    for name, reader in READERS.items():
        (few_seconds, few_queries), (seconds, queries) = small[name], _look(people.world.users[name])
        yield Figure(
            name=f"first page at {MANY:,} cases, {reader} ({few_queries} then {queries} queries)",
            measured=f"{seconds * 1000:.0f} ms",
            floor=f"{few_seconds * 1000:.0f} ms at {FEW:,}",
            ratio=seconds / few_seconds,
            target="at most 1.3, queries fixed",
            met=seconds / few_seconds <= 1.3 and queries == few_queries,
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


def _look(reader: User) -> tuple[float, int]:
    _, secret = Token.objects.issue(user=reader, at=clock.now(), label="bench")
    headers = {"Authorization": f"Bearer {secret}", "Host": "localhost"}
    client, times = Client(), []
    for _ in range(LOOKS):
        began = time.perf_counter()
        answer = client.get(PATH, headers=headers)
        times.append(time.perf_counter() - began)
        assert answer.status_code == 200, answer.content
    with CaptureQueriesContext(connection) as seen:
        client.get(PATH, headers=headers)
    return statistics.median(times), len(seen)
