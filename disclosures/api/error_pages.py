"""What answers below /api/ when no view does: problem details."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from disclosures.api import problems
from disclosures.domain.errors import NotFound


def show_bad_request(_request: HttpRequest, _exception: Exception) -> HttpResponse:
    """Answers a request that Django itself does not take."""
    return _answer(problems.problem_of(problems.Malformed("The request itself is not one the desk can read.")))


def show_not_permitted(_request: HttpRequest, _exception: Exception) -> HttpResponse:
    """Answers a refusal that was raised outside the API's views."""
    return _answer(problems.problem(403, "not_permitted", "This is not permitted."))


def show_not_found(_request: HttpRequest, _exception: Exception) -> HttpResponse:
    """Answers an address that does not exist."""
    return _answer(problems.problem_of(NotFound()))


def show_fault(_request: HttpRequest) -> HttpResponse:
    """Answers a fault of ours, without a word about it."""
    sentence = "Something went wrong at the desk. Try again; the same Idempotency-Key does nothing twice."
    return _answer(problems.problem(500, "internal_error", sentence))


def _answer(problem: dict[str, Any]) -> HttpResponse:
    return JsonResponse(problem, status=problem["status"], content_type=problems.MEDIA_TYPE)
