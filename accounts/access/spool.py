"""Access records on their way to the database: a bounded queue that a thread writes down in bulk (decision 0020)."""

from __future__ import annotations

import logging
import threading
from collections import deque
from multiprocessing.util import Finalize

from django.db import DataError, Error, IntegrityError, close_old_connections

from accounts.models.access_record import AccessRecord
from accounts.models.user import RoleAssignment

EVERY = 2.0
"""Seconds between two writings, and so the most that a killed process loses."""
MOST = 10_000
"""Records that wait while the database is away; about 10 MB. Then the oldest are given up and counted."""
BATCH = 500
PATIENCE = 5.0
"""Seconds that a stopping process gives its last writing."""

log = logging.getLogger(__name__)


class Spool:
    """Takes a record in microseconds and never waits for a database; nothing depends on what is in it."""

    def __init__(self) -> None:
        self._waiting: deque[AccessRecord] = deque(maxlen=MOST)
        self._lost = 0
        self._serving = False
        self._over = threading.Event()
        self._writing = threading.Lock()
        self._thread: threading.Thread | None = None

    def add(self, record: AccessRecord) -> None:
        """Queue one record; when the queue is full the oldest one goes."""
        self._lost += len(self._waiting) == MOST
        self._waiting.append(record)
        if self._serving and (self._thread is None or not self._thread.is_alive()):
            self._begin()  # the first record of this process, or of a fork, where no thread came along

    def serve(self) -> None:
        """Write by a thread from now on, and once more when the process ends: a web server's way."""
        self._serving = True
        # Not atexit: web servers run the desk in processes of multiprocessing, which end without it.
        Finalize(None, self.stop, exitpriority=0)

    def stop(self) -> None:
        """Write what waits and end the thread."""
        self._over.set()
        if self._thread is not None:
            self._thread.join(PATIENCE)

    def clear(self) -> None:
        """Forget what waits."""
        self._waiting.clear()

    def flush(self) -> int:
        """Write down what waits, members' records only; return how many rows that made.

        Without a database the records wait on; what a database will never take is given up.
        """
        written = 0
        with self._writing:
            while batch := self._taken():
                try:
                    written += _write(batch)
                except (DataError, IntegrityError) as error:
                    self._give_up(len(batch), type(error).__name__)
                except Error as error:
                    self._put_back(batch, type(error).__name__)
                    break
            if self._lost:
                self._give_up(self._lost, "full")
                self._lost = 0
        return written

    def _taken(self) -> list[AccessRecord]:
        batch: list[AccessRecord] = []
        while self._waiting and len(batch) < BATCH:
            batch.append(self._waiting.popleft())
        return batch

    def _put_back(self, batch: list[AccessRecord], code: str) -> None:
        room = MOST - len(self._waiting)
        self._lost += max(len(batch) - room, 0)
        self._waiting.extendleft(reversed(batch[-room:] if room else []))
        log.warning("Access records wait for the database.", extra={"code": code})

    def _give_up(self, count: int, code: str) -> None:
        log.warning("%d access records were given up.", count, extra={"code": code})

    def _begin(self) -> None:
        self._over.clear()
        self._thread = threading.Thread(target=self._run, name="access-records", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        ending = False
        while not ending:
            ending = self._over.wait(EVERY)
            close_old_connections()
            self.flush()
            close_old_connections()


def _write(batch: list[AccessRecord]) -> int:
    """One question and one insertion for all: who of them is a member and nothing of the desk's own (P1a)."""
    people = {record.subject_id for record in batch}
    roles = RoleAssignment.objects.filter(user__in=people).values_list("user_id", "role")
    members = {user for user, role in roles if role == MEMBER} - {user for user, role in roles if role in STAFF}
    return len(AccessRecord.objects.bulk_create([record for record in batch if record.subject_id in members]))


MEMBER = RoleAssignment.Role.MEMBER
STAFF = frozenset(
    [
        RoleAssignment.Role.REVIEWER,
        RoleAssignment.Role.COUNSEL,
        RoleAssignment.Role.PRIVACY_OFFICER,
        RoleAssignment.Role.AUDITOR,
        RoleAssignment.Role.ADMINISTRATOR,
    ]
)
"""Whose requests are the desk's work and no use of the service, also where one of them is a member too."""

spool = Spool()
