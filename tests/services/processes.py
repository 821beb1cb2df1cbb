"""Starts the desk's own processes against a test's database, and waits for what they do."""

import contextlib
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOTS = random.SystemRandom()  # whatever a test seeds
SHARED = 3  # how much slower two cores may be that play four tests and their workers at once
OUT_OF_THE_WAY = (15_000, 30_000)


@contextmanager
def running_worker(
    *, env: Mapping[str, str], concurrency: int = 1, beat: bool = True
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a Celery worker as a process group of its own; whatever is left of the group is killed at the end."""
    words = [
        "celery",
        "-A",
        "paletten.celery",
        "worker",
        "-c",
        str(concurrency),
        "-l",
        "WARNING",
        *(["-B"] if beat else []),
    ]
    words += ["-s", str(Path(env["DESK_DATA_DIR"]) / f"beat-{os.getpid()}-{time.monotonic_ns()}")] if beat else []
    with running(words=["-m", *words], env=env) as process:
        yield process


@contextmanager
def running_web(*, env: Mapping[str, str]) -> Iterator[str]:
    """Run the web server on a free port and give its address once it answers."""
    port = free_port()
    words = ["-m", "granian", "--interface", "wsgi", "--port", str(port), "--workers", "1", "--blocking-threads", "4"]
    env = {"DESK_DEMO": "on", **env}  # a web process without HTTPS starts as a demo, at home, and not otherwise
    with running(words=[*words, "--log-level", "warning", "paletten.wsgi:application"], env=env) as process:
        wait_until(lambda: _listens(port=port) or process.poll() is not None, within=30)
        yield f"http://127.0.0.1:{port}"


@contextmanager
def running(*, words: list[str], env: Mapping[str, str], log: Path | None = None) -> Iterator[subprocess.Popen[bytes]]:
    """Run `python …words` in its own process group; what it says goes to the file `log`, if one is named."""
    said = log.open("ab") if log else None
    process = subprocess.Popen(
        [sys.executable, *words], cwd=ROOT, env=dict(env), start_new_session=True, stdout=said, stderr=said
    )
    try:
        yield process
    finally:
        kill(process=process)


def kill(*, process: subprocess.Popen[bytes]) -> None:
    """Kill a process and its children with SIGKILL, as a power cut would."""
    with contextlib.suppress(ProcessLookupError):  # the whole group may have ended by itself
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(timeout=10)


def wait_until(condition: Callable[[], object], *, within: float) -> None:
    """Return as soon as the condition holds; fail after `within` seconds of a machine that does nothing else."""
    end = time.monotonic() + within * SHARED
    while not condition():
        if time.monotonic() > end:
            raise AssertionError(f"nothing came of it within {within} s")
        time.sleep(0.05)


def free_port() -> int:
    """Return a port that nobody listens on just now.

    By lot, and below those that the system itself gives to whoever connects: it would give the next one away to
    another test in the moment before the server takes it.
    """
    while True:
        port = LOTS.randrange(*OUT_OF_THE_WAY)
        with contextlib.suppress(OSError), socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
            return port


def _listens(*, port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0
