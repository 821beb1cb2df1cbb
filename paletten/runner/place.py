"""Where this desk runs: its folder, its port, and the lock that keeps a second one out."""

import fcntl
import os
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from paletten.environment.data_folder import ROOT
from paletten.runner.errors import CannotRunError

HOST = "127.0.0.1"  # invented people, but still nobody else's business


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A data folder and a port, both taken for this run."""

    data_dir: Path
    port: int
    lock: IO[str]

    @property
    def address(self) -> str:
        """Where a browser finds the desk."""
        return f"http://localhost:{self.port}/"

    @property
    def logs(self) -> Path:
        """The folder of the log files."""
        return self.data_dir / "log"


def take_place() -> Place:
    """Take the folder and check the port; raise CannotRunError when either is somebody else's."""
    data_dir = Path(os.environ.get("DESK_DATA_DIR") or ROOT / "var").resolve()
    port = _read_port()
    try:
        (data_dir / "log").mkdir(mode=0o700, parents=True, exist_ok=True)
        data_dir.chmod(0o700)
        lock = (data_dir / "run.lock").open("a+", encoding="ascii")
    except OSError as error:
        raise CannotRunError(f"The data folder {data_dir} cannot be written: {error.strerror}.") from None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise CannotRunError(f"A desk already runs on {data_dir}. Stop it first, or set DESK_DATA_DIR.") from None
    _check_port(port=port)
    return Place(data_dir=data_dir, port=port, lock=lock)


def free_port() -> int:
    """Return a port nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _read_port() -> int:
    given = os.environ.get("PORT", "8000")
    if not given.isdecimal() or not 1 <= int(given) <= 65535:  # noqa: PLR2004 - the range of ports
        raise CannotRunError(f"PORT must be a number from 1 to 65535, not “{given}”.")
    return int(given)


def _check_port(*, port: int) -> None:
    with socket.socket() as probe:
        # A port whose last connections are just closing is free, as the web server sees it.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            raise CannotRunError(f"Port {port} needs more rights. Try: PORT=8001 make run") from None
        except OSError:
            other = port + 1 if port < 65535 else 8001  # noqa: PLR2004 - the last port
            raise CannotRunError(f"Port {port} is taken. Try: PORT={other} make run") from None
