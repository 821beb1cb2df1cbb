"""The OpenAPI document says what the API does: every operation tried with made-up input, on real things."""

from __future__ import annotations

import pytest
import schemathesis
from django.core import signals
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import status_code_conformance

MODULES = ("bases", "cases", "releases")
EXAMPLES = 4  # for each operation and person: the long run is Schemathesis's own, against a running desk
NEVER_STORED = ("releases_content", "releases_download")


def _document():
    return SchemaGenerator().get_schema(request=None, public=True)


def _operations():
    paths = _document()["paths"].items()
    return [(path, method, said) for path, methods in paths for method, said in methods.items()]


OPERATIONS = _operations()
CHOSEN = [(path, method) for path, method, _ in OPERATIONS if path.split("/")[3] in MODULES]


def test_every_refusal_is_documented_as_a_problem():
    for path, _, said in OPERATIONS:
        for status, answer in said["responses"].items():
            if int(status) >= 400 and "health" not in path:
                assert list(answer["content"]) == ["application/problem+json"], (path, status)


def test_every_act_takes_an_idempotency_key():
    for path, method, said in OPERATIONS:
        names = [parameter["name"] for parameter in said.get("parameters", ())]
        keyed = method == "post" and said["operationId"] not in NEVER_STORED
        assert ("Idempotency-Key" in names) is keyed, (path, method)


@pytest.fixture
def known(cast, prize):
    """A case in triage, one that was released, and its release."""
    references = [cast("tom").post("/cases/", prize | {"submit": True}).json()["reference"] for _ in range(2)]
    cast("reviewer.ren").post(f"/cases/{references[0]}/accept/")
    shown = cast("reviewer.rui").get(f"/cases/{references[0]}/").json()["scope_hash"]
    cast("reviewer.rui").post(f"/cases/{references[0]}/steps/review/approve/", {"shown": shown})
    cast.work()
    release = cast("tom").get("/releases/").json()["results"][0]["id"]
    return {"reference": references[1], "release_id": release, "step": "review", "code": "consent"}


@pytest.fixture
def application():
    """The desk as a server runs it, but on the connection of the test's own transaction."""
    signals.request_started.disconnect(close_old_connections)
    signals.request_finished.disconnect(close_old_connections)
    yield get_wsgi_application()
    signals.request_started.connect(close_old_connections)
    signals.request_finished.connect(close_old_connections)


@pytest.fixture(scope="module")
def api():
    return schemathesis.openapi.from_dict(_document())


@pytest.mark.parametrize("name", ["tom", "mei", "counsel.chen"])
def test_made_up_input_meets_documented_answers(cast, known, api, application, name):
    headers = {"Authorization": f"Bearer {cast(name).secret}"}
    for path, method in CHOSEN:
        _try_out(api[path][method.upper()], known, application, headers)


def _try_out(operation, known, application, headers):
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=[*HealthCheck],
    )
    @given(case=operation.as_strategy())
    def answered_as_documented(case):
        case.path_parameters = {word: known.get(word, value) for word, value in (case.path_parameters or {}).items()}
        answer = case.call(app=application, headers=headers)
        case.validate_response(answer, checks=[not_a_server_error, status_code_conformance])

    answered_as_documented()
