"""The address noted is the peer's, or what our own proxies wrote; a forged header counts for nothing."""

import pytest
from django.test import RequestFactory

from accounts.access.address import client_address

FORGED = "198.51.100.66"


@pytest.mark.parametrize(
    ("proxies", "peer", "forwarded", "address"),
    [
        (0, "203.0.113.7", None, "203.0.113.7"),
        (0, "203.0.113.7", FORGED, "203.0.113.7"),
        (0, "2001:db8::7", FORGED, "2001:db8::7"),
        (0, "", FORGED, None),
        (1, "10.0.0.1", "203.0.113.7", "203.0.113.7"),
        (1, "10.0.0.1", f"{FORGED}, 203.0.113.7", "203.0.113.7"),
        (1, "10.0.0.1", f"{FORGED}, {FORGED},203.0.113.7", "203.0.113.7"),
        (1, "10.0.0.1", "203.0.113.7:51234", "203.0.113.7"),
        (1, "10.0.0.1", "[2001:db8::7]:443", "2001:db8::7"),
        (1, "10.0.0.1", "2001:db8::7", "2001:db8::7"),
        (1, "10.0.0.1", "fe80::1%eth0", "fe80::1"),
        (1, "10.0.0.1", "::ffff:203.0.113.7", "203.0.113.7"),
        (1, "10.0.0.1", None, None),
        (1, "10.0.0.1", "unknown", None),
        (2, "10.0.0.1", f"{FORGED}, 203.0.113.7, 10.0.0.2", "203.0.113.7"),
        (2, "10.0.0.1", "203.0.113.7", None),
    ],
)
def test_the_address_is_the_one_that_can_be_believed(settings, proxies, peer, forwarded, address):
    settings.DESK_PROXIES = proxies
    sent = {} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded}
    assert client_address(RequestFactory().get("/", REMOTE_ADDR=peer, **sent)) == address
