"""What the benchmark stands on: a PostgreSQL that syncs, a Valkey, an empty desk, and workers."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from tests.services.postgresql import running_postgresql
from tests.services.processes import running
from tests.services.valkey import running_valkey

WORKERS = 2  # children of one worker, for the two cores that the figures are meant for
QUEUES = "releases,notices,upkeep"
WITHOUT_NOTICES = "releases,upkeep"


@dataclass(frozen=True, slots=True)
class Ground:
    """The environment that every process of a measurement shares."""

    env: dict[str, str]


@contextmanager
def prepared() -> Iterator[Ground]:
    """Start the servers, point this process at them and make the tables."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="desk-bench-"))
        url = stack.enter_context(running_postgresql(durable=True))
        broker = stack.enter_context(running_valkey())
        os.environ |= {
            "DATABASE_URL": url,
            "REDIS_URL": f"{broker.connection_url}/0",
            "DESK_DATA_DIR": folder,
            "DESK_DEMO": "on",  # plain HTTP, on this machine only
            "DESK_LOG_LEVEL": "WARNING",
            "DJANGO_SETTINGS_MODULE": "paletten.settings",
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        make_tables()
        yield Ground(env=dict(os.environ))


def make_tables() -> None:
    """Set Django up and migrate."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)


@contextmanager
def workers(ground: Ground, *, queues: str = QUEUES) -> Iterator[None]:
    """Run one worker with two children and beat, as production starts it; it also knows the floor's task."""
    words = ["-m", "celery", "-A", "tests.bench.floor", "worker", "-c", str(WORKERS), "-Q", queues, "-B"]
    words += ["-l", "ERROR", "--without-gossip", "--without-mingle"]
    words += ["-s", os.path.join(ground.env["DESK_DATA_DIR"], "beat")]  # noqa: PTH118 - a word of a command line
    with running(words=words, env=ground.env):
        yield


if __name__ == "__main__":
    sys.exit("this is a part of `python -m tests.bench`")
