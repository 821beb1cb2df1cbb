"""A ClamAV daemon made of thirty lines: it speaks INSTREAM, finds EICAR, and can be slow, full or gone."""

from __future__ import annotations

import socket
import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.evidence.files import EICAR


@dataclass
class Scanner:
    """How it behaves, and every stream that it was shown."""

    address: str = ""
    most: int = 1 << 20
    is_stuck: bool = False
    is_broken: bool = False
    seen: list[bytes] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)


class _Talk(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        scanner: Scanner = self.server.scanner
        command = b""
        while not command.endswith(b"\0"):
            command += self.request.recv(1)
        if command == b"zPING\0":
            self.request.sendall(b"PONG\0")
            return
        assert command == b"zINSTREAM\0"
        content = b""
        while size := struct.unpack(">I", self._read(4))[0]:
            content += self._read(size)
            if len(content) > scanner.most:
                self.request.sendall(b"INSTREAM size limit exceeded. ERROR\0")
                return
        scanner.seen.append(content)
        if scanner.is_stuck:
            scanner.over.wait()
        elif scanner.is_broken:
            self.request.sendall(b"stream: Can't allocate memory ERROR\0")
        else:
            found = EICAR.encode() in content
            self.request.sendall(b"stream: Eicar-Test-Signature FOUND\0" if found else b"stream: OK\0")

    def _read(self, size: int) -> bytes:
        content = b""
        while len(content) < size:
            content += self.request.recv(size - len(content))
        return content


class _Unix(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    daemon_threads = True


class _Tcp(socketserver.ThreadingMixIn, socketserver.TCPServer):
    daemon_threads = True


@contextmanager
def running(*, folder: Path | None) -> Iterator[Scanner]:
    """One at a socket in the folder, or without a folder at a port."""
    server: socketserver.BaseServer
    if folder is not None:
        server = _Unix(str(folder / "clamd.ctl"), _Talk)
        scanner = Scanner(f"unix:{folder / 'clamd.ctl'}")
    else:
        server = _Tcp(("127.0.0.1", 0), _Talk)
        scanner = Scanner(f"tcp://127.0.0.1:{server.server_address[1]}")
    server.scanner = scanner  # type: ignore[attr-defined]  # for the talks
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield scanner
    finally:
        scanner.over.set()
        server.shutdown()
        server.server_close()


def nobody_listens() -> str:
    """Where a scanner was, and is no more."""
    with socket.create_server(("127.0.0.1", 0)) as before:
        return f"tcp://127.0.0.1:{before.getsockname()[1]}"
