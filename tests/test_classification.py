"""Every personal field is classified where it is declared, or this is red (STYLE 12, P1a, P1b, P1x)."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import models
from fideslang import DEFAULT_TAXONOMY

from accounts.classification import (
    CatalogueItem,
    NeverReleased,
    NotPersonal,
    classified_fields,
    item,
    not_personal,
    stale_classifications,
    unclassified_fields,
)
from accounts.models import AccessRecord, ActivityRecord, MemberRecord, PartnerRecord
from disclosures.domain.catalogue import CATALOGUE, ItemKey, Provenance
from disclosures.domain.grounds import Ground

MODELS = sorted(apps.get_app_config("accounts").get_models(), key=lambda model: model.__name__)
RECORDS = (MemberRecord, AccessRecord, PartnerRecord, ActivityRecord)


def keys_of(model: type[models.Model]) -> set[str]:
    kinds = classified_fields(model=model).values()
    return {key for kind in kinds if isinstance(kind, CatalogueItem) for key in kind.keys}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_is_classified(model):
    assert unclassified_fields(model=model) == set(), f"classify these beside their declaration in {model.__name__}"
    assert stale_classifications(model=model) == set(), f"{model.__name__} no longer has these"


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_what_is_not_in_the_catalogue_has_a_reason(model):
    for field, kind in classified_fields(model=model).items():
        if isinstance(kind, NotPersonal | NeverReleased):
            assert kind.reason.strip(), f"{model.__name__}.{field}"


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_classification_names_catalogue_keys_only(model):
    assert keys_of(model) <= set(ItemKey)


def test_every_catalogue_item_has_its_column():
    assert set().union(*map(keys_of, RECORDS)) == set(ItemKey)


def test_no_item_is_kept_in_two_tables():
    assert sum(len(keys_of(model)) for model in RECORDS) == len(ItemKey)


def test_provenance_and_table_agree():
    provenances = {
        MemberRecord: {Provenance.PROVIDED},
        AccessRecord: {Provenance.AUTOMATIC},
        PartnerRecord: {Provenance.PARTNER},
        ActivityRecord: {Provenance.AUTOMATIC, Provenance.PROVIDED, Provenance.INTERNAL},
    }
    for model, allowed in provenances.items():
        assert {CATALOGUE[ItemKey(key)].provenance for key in keys_of(model)} <= allowed


def test_what_the_policy_does_not_cover_lies_apart():
    assert {CATALOGUE[ItemKey(key)].item_class for key in keys_of(ActivityRecord)} == {"outside_policy"}


def test_each_catalogue_category_is_fideslangs():
    known = {category.fides_key for category in DEFAULT_TAXONOMY.data_category}
    assert {entry.category for entry in CATALOGUE.values()} <= known


def test_passwords_and_sign_in_names_are_never_released():
    kinds = classified_fields(model=apps.get_model("accounts", "User"))
    assert isinstance(kinds["password"], NeverReleased)
    assert isinstance(kinds["email"], NeverReleased)


def test_partner_grounds_are_the_grounds_of_the_law():
    assert set(PartnerRecord.Ground.values) == set(Ground)


def test_a_column_nobody_classified_is_found():
    class Sketch(models.Model):
        nickname = models.CharField(max_length=10)
        CLASSIFIED = {**not_personal("number", "id"), "gone": item("contact.email")}

        class Meta:
            app_label = "sketches"

        def __str__(self) -> str:
            return self.nickname

    assert unclassified_fields(model=Sketch) == {"nickname"}
    assert stale_classifications(model=Sketch) == {"gone"}
