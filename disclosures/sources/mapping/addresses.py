"""Which addresses a source may have; what is said about a wrong one never quotes it, as it may hold a password."""

from __future__ import annotations

from urllib.parse import urlsplit

DATABASES = frozenset({"postgresql", "postgres", "mysql", "mariadb", "sqlite"})
AT_HOME = frozenset({"localhost", "127.0.0.1", "::1"})


def wrong_database(address: str) -> str:
    """What is wrong with the address of a database; empty when nothing is."""
    scheme, slashes, rest = address.partition("://")
    if not slashes or scheme not in DATABASES:
        return "must begin with postgresql://, mysql://, mariadb:// or sqlite://"
    if scheme == "sqlite" and (not rest.startswith("//") or len(rest) < len("//x")):
        return "must be sqlite:////the/whole/path"
    return ""


def wrong_api(address: str) -> str:
    """What is wrong with the address of an API; empty when nothing is."""
    try:
        parts = urlsplit(address)
        at_home = parts.hostname in AT_HOME
        proper = bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        return "this is no address"
    if not proper or parts.username or parts.password or parts.query or parts.fragment:
        return "an address is a host with or without a path: no user, no query"
    if parts.scheme != "https" and not (parts.scheme == "http" and at_home):
        return "data travels by https:// only, but within this machine"
    return ""
