"""Plays the tests on SQLite and on PostgreSQL: `python -m tests.run [sqlite|postgresql] [pytest's words…]`."""

import os
import subprocess
import sys

from tests.services.postgresql import running_postgresql

DATABASES = ("sqlite", "postgresql")


def main(words: list[str]) -> int:
    """Run pytest once for each database and end with its own closing lines; 0 when all passed."""
    chosen = [words.pop(0)] if words and words[0] in DATABASES else list(DATABASES)
    ends = {name: _play_on(name, words=words) for name in chosen}
    if len(ends) > 1:
        for name, (_, closing) in ends.items():
            print(f"{name}:\n{closing}", flush=True)
    return max(code for code, _ in ends.values())


def _play_on(name: str, *, words: list[str]) -> tuple[int, str]:
    print(f"--- tests on {name} ---", flush=True)
    if name == "sqlite":
        env = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
        return _play(words=words, env=env)
    with running_postgresql() as url:
        return _play(words=words, env=os.environ | {"DATABASE_URL": url})


def _play(*, words: list[str], env: dict[str, str]) -> tuple[int, str]:
    """Run pytest, show what it says as it says it, and return its exit code and its last line."""
    command = [sys.executable, "-m", "pytest", "-n", "2", "--dist", "loadgroup", *words]
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True) as play:
        closing = ""
        for line in play.stdout or ():
            print(line, end="", flush=True)
            closing = line.rstrip() or closing
    return play.returncode, closing


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
