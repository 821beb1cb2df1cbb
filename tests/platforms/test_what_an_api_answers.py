"""A platform's API: only the configured host, only what was asked for, and an end to everything."""

from __future__ import annotations

import json
import ssl
import threading
import time
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from accounts.models import MemberRecord
from disclosures import sources
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.errors import SourceAway, SourceMisread, SourceRefused
from disclosures.domain.extents import EVERYTHING, Detail, Extent, Period
from disclosures.sources import patience
from disclosures.sources.http import asking, pointers
from disclosures.sources.kinds import Misread

PHONE, NAME, IP, VISITED = (
    ItemKey.CONTACT_PHONE, ItemKey.IDENTITY_LEGAL_NAME, ItemKey.ACCESS_IP_ADDRESS, ItemKey.ACCESS_VISITED_AT,
)  # fmt: skip
AT = datetime(2026, 3, 2, tzinfo=UTC)
FEBRUARY = Period(datetime(2026, 2, 1, tzinfo=UTC), datetime(2026, 3, 1, tzinfo=UTC))
MAPPING = """
sources:
  shop:
    kind: http
    stored_in: DE
    address: {address}
    token: DESK_SOURCE_SHOP
    timeout: 1
    {ca}
    requests:
      profile:
        path: /members/{{member}}
        query: {{version: "2"}}
        fields: fields
        absent: [404]
        items:
          identity.legal_name: /name
          contact.phone: /contact/phone
          contact.postal_address: {{line: /home/line, city: /home/city, country: /home/country}}
      logins:
        path: /members/{{member}}/logins
        since: from
        until: to
        rows: /logins
        at: /when
        cursor: after
        next: /more
        items:
          access.ip_address: /ip
          access.visited_at: /when
"""


class Shop:
    """The API: what it answers by path, and what it received."""

    def __init__(self) -> None:
        self.answers: dict[str, tuple[int, object]] = {}
        self.received: list[tuple[str, dict[str, str]]] = []
        self.headers: dict[str, str] = {}
        self.drip = 0.0
        shop = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                shop.received.append((self.path, dict(self.headers)))
                status, body = shop.answers.get(self.path, shop.answers.get(self.path.split("?")[0], (404, {})))
                raw = body if isinstance(body, bytes) else json.dumps(body).encode()
                self.send_response(status)
                for name, value in shop.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(raw)))
                self.end_headers()
                for start in range(0, len(raw), 1 if shop.drip else max(len(raw), 1)):
                    time.sleep(shop.drip)
                    self.wfile.write(raw[start : start + (1 if shop.drip else len(raw))])

            def log_message(self, *args):
                pass

        class Quiet(ThreadingHTTPServer):
            def handle_error(self, *args):
                pass  # a client that hangs up

        self.server = Quiet(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.received]


@pytest.fixture
def shop():
    running = Shop()
    yield running
    running.server.shutdown()
    running.server.server_close()


@pytest.fixture
def use(settings, tmp_path):
    """Let the desk read from an address."""
    made = []

    def _use(address: str, *, ca: str = "") -> None:
        file = tmp_path / f"sources-{len(made)}.yaml"
        made.append(file)
        file.write_text(MAPPING.format(address=address, ca=ca), encoding="utf-8")
        settings.DESK_SOURCE_SECRETS = {"DESK_SOURCE_SHOP": "token-word"}
        settings.DESK_SOURCES = str(file)

    patience.forget()
    yield _use
    patience.forget()


@pytest.fixture
def api(shop, use, mei):
    use(f"http://127.0.0.1:{shop.port}/v2")
    return shop


def collect(subject, *keys, extent=EVERYTHING):
    return sources.collect(subject=subject, wanted=dict.fromkeys(keys, extent), at=AT)


def values(found, key):
    return [value.value for value in found.values_of(key=key)]


PROFILE = {
    "name": "Mei",
    "contact": {"phone": "+8613800138000"},
    "risk": 7,
    "home": {"line": "1", "city": "X", "country": "CN"},
}


def test_mapped_values_and_no_others(api, mei):
    api.answers["/v2/members/m-1"] = 200, PROFILE
    found = collect(mei, NAME, PHONE, ItemKey.CONTACT_POSTAL_ADDRESS)
    assert values(found, NAME) == ["Mei"]
    assert values(found, PHONE) == ["+8613800138000"]
    assert values(found, ItemKey.CONTACT_POSTAL_ADDRESS) == [{"line": "1", "city": "X", "country": "CN"}]
    assert found.holdings[NAME].source == "shop"
    assert found.holdings[NAME].stored_in == "DE"


def test_only_the_fields_that_are_allowed_are_asked_for(api, mei):
    api.answers["/v2/members/m-1"] = 200, PROFILE
    found = collect(mei, PHONE)
    assert api.paths == ["/v2/members/m-1?version=2&fields=contact.phone"]
    assert "Mei" not in repr([holding.values for holding in found.holdings.values()]) + str(values(found, PHONE))
    ((_, headers),) = api.received
    assert headers["Authorization"] == "Bearer token-word"
    assert "Cookie" not in headers


def test_a_series_is_asked_for_by_its_period_and_cut_by_it_all_the_same(api, mei):
    rows = [
        {"ip": f"203.0.113.{day}", "when": f"2026-0{month}-{day:02d}T00:00:00Z"}
        for month, day in ((2, 28), (2, 1), (3, 1), (1, 31))
    ]
    api.answers["/v2/members/m-1/logins"] = 200, {"logins": rows}
    found = collect(mei, IP, VISITED, extent=Extent(Detail.FULL, FEBRUARY))
    assert api.paths == ["/v2/members/m-1/logins?from=2026-02-01T00%3A00%3A00Z&to=2026-03-01T00%3A00%3A00Z"]
    assert values(found, IP) == ["203.0.113.1", "203.0.113.28"]
    assert [value.at for value in found.values_of(key=VISITED)] == [FEBRUARY.start, FEBRUARY.end - timedelta(days=1)]


def test_all_pages_of_a_series_are_read(api, mei):
    first, second = ({"ip": f"203.0.113.{n}", "when": "2026-02-01T00:00:00Z"} for n in (1, 2))
    api.answers["/v2/members/m-1/logins"] = 200, {"logins": [first], "more": "b"}
    api.answers["/v2/members/m-1/logins?after=b"] = 200, {"logins": [second], "more": None}
    assert values(collect(mei, IP), IP) == ["203.0.113.1", "203.0.113.2"]


def test_pages_without_an_end_are_an_error(api, mei, monkeypatch):
    monkeypatch.setattr("disclosures.sources.http.api.MOST_PAGES", 3)
    api.answers["/v2/members/m-1/logins"] = 200, {"logins": [], "more": "b"}
    with pytest.raises(SourceMisread):
        collect(mei, IP)
    assert len(api.paths) == 3


def test_whom_the_api_does_not_know_holds_nothing_and_an_unknown_person_is_asked_for_alike(api, mei):
    assert collect(mei, NAME).held == frozenset()
    assert collect(None, NAME).held == frozenset()
    assert [path.startswith("/v2/members/") for path in api.paths] == [True, True]


@pytest.mark.parametrize("body", [{}, {"name": None}, {"name": ""}])
def test_what_is_not_there_is_not_held(api, mei, body):
    api.answers["/v2/members/m-1"] = 200, body
    assert collect(mei, NAME, PHONE).held == frozenset()
    assert sources.held(subject=mei, items={NAME: EVERYTHING}) == frozenset()


def test_existence_keeps_no_value(api, mei):
    api.answers["/v2/members/m-1"] = 200, PROFILE
    assert values(collect(mei, NAME, extent=Extent(Detail.EXISTENCE)), NAME) == [True]


def test_an_id_is_one_step_of_the_path_whatever_is_in_it(api, mei):
    MemberRecord.objects.filter(subject=mei).update(external_id="../admin?x=1#y/é")
    collect(mei, NAME)
    assert api.paths == ["/v2/members/..%2Fadmin%3Fx%3D1%23y%2F%C3%A9?version=2&fields=name"]


@pytest.mark.parametrize("ident", [".", ".."])
def test_an_id_that_is_a_step_up_is_no_id(api, mei, ident):
    MemberRecord.objects.filter(subject=mei).update(external_id=ident)
    with pytest.raises(SourceMisread):
        collect(mei, NAME)
    assert api.paths == []


ANSWERS = {
    "another type": (200, {"name": 7}, SourceMisread),
    "a list for a text": (200, {"name": ["Mei"]}, SourceMisread),
    "a text on the way": (200, {"contact": "+86"}, SourceMisread),
    "no JSON": (200, b"<html>", SourceMisread),
    "no number": (200, b'{"name": NaN}', SourceMisread),
    "too deep": (200, b"[" * 100_000, SourceMisread),
    "too large": (200, b'"' + b"x" * 3000 + b'"', SourceMisread),
    "no such token": (401, {}, SourceRefused),
    "not allowed": (403, {}, SourceRefused),
    "gone": (410, {}, SourceRefused),
    "led elsewhere": (302, {}, SourceRefused),
    "overloaded": (429, {}, SourceAway),
    "a fault": (500, {}, SourceAway),
    "maintenance": (503, {}, SourceAway),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_each_way_of_not_answering_has_its_code(api, mei, name, monkeypatch, caplog):
    caplog.set_level("DEBUG")
    monkeypatch.setattr(asking, "MOST_BYTES", 2000 if name == "too large" else 10**6)
    status, body, problem = ANSWERS[name]
    api.answers["/v2/members/m-1"] = status, body
    api.headers["Location"] = f"http://127.0.0.1:{api.port}/v2/elsewhere"
    with pytest.raises(problem) as raised:
        collect(mei, NAME, PHONE)
    assert len(api.paths) == 1
    ours = [record for record in caplog.records if record.name.startswith("disclosures")]
    assert ours
    assert not [record for record in ours if "m-1" in record.getMessage()]
    assert raised.value.__suppress_context__ or raised.value.__context__ is None


def test_a_body_that_drips_has_an_end(api, mei):
    api.drip = 0.3
    api.answers["/v2/members/m-1"] = 200, PROFILE
    began = time.monotonic()
    with pytest.raises(SourceAway):
        collect(mei, NAME)
    assert time.monotonic() - began < 3


def test_nobody_there(use, mei):
    use("http://127.0.0.1:9/v2")
    with pytest.raises(SourceAway):
        collect(mei, NAME)


def test_no_proxy_of_the_environment_is_asked(api, mei, monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    api.answers["/v2/members/m-1"] = 200, PROFILE
    assert values(collect(mei, NAME), NAME) == ["Mei"]


def test_a_certificate_that_nobody_vouches_for_is_refused_and_a_named_one_is_trusted(shop, use, mei, tmp_path):
    certificate = a_certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    shop.server.socket = context.wrap_socket(shop.server.socket, server_side=True)
    shop.answers["/v2/members/m-1"] = 200, PROFILE
    use(f"https://127.0.0.1:{shop.port}/v2")
    with pytest.raises(SourceRefused):
        collect(mei, NAME)
    use(f"https://127.0.0.1:{shop.port}/v2", ca=f"ca: {certificate}")
    assert values(collect(mei, NAME), NAME) == ["Mei"]


def a_certificate(folder):
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "shop")])
    now = datetime.now(tz=UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = folder / "shop.pem"
    plain = serialization.NoEncryption()
    file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return file


@pytest.mark.parametrize(
    ("pointer", "found"),
    [("/a/b", 1), ("/a/c", None), ("/x/y", None), ("/l/0", "p"), ("/l/7", None), ("/s~1t/~0", 2), ("", "whole")],
)
def test_a_pointer_finds_what_stands_there(pointer, found):
    document = {"a": {"b": 1}, "l": ["p"], "s/t": {"~": 2}, "x": None}
    assert pointers.find(document, pointer) == (document if found == "whole" else found)


@pytest.mark.parametrize("pointer", ["/a/b", "/l/-1", "/l/x"])
def test_a_pointer_through_what_holds_nothing_is_misread(pointer):
    with pytest.raises(Misread):
        pointers.find({"a": "text", "l": [1]}, pointer)
