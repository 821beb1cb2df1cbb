"""Runs Django's and the desk's deployment checks with a production desk's environment: `python -m tests.deployable`."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PRODUCTION = {
    "DESK_CLAMAV": "tcp://scanner.example.cn:3310",
    "DESK_HOSTS": "desk.example.cn",
    "DESK_SECRET_KEY": "a key of the production desk that is long enough: 0123456789 abcdefgh",
}
CHECK = ("manage.py", "check", "--deploy", "--fail-level", "WARNING")


def main() -> int:
    """The checks' own exit code; nothing of this machine's environment comes in."""
    with tempfile.TemporaryDirectory(prefix="desk-check-") as folder:
        env = {"PATH": os.environ["PATH"], "DESK_DATA_DIR": folder, **PRODUCTION}
        return subprocess.run([sys.executable, *CHECK], cwd=ROOT, env=env, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
