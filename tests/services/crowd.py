"""Several people doing something in the same moment, each on a database connection of their own."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import connections

T = TypeVar("T")


def at_once(calls: Sequence[Callable[[], T]]) -> list[T | Exception]:
    """Make all calls at the same moment; give, in order, what each returned or raised."""
    gate = threading.Barrier(len(calls))

    def go(call: Callable[[], T]) -> T | Exception:
        try:
            gate.wait(timeout=90)
            return call()
        except Exception as error:  # noqa: BLE001 - what went wrong is the answer the test asks for
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=len(calls)) as pool:
        return list(pool.map(go, calls))


def in_rounds(rounds: Sequence[Sequence[Callable[[], T]]]) -> list[list[T | Exception]]:
    """As `at_once` for one round after the other, each person keeping their thread and connection throughout."""
    people = len(rounds[0])
    gate = threading.Barrier(people)

    def go(person: int) -> list[T | Exception]:
        answers: list[T | Exception] = []
        try:
            for calls in rounds:
                gate.wait(timeout=90)
                try:
                    answers.append(calls[person]())
                except Exception as error:  # noqa: BLE001 - what went wrong is the answer the test asks for
                    answers.append(error)
        finally:
            connections.close_all()
        return answers

    with ThreadPoolExecutor(max_workers=people) as pool:
        return [list(answers) for answers in zip(*pool.map(go, range(people)), strict=True)]
