"""What answers when no view does: problem details below /api/, Django's own bare pages elsewhere."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views import defaults

from disclosures.api import problems
from disclosures.domain.errors import NotFound

API = "/api/"


def show_bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answers a request that Django itself does not take."""
    if request.path.startswith(API):
        return _answer(problems.problem_of(problems.Malformed("The request itself is not one the desk can read.")))
    return defaults.bad_request(request, exception)


def show_not_permitted(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answers a refusal that was raised outside the API's views."""
    if request.path.startswith(API):
        return _answer(problems.problem(403, "not_permitted", "This is not permitted."))
    return defaults.permission_denied(request, exception)


def show_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answers an address that does not exist."""
    if request.path.startswith(API):
        return _answer(problems.problem_of(NotFound()))
    return defaults.page_not_found(request, exception)


def show_fault(request: HttpRequest) -> HttpResponse:
    """Answers a fault of ours, without a word about it."""
    if request.path.startswith(API):
        sentence = "Something went wrong at the desk. Try again; the same Idempotency-Key does nothing twice."
        return _answer(problems.problem(500, "internal_error", sentence))
    return defaults.server_error(request)


def _answer(problem: dict[str, Any]) -> HttpResponse:
    return JsonResponse(problem, status=problem["status"], content_type=problems.MEDIA_TYPE)
