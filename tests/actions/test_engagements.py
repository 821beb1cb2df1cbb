"""An engagement is in force once a reviewer and a privacy officer have both signed it (P2a, P3b)."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from disclosures import outbox
from disclosures.actions import engagements
from disclosures.actions.engagements import SensitiveRefused, Terms
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.errors import DeskError, MoveNotAllowed, NotFound, NotPermitted, SamePerson
from disclosures.models import Engagement, EngagementSignature, Job, Order
from tests.cast import AT, a_case, staff

ITEMS = frozenset({ItemKey.IDENTITY_LEGAL_NAME, ItemKey.CONTACT_PHONE})


def terms(world, **changes):
    named = {"name": "repair", "partner": world.organisations["courier"], "items": ITEMS, "assessment": "PIA-2"}
    return Terms(**(named | changes))


@pytest.fixture
def proposed(world, who, at):
    return engagements.propose(terms=terms(world), by=who("reviewer.ren"), at=at)


def signed(engagement, *people, at=AT):
    for person in people:
        engagements.approve(engagement=Engagement.objects.get(pk=engagement.pk), by=person, at=at)
    return Engagement.objects.get(pk=engagement.pk)


def test_nothing_is_in_force_before_both_have_signed(proposed, who, at):
    assert not proposed.is_active(at=at)
    assert not signed(proposed, who("reviewer.rui")).is_active(at=at)
    approved = signed(proposed, who("privacy.pei"))
    assert approved.is_active(at=at)
    assert approved.standing_at == at


def test_it_is_all_in_the_ledger(proposed, who, events):
    signed(proposed, who("privacy.pei"), who("reviewer.rui"))
    assert events("engagement", proposed.pk) == [
        "engagement_proposed", "engagement_signed", "engagement_signed", "engagement_approved",
    ]  # fmt: skip


def test_its_proposer_does_not_sign_it_by_any_account(proposed, who, at):
    with pytest.raises(SamePerson):
        signed(proposed, who("reviewer.ren"))
    other = who("privacy.pan")
    type(other).objects.filter(pk=other.pk).update(person=who("reviewer.ren").person)
    with pytest.raises(SamePerson):
        signed(proposed, who("privacy.pan"))


def test_one_person_with_both_roles_signs_once(proposed, who):
    both = staff("both", "reviewer")
    both.role_assignments.create(role="privacy_officer")
    signed(proposed, who("reviewer.rui"))
    signed(proposed, both)
    with pytest.raises(SamePerson):
        signed(proposed, both)


@pytest.mark.parametrize("name", ["counsel.chen", "kai"])
def test_other_roles_do_not_sign(proposed, who, name):
    with pytest.raises(NotPermitted):
        signed(proposed, who(name))


@pytest.mark.parametrize("name", ["mei", "tom"])
def test_to_strangers_there_is_no_such_engagement(proposed, who, name):
    with pytest.raises(NotFound):
        signed(proposed, who(name))


def test_a_person_of_the_partner_never_signs(proposed, who, world):
    rui = who("reviewer.rui")
    kai = who("kai")
    type(kai).objects.filter(pk=kai.pk).update(person=rui.person)
    with pytest.raises(SamePerson):
        signed(proposed, rui)


def test_what_is_approved_or_over_is_not_signed_again(proposed, who, world, later, at):
    approved = signed(proposed, who("reviewer.rui"), who("privacy.pei"))
    with pytest.raises(MoveNotAllowed):
        engagements.approve(engagement=approved, by=staff("third", "privacy_officer"), at=at)
    short = engagements.propose(terms=terms(world, name="short", ends_at=later(days=1)), by=who("reviewer.ren"), at=at)
    with pytest.raises(MoveNotAllowed):
        signed(short, who("reviewer.rui"), at=later(days=1))


@pytest.mark.parametrize("item", [ItemKey.PAYMENT_ACCOUNT, ItemKey.IDENTITY_GOVERNMENT_ID, ItemKey.SEARCH_KEYWORDS])
def test_sensitive_items_have_no_place_in_an_engagement(world, who, at, item):
    with pytest.raises(SensitiveRefused):
        engagements.propose(terms=terms(world, items=ITEMS | {item}), by=who("reviewer.ren"), at=at)


@pytest.mark.parametrize(
    ("changes", "fields"),
    [({"assessment": " "}, ("assessment",)), ({"items": frozenset()}, ("items",)), ({"ends_at": AT}, ("ends_at",))],
)
def test_an_incomplete_contract_is_refused(world, who, at, changes, fields):
    with pytest.raises(DeskError) as refused:
        engagements.propose(terms=terms(world, **changes), by=who("reviewer.ren"), at=at)
    assert refused.value.fields == fields


def test_only_a_partner_is_engaged_and_names_are_taken_once(world, who, at, proposed):
    with pytest.raises(DeskError):
        engagements.propose(terms=terms(world, partner=world.organisations["psb"]), by=who("reviewer.ren"), at=at)
    with pytest.raises(DeskError):
        engagements.propose(terms=terms(world), by=who("reviewer.rui"), at=at)


def test_everything_under_it_ends_with_its_date(world, who, at, later):
    made = engagements.propose(terms=terms(world, ends_at=later(days=30)), by=who("reviewer.ren"), at=at)
    signed(made, who("reviewer.rui"), who("privacy.pei"))
    order = {"engagement": made, "member": who("mei"), "number": "o-77", "by": who("platform.machine"), "at": at}
    engagements.open_order(**order)
    case = a_case("service_provision", world=world, particulars={"engagement": "repair"}).released()
    assert case.release.status == "available"
    assert Job.objects.get(key=f"engagement_ends:{made.pk}").run_after == later(days=30)
    outbox.drain(at=later(days=30))
    assert case.row.status == "closed"


def test_an_order_is_opened_once_and_by_the_platform_only(world, who, at):
    order = {"engagement": world.engagements["delivery"], "member": who("ana"), "number": "o-1", "at": at}
    first = engagements.open_order(**order, by=who("platform.machine"))
    assert engagements.open_order(**order, by=who("platform.machine")) == first
    with pytest.raises(NotPermitted):
        engagements.open_order(**order, by=who("reviewer.ren"))
    with pytest.raises(DeskError):
        engagements.open_order(**(order | {"member": who("mei")}), by=who("platform.machine"))
    assert Order.objects.filter(number="o-1").count() == 1


@pytest.mark.parametrize("same", ["role", "person", "proposer"])
def test_the_database_refuses_a_second_half_by_the_same(proposed, who, same):
    signed(proposed, who("reviewer.rui"))
    pei, rui, ren = who("privacy.pei"), who("reviewer.rui"), who("reviewer.ren")
    row = {"engagement": proposed, "by": pei, "person": pei.person, "proposer": ren.person, "role": "privacy_officer"}
    row |= {"role": {"role": "reviewer"}, "person": {"person": rui.person}, "proposer": {"person": ren.person}}[same]
    with pytest.raises(IntegrityError), transaction.atomic():
        EngagementSignature.objects.create(**row, at=AT)
