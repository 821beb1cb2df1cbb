"""Who works at the desk and is asked about under a hold learns nothing of it by their work (DESIGN 5.10)."""

from datetime import timedelta

import pytest

from accounts.models import RoleAssignment, User
from disclosures.domain.errors import NotFound
from disclosures.policies import visibility
from tests.cast import a_case

pytestmark = pytest.mark.django_db


def test_a_reviewer_does_not_see_the_held_case_about_their_own_member_account():
    case = a_case("legal_request").submitted()
    subject = case.row.named[0].subject
    colleague = User.objects.create(name="reviewer.twin", person=subject.person, password="!")
    RoleAssignment.objects.create(user=colleague, role="reviewer")
    with pytest.raises(NotFound):
        visibility.case_for(colleague, reference=case.row.reference, at=case.at + timedelta(minutes=1))


def test_misuse_cuts_off_every_account_of_the_person():
    case = a_case("transaction_dispute").submitted()
    member = case.row.filed_by
    twin = User.objects.create(name="the.other.account", person=member.person, password="!")
    case.does("misuse", against=member.name, by="reviewer.ren", decided_by=["counsel.chen", "privacy.pei"])
    twin.refresh_from_db()
    assert twin.suspended_at is not None
