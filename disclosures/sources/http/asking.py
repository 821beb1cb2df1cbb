"""One GET at the configured host, and nothing else: no redirect, no proxy or password of the environment, an end."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import urllib3
from django.conf import settings

from disclosures.sources import problems
from disclosures.sources.mapping.declared import Api

MOST_BYTES = 8 * 1024 * 1024
CHUNK = 64 * 1024
PASSES_BY_ITSELF = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.REQUEST_TIMEOUT})
ABSENT: Any = None


class Visit:
    """Requests about one member, one after the other, over one connection."""

    def __init__(self, api: Api) -> None:
        self.api = api
        parts = urlsplit(api.address)
        self.base = parts.path.rstrip("/")
        wait = urllib3.Timeout(connect=api.timeout, read=api.timeout)
        host = parts.hostname or ""
        self.pool: urllib3.HTTPConnectionPool = (
            urllib3.HTTPSConnectionPool(
                host, parts.port, timeout=wait, retries=False, cert_reqs="CERT_REQUIRED", ca_certs=api.ca or None
            )
            if parts.scheme == "https"
            else urllib3.HTTPConnectionPool(host, parts.port, timeout=wait, retries=False)
        )

    def get(self, path: str, *, member: str, query: Mapping[str, str], absent: frozenset[int]) -> Any:
        """The answer as JSON; ``ABSENT`` where its status says that there is nobody of this name.

        Raises ``SourceAway``, ``SourceRefused`` or ``SourceMisread``.
        """
        if not member.strip("."):
            raise problems.misread(self.api.name, "member")  # a step up in the path
        target = self.base + path.replace("{member}", quote(member, safe=""))
        target += f"?{urlencode(query)}" if query else ""
        end = time.monotonic() + self.api.timeout
        try:
            answer = self.pool.urlopen(
                "GET", target, headers=self._headers(), redirect=False, preload_content=False, decode_content=False
            )
        except urllib3.exceptions.SSLError:
            raise problems.refused(self.api.name, "certificate") from None
        except (urllib3.exceptions.HTTPError, OSError):
            raise problems.away(self.api.name) from None
        try:
            return self._content(answer, absent=absent, end=end)
        finally:
            answer.close()

    def _headers(self) -> dict[str, str]:
        headers = {"Accept": "application/json", "Accept-Encoding": "identity", "User-Agent": "disclosure-desk"}
        if self.api.token:
            headers["Authorization"] = f"Bearer {settings.DESK_SOURCE_SECRETS[self.api.token]}"
        return headers

    def _content(self, answer: urllib3.BaseHTTPResponse, *, absent: frozenset[int], end: float) -> Any:
        if answer.status in absent:
            return ABSENT
        if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR or answer.status in PASSES_BY_ITSELF:
            raise problems.away(self.api.name)
        if answer.status != HTTPStatus.OK:
            raise problems.refused(self.api.name, f"status {answer.status}")
        try:
            return json.loads(self._bytes(answer, end=end), parse_constant=_no_number)
        except (ValueError, RecursionError):
            raise problems.misread(self.api.name, "json") from None

    def _bytes(self, answer: urllib3.BaseHTTPResponse, *, end: float) -> bytes:
        """The whole body, at most so large and not later than ``end``, however slowly it drips."""
        found = bytearray()
        try:
            while chunk := answer.read1(CHUNK):
                found += chunk
                if len(found) > MOST_BYTES:
                    raise problems.misread(self.api.name, "size")
                if time.monotonic() > end:
                    raise problems.away(self.api.name)
        except (urllib3.exceptions.HTTPError, OSError):
            raise problems.away(self.api.name) from None
        return bytes(found)

    def close(self) -> None:
        """Ends the connection."""
        self.pool.close()


def _no_number(_: str) -> Any:
    raise ValueError
