"""Rubbish on the wire, to the web server as the product runs it: refused, and the next honest request is answered."""

from __future__ import annotations

import contextlib
import socket
import urllib.request
from urllib.parse import urlsplit

import pytest

from tests.services.processes import running_web

CASES = b"/api/v1/cases/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
JSON = b"Content-Type: application/json\r\n"
INSIDE = b"GET /api/v1/health/live HTTP/1.1\r\nHost: localhost\r\n\r\n"

WIRE = {
    "two lengths": b"POST " + CASES + JSON + b"Content-Length: 2\r\nContent-Length: 60\r\n\r\n{}" + INSIDE,
    "a length and pieces": (
        b"POST " + CASES + JSON + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + INSIDE
    ),
    "pieces by another name": b"POST " + CASES + JSON + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + INSIDE,
    "a piece without a size": b"POST " + CASES + JSON + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
    "a length with a sign": b"POST " + CASES + JSON + b"Content-Length: +2\r\n\r\n{}",
    "a space before the colon": b"GET " + CASES + b"Authorization : Bearer x\r\n\r\n",
    "a NUL in a header": b"GET " + CASES + b"Cookie: session=\x00\r\n\r\n",
    "a header of a megabyte": b"GET " + CASES + b"X-Long: " + b"a" * 1_000_000 + b"\r\n\r\n",
    "a thousand headers": b"GET " + CASES + b"".join(b"X-%d: 1\r\n" % number for number in range(1000)) + b"\r\n",
    "a host that is not ours": b"GET /api/v1/bases/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
    "a host in the address": b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
    "two hosts": b"GET /api/v1/bases/ HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n",
    "a way up": b"GET /static/../../etc/passwd HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    "a hidden way up": b"GET /static/%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    "no HTTP at all": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 64,
    "a line that says nothing": b"\r\n\r\nnonsense\r\n\r\n",
}


@pytest.fixture
def ask(committed_db):
    with running_web(env=committed_db.env(DESK_HOSTS="localhost,127.0.0.1")) as address:
        place = urlsplit(address)

        def _ask(sent: bytes) -> bytes:
            with socket.create_connection((place.hostname, place.port), timeout=30) as line:
                said = b""
                with contextlib.suppress(OSError):  # hung up on, or kept waiting for more: the end of it too
                    line.sendall(sent)
                    while part := line.recv(65536):
                        said += part
                        line.settimeout(2)  # for a second answer, which nobody asked for
                return said

        def _lives() -> bool:
            with urllib.request.urlopen(f"{address}/api/v1/health/live", timeout=10) as answer:
                return answer.status == 200

        _ask.lives = _lives
        yield _ask


def test_rubbish_on_the_wire_is_refused_and_the_next_request_answered(ask):
    """One server for all of them: starting it is what takes the time."""
    taken = {}
    for name, sent in WIRE.items():
        said = ask(sent)
        if not said.startswith(b"HTTP/1.1 4") or said.count(b"HTTP/1.1 ") > 1:
            taken[name] = said[:300]
        assert ask.lives(), name
    assert taken == {}
