"""Looks at processes from outside. One that ended while it was looked at, or waits to be noticed, is not there."""

import contextlib
from collections.abc import Iterable

import psutil

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
