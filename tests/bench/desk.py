"""The whole embedded desk: time to the first page, and the memory that its processes hold when idle."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from tests.bench.figure import Figure
from tests.services.processes import ROOT, free_port, wait_until

SETTLE = 10  # seconds without a request before memory is read


def measure() -> Iterator[Figure]:
    """A first start on an empty folder, and a second one."""
    with tempfile.TemporaryDirectory(prefix="desk-bench-") as folder:
        for start in ("first", "second"):
            page, ready, memory = _run(Path(folder))
            yield Figure(
                name=f"first page after `make run`, {start} start (all ready after {ready:.0f} s)",
                measured=f"{page:.1f} s",
                target="within 15 s",
                met=page <= 15,
            )
        yield Figure(
            name="idle memory of the embedded desk (PSS)",
            measured=f"{memory / 1024:.0f} MiB",
            target="under 500 MiB",
            met=memory / 1024 < 500,
        )


def _run(folder: Path) -> tuple[float, float, int]:
    """Seconds to the first page and to the sign that all runs, and the memory in KiB."""
    port = free_port()
    kept = {name: word for name, word in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
    kept = {name: word for name, word in kept.items() if not name.startswith(("DESK_", "DJANGO_", "CELERY_"))}
    env = kept | {"PORT": str(port), "DESK_DATA_DIR": str(folder)}
    log = folder / "bench.log"
    began = time.monotonic()
    with log.open("wb") as lines:
        desk = subprocess.Popen([sys.executable, "-m", "paletten.run"], cwd=ROOT, env=env, stdout=lines, stderr=lines)
    try:
        wait_until(lambda: _answers(port), within=60)
        page = time.monotonic() - began
        wait_until(lambda: "The desk is open" in log.read_text(encoding="utf-8"), within=300)
        ready = time.monotonic() - began
        time.sleep(SETTLE)
        return page, ready, _memory(desk.pid)
    finally:
        desk.send_signal(signal.SIGINT)
        desk.wait(timeout=30)


def _answers(port: int) -> bool:
    with suppress(OSError), urllib.request.urlopen(f"http://localhost:{port}/", timeout=5) as page:
        return page.status == 200
    return False


def _memory(pid: int) -> int:
    """KiB of a process and all below it, with shared pages divided among those who share them."""
    own = 0
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
            own += int(line.split()[1]) if line.startswith("Pss:") else 0
    children: list[str] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            children += task.read_text(encoding="ascii").split()
    return own + sum(_memory(int(child)) for child in children)
