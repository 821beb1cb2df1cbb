"""Many people give the same last signature in the same moment: one is taken, and all others learn that it was."""

from collections import Counter
from functools import partial

from disclosures.actions import steps
from disclosures.domain.errors import MoveNotAllowed
from disclosures.domain.moves import Status
from disclosures.domain.roles import Role
from disclosures.domain.route import StepName
from disclosures.models import Case, Job, LedgerEntry, Signature
from disclosures.queries import scopes
from tests.cast import a_case, a_world, staff
from tests.services.crowd import in_rounds

ROUNDS = 100
PEOPLE = 8


def test_of_eight_who_sign_the_same_last_step_one_is_accepted_a_hundred_times(committed_db):
    world = a_world()
    reviewers = [staff(f"reviewer.{number}", Role.REVIEWER) for number in range(PEOPLE)]
    waiting = [a_case("consent", world=world).submitted().accepted() for _ in range(ROUNDS)]
    rows = {one.stage.case_id: one.row for one in waiting}
    shown = {pk: scopes.scope_hash(row) for pk, row in rows.items()}

    def sign(pk, reviewer):
        case = Case.objects.select_related("filed_by").get(pk=pk)
        steps.approve(case=case, step=StepName.REVIEW, by=reviewer, at=world.at, shown=shown[pk])

    answers = in_rounds([[partial(sign, pk, reviewer) for reviewer in reviewers] for pk in rows])

    for answered in answers:
        assert Counter(type(answer) for answer in answered) == {type(None): 1, MoveNotAllowed: PEOPLE - 1}
    assert {answer.status for answered in answers for answer in answered if answer} == {409}
    assert Signature.objects.count() == ROUNDS
    assert set(Case.objects.values_list("status", flat=True)) == {Status.APPROVED}
    assert Job.objects.filter(topic="release.build").count() == ROUNDS
    assert LedgerEntry.objects.filter(event="step_signed").count() == ROUNDS
