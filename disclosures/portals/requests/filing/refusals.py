"""At which question a refusal of the filing shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from disclosures.domain.errors import (
    AskedTooSoon,
    BasisUnsuited,
    DeskError,
    FilingIncomplete,
    NotFound,
    PurposeForbidden,
)
from disclosures.portals.requests.filing import questions
from disclosures.portals.requests.filing.drafts import Draft
from disclosures.portals.requests.filing.questions.base import Question
from disclosures.portals.requests.filing.questions.data import Data
from disclosures.portals.requests.filing.questions.people import Purpose, Recipient, Whose
from disclosures.portals.requests.filing.questions.standing_on import Record, Way
from paletten.shell.words import said

FIELDS: Mapping[str, str] = {
    "subjects": Whose.slug,
    "recipient": Recipient.slug,
    "purpose": Purpose.slug,
    "asks": Data.slug,
    "hold_until": "instrument-telling",
    "hold_paper": "instrument-telling",
}
PLACES: Mapping[type[DeskError], str] = {
    PurposeForbidden: Purpose.slug,
    BasisUnsuited: Whose.slug,
    AskedTooSoon: Whose.slug,
}
NOWHERE = ""


def places(draft: Draft, refusal: DeskError) -> Iterator[tuple[str, str]]:
    """Pairs of a question and what is wrong with its answer; an empty name where it is no single question's."""
    asked = questions.asked(draft)
    if isinstance(refusal, FilingIncomplete):
        for field in refusal.fields:
            name = _question_of(draft, field)
            yield (name, _missing(asked[name])) if name in asked else (NOWHERE, str(said(refusal.detail)))
        return
    if isinstance(refusal, NotFound):
        name = next((name for name, question in asked.items() if isinstance(question, Record)), NOWHERE)
        yield name, _("The desk has no such record in which you have a part. Choose another")
        return
    name = PLACES.get(type(refusal), NOWHERE)
    yield (name if name in asked else NOWHERE), str(said(refusal.detail))


def _question_of(draft: Draft, field: str) -> str:
    if any(field == " or ".join(names) for names in draft.rules.one_of):
        return Way.slug
    return FIELDS.get(field, field.replace("_", "-"))


def _missing(question: Question) -> str:
    if not question.shown():
        return _("Answer: %(label)s") % {"label": question.label}
    return _("Change the answer: %(label)s. The desk cannot take it as it is") % {"label": question.label}
