"""Reads the answers of the API: a body, or a refusal by its problem document."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

REFUSED = 400


class Refused(Exception):
    """The API refused: the code, and the fact if it names one."""

    def __init__(self, problem: dict[str, Any]) -> None:
        super().__init__(f"{problem['code']}: {problem['detail']}")
        self.code, self.fact = problem["code"], problem.get("fact")


def body_of(answer: HttpResponse) -> Any:
    """What was answered; ``Refused`` for a problem."""
    body = answer.json()
    if answer.status_code >= REFUSED:
        raise Refused(body)
    return body
