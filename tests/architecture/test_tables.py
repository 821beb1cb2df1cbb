"""Every table has a row for each name it is asked for: nothing falls through to a default."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db.models import BinaryField, CharField, JSONField, Model, TextField

from disclosures.actions import mailing
from disclosures.bases import REGISTRY
from disclosures.domain.basis import BasisCode
from disclosures.domain.catalogue import CATALOGUE, ItemKey
from disclosures.domain.events import Event
from disclosures.domain.extents import Detail
from disclosures.domain.facts import Fact
from disclosures.domain.moves import MOVES, MoveName, Status
from disclosures.domain.particulars import InstrumentKind, Reference, Shape
from disclosures.domain.reasons import PRECEDENCE, Reason
from disclosures.domain.roles import Party, Role
from disclosures.domain.route import SIGNERS, StepName
from disclosures.domain.topics import Topic
from disclosures.models import Case, Notice, contents
from disclosures.outbox import queues
from disclosures.policies import POLICIES, Permission
from disclosures.portals.requests.filing.questions import standing_on
from disclosures.queries import own_records, settled, waiting
from disclosures.queries.facts import ANSWERS
from disclosures.queries.filing import completeness, resolving, suiting
from disclosures.scenarios.format import VERBS as WORDS
from disclosures.scenarios.verbs import VERBS
from disclosures.tasks.handlers import HANDLERS
from paletten.shell import item_words
from tests.architecture import trees

TABLES = {
    "moves": (MOVES, MoveName),
    "policies": (POLICIES, Permission),
    "answers": (ANSWERS, Fact),
    "handlers": (HANDLERS, Topic),
    "signers": (SIGNERS, StepName),
    "catalogue": (CATALOGUE, ItemKey),
    "precedence": (PRECEDENCE, Reason),
    "references": (resolving.LOOKUPS, Reference),
    "own records": (own_records.READERS, Reference),
    "records as they are asked for": (standing_on.RECORDS, Reference),
    "recipients that are settled": (settled.RECIPIENTS, {rules.recipient_is for rules in REGISTRY.in_force}),
    "what items are called": (item_words.ITEMS, ItemKey),
    "why something is withheld": (item_words.REASONS, Reason),
    "what details are called": (item_words.DETAILS, Detail),
    "subject lines": (mailing.SUBJECT_LINES, Notice.Kind),
    "who acts": (waiting.ACTORS, waiting.Actor),
}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_has_a_row_for_each_name_and_no_other(name):
    table, names = TABLES[name]
    assert list(table) == [*names] or set(table) == set(names)


def test_each_verb_of_the_format_is_played_and_no_other():
    assert set(VERBS) == set(WORDS)


def test_every_verb_of_the_format_is_in_the_format():
    text = (trees.ROOT / "tests" / "scenarios" / "FORMAT.md").read_text(encoding="utf-8")
    assert [verb for verb in VERBS if f"`{verb}" not in text] == []


def test_every_clause_is_filed_by_somebody_about_and_to_a_party_that_can_be_checked():
    for basis in REGISTRY.revisions:
        assert basis.filed_by <= set(Role)
        assert basis.filed_by
        assert basis.subject_is in suiting.SUBJECTS
        assert basis.recipient_is in suiting.RECIPIENTS
    assert {*suiting.SUBJECTS, *suiting.RECIPIENTS} <= set(Party)


def test_every_shape_that_can_be_unreadable_has_its_reader():
    free = {Shape.TEXT, Shape.FLAG, Shape.REFERENCE, Shape.SENTENCES}
    assert set(completeness.READERS) == set(Shape) - free


def test_every_particular_that_names_a_choice_has_choices():
    for basis in REGISTRY.revisions:
        for particular in basis.particulars:
            assert bool(particular.choices) == (particular.shape is Shape.CHOICE)


def test_every_topic_has_a_queue():
    assert {queues.queue_of(topic=topic) for topic in Topic} == set(queues.QueueName)


def test_prefixes_and_policy_ids_of_clauses_differ():
    assert len({basis.prefix for basis in REGISTRY.in_force}) == len(BasisCode)
    assert len({basis.policy_id for basis in REGISTRY.in_force}) == len(BasisCode)


def test_every_move_records_an_event_and_joins_known_states():
    for move in MOVES.values():
        assert move.event in set(Event)
        assert move.sources | move.targets <= set(Status)


def test_no_rule_of_the_law_names_an_instrument_that_is_not_there():
    assert [kind.value for kind in InstrumentKind] == ["letter", "administrative_order", "court_order", "warrant"]


def tables_of_a_case() -> set[type[Model]]:
    """The tables whose rows belong to a case, or to something that does."""
    found: set[type[Model]] = {Case}
    every = [model for model in apps.get_app_config("disclosures").get_models() if model is not Case]
    while (
        more := {model for model in every if any(field.related_model in found for field in model._meta.fields)} - found
    ):
        found |= more
    return found


def test_each_column_of_a_case_with_words_in_it_is_content_or_proof():
    """Add each that is missing to disclosures/models/contents.py: is it destroyed after its time, or kept as proof?"""
    words = {(content.model, word) for content in contents.WORDS for word in content.words}
    other = {
        (model, name) for table in (contents.OTHERWISE, contents.PROOF) for model in table for name in table[model]
    }
    written = {
        (model, field.name)
        for model in tables_of_a_case()
        for field in model._meta.fields
        if isinstance(field, CharField | TextField | JSONField | BinaryField)
    }
    assert [f"{model.__name__}.{name}" for model, name in sorted(written - words - other, key=str)] == []
    assert [f"{model.__name__}.{name}" for model, name in sorted((words | other) - written, key=str)] == []
    assert not words & other
