"""The register takes official domains only, each once, with a number and where it was published (P3c)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from accounts.models import Organisation, RegisterValue, User
from disclosures.actions import organisations
from disclosures.domain.errors import DeskError, MoveNotAllowed, NotPermitted, SamePerson
from disclosures.domain.register_entry import DomainLookalike, DomainNotOfficial
from disclosures.domain.roles import OrganisationKind
from disclosures.models import LedgerEntry
from tests.actions.outsiders import AN_ENTRY


def test_an_organisation_is_entered_once_and_unverified(who, at, events):
    made = organisations.register(entry=AN_ENTRY, by=who("reviewer.ren"), at=at)
    assert not made.is_verified(at=at)
    assert events("organisation", made.pk) == ["organisation_registered"]
    assert {value.field for value in made.values.standing()} == {*RegisterValue.Field}
    for twice in (AN_ENTRY, replace(AN_ENTRY, name="Customs"), replace(AN_ENTRY, domain="zoll.example")):
        with pytest.raises(DeskError):
            organisations.register(entry=twice, by=who("counsel.cai"), at=at)


@pytest.mark.parametrize("name", ["mei", "officer", "auditor.an", "platform.machine"])
def test_staff_keep_the_register(who, at, name):
    with pytest.raises(NotPermitted):
        organisations.register(entry=AN_ENTRY, by=who(name), at=at)


def test_nobody_changes_the_entry_of_their_own_organisation(world, who, at):
    User.objects.filter(name="officer").update(person=who("counsel.cai").person)
    psb = world.organisations["psb"]
    entry = organisations.entry_of(psb, phone="+86 10 5555 0777")
    with pytest.raises(SamePerson):
        organisations.change(organisation=psb, entry=entry, edition=1, by=who("counsel.cai"), at=at)


@pytest.mark.parametrize(
    "domain",
    ["qq.com", "gmail.com", "gov.cn", "com", "公安.example", "xn--55qx5d.example", "psb", "two words.example", ""],
)
def test_a_domain_that_shows_nothing_is_refused(who, at, domain):
    entry = replace(AN_ENTRY, domain=domain, registered_email=f"desk@{domain}")
    with pytest.raises(DomainNotOfficial) as refused:
        organisations.register(entry=entry, by=who("reviewer.ren"), at=at)
    assert (refused.value.code, refused.value.fields) == ("domain_not_official", ("domain",))


@pytest.mark.parametrize("domain", ["trave1co.example", "travel-co.example", "trave1-co.com", "TRAVEIco.example"])
def test_a_domain_that_looks_like_another_s_is_refused(who, at, domain):
    entry = replace(AN_ENTRY, domain=domain, registered_email=f"desk@{domain}")
    with pytest.raises(DomainLookalike) as refused:
        organisations.register(entry=entry, by=who("reviewer.ren"), at=at)
    assert refused.value.code == "domain_lookalike"


@pytest.mark.parametrize("domain", ["travelco.com", "travelko.example", "mail-travelco.example"])
def test_a_domain_near_another_s_is_taken_and_noted(world, who, at, domain):
    entry = replace(AN_ENTRY, domain=domain, registered_email=f"desk@{domain}")
    made = organisations.register(entry=entry, by=who("reviewer.ren"), at=at)
    line = LedgerEntry.objects.get(chain=f"organisation:{made.pk}")
    assert line.content["body"]["near"] == [world.organisations["travelco"].pk]


def test_offices_below_one_owner_s_domain_are_no_imitations(who, at):
    for name in ("north", "south"):
        entry = replace(
            AN_ENTRY, name=name, domain=f"{name}.customs.example", registered_email=f"a@{name}.customs.example"
        )
        made = organisations.register(entry=entry, by=who("reviewer.ren"), at=at)
        assert LedgerEntry.objects.get(chain=f"organisation:{made.pk}").content["body"]["near"] == []


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"phone": "010 5555"}, "phone"),
        ({"phone_source": " "}, "phone_source"),
        ({"registered_email": "desk@elsewhere.example"}, "registered_email"),
        ({"registered_email": "desk@notcustoms.example"}, "registered_email"),
        ({"name": " "}, "name"),
    ],
)
def test_an_entry_is_whole_and_releases_go_to_its_domain(who, at, change, field):
    with pytest.raises(DeskError) as refused:
        organisations.register(entry=replace(AN_ENTRY, **change), by=who("reviewer.ren"), at=at)
    assert refused.value.fields == (field,)


def test_a_domain_is_kept_in_one_spelling(who, at):
    made = organisations.register(entry=replace(AN_ENTRY, domain=" @Customs.Example. "), by=who("reviewer.ren"), at=at)
    assert made.domain == "customs.example"


def test_nothing_different_or_another_kind_is_no_change(world, who, at):
    psb = world.organisations["psb"]
    words = {"organisation": psb, "edition": 1, "by": who("reviewer.ren"), "at": at}
    with pytest.raises(DeskError):
        organisations.change(entry=organisations.entry_of(psb), **words)
    other = replace(organisations.entry_of(psb, phone="+86 10 5555 0777"), kind=OrganisationKind.COMPANY)
    with pytest.raises(MoveNotAllowed):
        organisations.change(entry=other, **words)
    assert Organisation.objects.get(pk=psb.pk).edition == 1


def test_the_ledger_proves_the_number_and_does_not_show_it(who, at):
    made = organisations.register(entry=AN_ENTRY, by=who("reviewer.ren"), at=at)
    line = LedgerEntry.objects.get(chain=f"organisation:{made.pk}")
    assert set(line.content["proofs"]) == {*RegisterValue.Field}
    assert "5555" not in line.text
