"""A query that is composed once gives what the queryset gives, on both databases, and is composed once."""

from __future__ import annotations

import pytest
from django.db.models import BigIntegerField, CharField
from django.db.models.functions import Upper

from accounts.composed import Composed, Given
from accounts.models import Organisation, RoleAssignment, Token, User
from disclosures.models import Case, clock
from tests.cast import a_case

LABEL = Given("label", CharField())
HOLDERS = Token.objects.select_related("user__organisation").annotate(whose=Upper("user__name"))


def _all_of(row):
    return {name: value for name, value in vars(row).items() if name != "_state"}


@pytest.fixture
def tokens(db):
    home = Organisation.objects.create(name="courier", kind="partner", verified_at=clock.now())
    for name, organisation in (("kai", home), ("mei", None)):
        user = User.objects.create(name=name, organisation=organisation)
        RoleAssignment.objects.create(user=user, role="member")
        Token.objects.issue(user=user, at=clock.now(), label=name, scopes=["act"])


@pytest.mark.parametrize("name", ["kai", "mei"])
def test_it_gives_the_same_instances_with_what_they_join(tokens, name):
    found = Composed(lambda: HOLDERS.filter(label=LABEL)).first(label=name)
    usual = HOLDERS.get(label=name)
    assert _all_of(found) == _all_of(usual)
    assert _all_of(found.user) == _all_of(usual.user)
    home, usual_home = found.user.organisation, usual.user.organisation
    assert home == usual_home
    assert home is None or _all_of(home) == _all_of(usual_home)
    assert found._state.adding is False
    assert found.whose == name.upper()


def test_it_finds_nothing_where_there_is_nothing(tokens):
    assert Composed(lambda: HOLDERS.filter(label=LABEL)).first(label="nobody") is None


def test_it_reads_json_and_numbers_as_their_fields_do(db):
    case = a_case("other").row
    found = Composed(lambda: Case.objects.filter(pk=Given("case", BigIntegerField()))).first(case=case.pk)
    assert _all_of(found) == _all_of(Case.objects.get(pk=case.pk))


def test_it_is_composed_once_and_asked_as_often_as_you_like(tokens):
    composed = []

    def people():
        composed.append(True)
        return User.objects.filter(name__in=[Given("one", CharField()), Given("other", CharField())], country="CN")

    asked = Composed(people)
    for one, other in (("kai", "mei"), ("mei", "nobody"), ("nobody", "kai")):
        assert {row.name for row in asked.rows(one=one, other=other)} == {one, other} - {"nobody"}
    assert composed == [True]


def test_it_gives_tuples_where_the_queryset_does(tokens):
    mail = Composed(
        lambda: User.objects.filter(name=Given("name", CharField())).values_list("name", "organisation__name")
    )
    assert mail.rows(name="kai") == [("kai", "courier")]
