"""Plays the tests on SQLite and on PostgreSQL: `python -m tests.run [sqlite|postgresql] [pytest's words…]`.

Without a name both are played: on SQLite all tests, on PostgreSQL those that use a database. What asks for none
(the engine, the architecture, the documentation, `make run`) would only do the same twice, and so would what a page
shows and says (axe on every page, the journeys, the words in both languages); docs/tests.md says what is asked on both.
"""

import os
import subprocess
import sys

from tests.services import chromium, families
from tests.services.postgresql import running_postgresql

DATABASES = ("sqlite", "postgresql")
PROCESSES = "4"  # on two cores: nearly half of the time goes in waiting for leases and for other processes


def main(words: list[str]) -> int:
    """Run pytest once for each database and end with its own closing lines; 0 when all passed."""
    chromium.install()
    if not chromium.find():
        print(chromium.MISSING, flush=True)
    chosen = [words.pop(0)] if words and words[0] in DATABASES else list(DATABASES)
    ends = {chosen[0]: _play_on(chosen[0], words=words)}
    ends |= {name: _play_on(name, words=["-m", "database and not screen", *words]) for name in chosen[1:]}
    if len(ends) > 1:
        for name, (_, closing) in ends.items():
            print(f"{name}:\n{closing}", flush=True)
    if not chromium.find():
        print(chromium.MISSING, flush=True)
    return max(code for code, _ in ends.values())


def _play_on(name: str, *, words: list[str]) -> tuple[int, str]:
    print(f"--- tests on {name} ---", flush=True)
    # Hundreds of processes of the desk are started: what Python compiled for one serves all.
    env = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "PYTHONDONTWRITEBYTECODE"}}
    if name == "sqlite":
        return _play(words=words, env=env)
    with running_postgresql() as url:
        return _play(words=words, env=env | {"DATABASE_URL": url})


def _play(*, words: list[str], env: dict[str, str]) -> tuple[int, str]:
    """Run pytest, show what it says as it says it, and return its exit code and its last line."""
    command = [sys.executable, "-m", "pytest", "-n", PROCESSES, *words]
    with (
        families.ending_with_us(env=env) as marked,
        subprocess.Popen(command, env=marked, stdout=subprocess.PIPE, text=True) as play,
    ):
        closing = ""
        for line in play.stdout or ():
            print(line, end="", flush=True)
            closing = line.rstrip() or closing
    return play.returncode, closing


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
