"""One operation of the OpenAPI document, tried with made-up input: no 5xx, no status that is not documented."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import status_code_conformance


def try_out(operation: Any, *, known: Mapping[str, Any], examples: int, **way: Any) -> None:
    """Try it so many times on things that are there; `way` says how to call: an application, or where it listens."""

    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=[*HealthCheck],
    )
    @given(case=operation.as_strategy())
    def answered_as_documented(case):
        case.path_parameters = {word: known.get(word, value) for word, value in (case.path_parameters or {}).items()}
        answer = case.call(**way)
        case.validate_response(answer, checks=[not_a_server_error, status_code_conformance])

    answered_as_documented()
