"""Looks at processes from outside. One that ended while it was looked at, or waits to be noticed, is not there."""

import contextlib
import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

import psutil

MARK = "DESK_TESTS_RUN"
GONE = {psutil.STATUS_ZOMBIE, psutil.STATUS_DEAD}


def is_alive(process: psutil.Process) -> bool:
    """False for one that was killed and waits for its parent to notice."""
    try:
        return process.is_running() and process.status() not in GONE
    except psutil.NoSuchProcess:  # a zombie's too
        return False


def lives(*, pid: int) -> bool:
    """Tell whether a process of this number lives."""
    try:
        return is_alive(psutil.Process(pid))
    except psutil.NoSuchProcess:
        return False


def children(*, pid: int, everyone: bool = False) -> list[psutil.Process]:
    """Return the living children of a process; `everyone` adds theirs and so on."""
    with contextlib.suppress(psutil.NoSuchProcess):
        return [child for child in psutil.Process(pid).children(recursive=everyone) if is_alive(child)]
    return []


def words(process: psutil.Process) -> str:
    """Return the command line of a process; nothing when it has ended."""
    with contextlib.suppress(psutil.NoSuchProcess):
        return " ".join(process.cmdline())
    return ""


def survivors(family: Iterable[psutil.Process], *, within: float) -> list[psutil.Process]:
    """Wait for the processes to end; give those that live on after `within` seconds."""
    _, left = psutil.wait_procs(list(family), timeout=within)
    return [process for process in left if is_alive(process)]


@contextmanager
def ending_with_us(*, env: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Give an environment for processes; whatever then lives on in it, as after a test that hung, is killed."""
    run = secrets.token_hex(8)
    try:
        yield {**env, MARK: run}
    finally:
        for process in psutil.process_iter():
            with contextlib.suppress(psutil.Error):
                if process.environ().get(MARK) == run:
                    process.kill()
