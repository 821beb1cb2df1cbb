"""The OpenAPI document says what the API does: every operation tried with made-up input, on real things."""

from __future__ import annotations

import pytest
import schemathesis
from django.core import signals
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from drf_spectacular.generators import SchemaGenerator

from tests.fuzz.trying import try_out
from tests.fuzz.world import known_to

MODULES = ("bases", "cases", "releases")
EXAMPLES = 4  # for each operation and person: `make fuzz` tries 300, on a running desk
NEVER_STORED = ("releases_content", "releases_download", "evidence_download")


@pytest.fixture(scope="module")
def document():
    return SchemaGenerator().get_schema(request=None, public=True)


@pytest.fixture(scope="module")
def operations(document):
    return [(path, method, said) for path, methods in document["paths"].items() for method, said in methods.items()]


def test_every_refusal_is_documented_as_a_problem(operations):
    for path, _, said in operations:
        for status, answer in said["responses"].items():
            if int(status) >= 400 and "health" not in path:
                assert list(answer["content"]) == ["application/problem+json"], (path, status)


def test_every_act_takes_an_idempotency_key(operations):
    for path, method, said in operations:
        names = [parameter["name"] for parameter in said.get("parameters", ())]
        keyed = method == "post" and said["operationId"] not in NEVER_STORED
        assert ("Idempotency-Key" in names) is keyed, (path, method)


@pytest.fixture
def known(cast):
    return known_to(cast)


@pytest.fixture
def application():
    """The desk as a server runs it, but on the connection of the test's own transaction."""
    signals.request_started.disconnect(close_old_connections)
    signals.request_finished.disconnect(close_old_connections)
    yield get_wsgi_application()
    signals.request_started.connect(close_old_connections)
    signals.request_finished.connect(close_old_connections)


@pytest.fixture(scope="module")
def api(document):
    return schemathesis.openapi.from_dict(document)


@pytest.mark.parametrize("name", ["tom", "mei", "counsel.chen"])
def test_made_up_input_meets_documented_answers(cast, known, api, operations, application, name):
    headers = {"Authorization": f"Bearer {cast(name).secret}"}
    for path, method, _ in operations:
        if path.split("/")[3] in MODULES:
            try_out(api[path][method.upper()], known=known, examples=EXAMPLES, app=application, headers=headers)
