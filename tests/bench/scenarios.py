"""How long each file of scenarios takes, by the command itself."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator

from tests.bench.figure import Figure
from tests.services.processes import ROOT


def measure() -> Iterator[Figure]:
    """One run of the command for each file."""
    env = {name: word for name, word in os.environ.items() if name != "DATABASE_URL"}
    for path in sorted((ROOT / "tests" / "scenarios").glob("*.yaml")):
        began = time.monotonic()
        words = [sys.executable, "manage.py", "scenarios", str(path)]
        done = subprocess.run(words, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
        closing = done.stdout.strip().rpartition("\n")[2] or done.stderr.strip().rpartition("\n")[2]
        yield Figure(name=f"scenarios of {path.name} ({closing})", measured=f"{time.monotonic() - began:.1f} s")
