"""One process of the desk: how it is started, watched, and stopped with all of its own children."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from paletten.environment.data_folder import ROOT

RESTARTS = 3  # within the last minute; more means it will not get better by itself
LOG_LIMIT = 5 * 1024 * 1024  # bytes; a longer log becomes `.1` at the next start
PR_SET_PDEATHSIG = 1


@dataclass(slots=True, kw_only=True)
class Child:
    """A process in a group of its own, so that Ctrl-C reaches the supervisor only, which stops all in order."""

    name: str
    words: list[str]
    log: Path
    grace: float  # seconds between asking it to stop and killing it
    restartable: bool = True
    env: Mapping[str, str] = field(default_factory=dict)
    _process: subprocess.Popen[bytes] | None = None
    _starts: list[float] = field(default_factory=list)

    def start(self) -> None:
        """Start the process, its output going to its log file; what a killed one left of its group goes first."""
        self.kill()
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT:
            self.log.replace(self.log.with_suffix(".log.1"))
        with self.log.open("ab") as log:
            self.log.chmod(0o600)
            self._process = subprocess.Popen(
                self.words,
                cwd=ROOT,
                env=dict(self.env),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=_end_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509 - one thread here
            )
        self._starts.append(time.monotonic())

    def is_running(self) -> bool:
        """Tell whether the process lives."""
        return self._process is not None and self._process.poll() is None

    def may_restart(self) -> bool:
        """Tell whether starting it again is worth a try."""
        recent = [at for at in self._starts if time.monotonic() - at < 60]  # noqa: PLR2004 - a minute
        return self.restartable and len(recent) <= RESTARTS

    def ask_to_stop(self) -> None:
        """Send the polite signal; `end` waits."""
        if self.is_running() and self._process is not None:
            self._process.terminate()

    def end(self) -> None:
        """Wait out the grace, then kill whatever is left of the group: warm shutdowns of workers sometimes hang."""
        if self._process is None:
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=self.grace)
        self.kill()
        self._process.wait()

    def kill(self) -> None:
        """Kill the whole group at once."""
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)

    def last_lines(self, *, count: int = 12) -> str:
        """Return the end of the log."""
        with contextlib.suppress(OSError):
            return "\n".join(self.log.read_text(errors="replace").splitlines()[-count:])
        return ""


def _end_with_parent() -> None:
    """Have the kernel stop this process when the supervisor is killed, so that no port stays taken."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
