"""From where a request came: the peer's address, or what our own proxies wrote; never what a client claims."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str | None:
    """The address, or ``None`` where there is none that can be trusted.

    Each proxy appends whom it saw to ``X-Forwarded-For``: behind one proxy of ours the last entry is the client,
    behind two the last but one. What stands further left came with the request and counts for nothing.
    """
    proxies: int = settings.DESK_PROXIES
    if not proxies:
        return _plain(request.META.get("REMOTE_ADDR", ""))
    seen = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    return _plain(seen[-proxies]) if len(seen) >= proxies else None


def _plain(word: str) -> str | None:
    """The address without brackets, port or zone; an IPv4 address inside IPv6 as what it is."""
    bare = word.partition("]")[0].strip("[")
    if bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        address = ip_address(bare.partition("%")[0])
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return str(mapped or address)
