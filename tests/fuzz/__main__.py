"""`make fuzz`: every operation of the API with 300 made-up inputs for each of two people, on a running desk.

`python -m tests.fuzz [examples]`. Tens of thousands of requests, so it takes its time and is no part of the suite.
"""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

EXAMPLES = 300  # for each operation and person


def main(examples: int) -> int:
    """Serve a new desk on a database of its own, which this process shares, and try everything; 0 when all is well."""
    from tests.services.processes import running_web, running_worker
    from tests.services.valkey import running_valkey

    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="desk-fuzz-")))
        broker = f"{stack.enter_context(running_valkey()).connection_url}/0"
        os.environ |= {
            "DATABASE_URL": f"sqlite:///{folder / 'desk.sqlite3'}",
            "REDIS_URL": broker,
            "CELERY_BROKER_URL": broker,
            "DESK_DATA_DIR": str(folder),
            "DESK_HOSTS": "testserver,127.0.0.1",
            "DJANGO_SETTINGS_MODULE": "tests.settings",
        }
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0, interactive=False)
        from tests.fuzz import people

        cast, known = people.come_in()
        stack.enter_context(running_worker(env=dict(os.environ)))
        address = stack.enter_context(running_web(env=dict(os.environ)))
        return people.try_everything(cast, known, address=address, examples=examples)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else EXAMPLES))
