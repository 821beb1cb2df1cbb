"""Which questions a filing is asked, in order: read from the data of its clause and from what was answered so far."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from disclosures.domain.particulars import Particular, Shape
from disclosures.portals.requests.filing.drafts import Draft
from disclosures.portals.requests.filing.questions.base import Question
from disclosures.portals.requests.filing.questions.data import Data, Dates, HowMuch
from disclosures.portals.requests.filing.questions.papers import Emergency, Named, Paper, Telling
from disclosures.portals.requests.filing.questions.people import LegalGround, Purpose, Recipient, Whose
from disclosures.portals.requests.filing.questions.standing_on import Choice, Record, Way, Words

FIRST: Mapping[Shape, tuple[type[Question], ...]] = {Shape.REFERENCE: (Record,), Shape.CHOICE: (Choice,)}
BEFORE_DATA: Mapping[Shape, tuple[type[Question], ...]] = {Shape.INSTRUMENT: (Paper,), Shape.EMERGENCY: (Emergency,)}
AFTER_DATA: Mapping[Shape, tuple[type[Question], ...]] = {Shape.INSTRUMENT: (Named, Telling), Shape.TEXT: (Words,)}
"""The questions of a particular, by how it is written; what decides which data are offered comes before the data."""


def asked(draft: Draft) -> dict[str, Question]:
    """By name, in the order of their pages."""
    return {question.name: question for question in _all(draft) if question.is_asked()}


def _all(draft: Draft) -> Iterator[Question]:
    yield from _of_particulars(draft, FIRST)
    yield from (kind(draft=draft) for kind in (Way, Whose, Recipient, Purpose))
    yield from _of_particulars(draft, BEFORE_DATA)
    yield from (kind(draft=draft) for kind in (Data, HowMuch, Dates))
    yield from _of_particulars(draft, AFTER_DATA)
    yield LegalGround(draft=draft)


def _of_particulars(draft: Draft, table: Mapping[Shape, tuple[type[Question], ...]]) -> Iterator[Question]:
    for particular in draft.rules.particulars:
        yield from _of(draft, particular, table)


def _of(draft: Draft, particular: Particular, table: Mapping[Shape, tuple[type[Question], ...]]) -> Iterator[Question]:
    return (kind(draft=draft, particular=particular) for kind in table.get(particular.shape, ()))


def after(draft: Draft, name: str) -> str | None:
    """The next question; nothing after the last."""
    names = list(asked(draft))
    return names[names.index(name) + 1] if name in names[:-1] else None


def before(draft: Draft, name: str) -> str | None:
    """The question before it; nothing before the first."""
    names = list(asked(draft))
    return names[names.index(name) - 1] if name in names[1:] else None


def unanswered(draft: Draft) -> str | None:
    """The first question without the answer that it needs."""
    return next((name for name, question in asked(draft).items() if not question.is_answered()), None)


def rows(draft: Draft) -> list[dict[str, Any]]:
    """Every answer in words, in order; what was settled without a question comes first."""
    settled = [{"label": Recipient.label, "answer": [draft.filing.recipient]}] if not draft.chooses_recipient else []
    return settled + [
        {"name": name, "label": question.label, "answer": question.shown()} for name, question in asked(draft).items()
    ]
