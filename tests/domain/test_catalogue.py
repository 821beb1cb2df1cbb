"""The catalogue has every row of DESIGN 2, in its order, with categories that Fideslang knows."""

import dataclasses

import pytest
from fideslang.default_taxonomy import DEFAULT_TAXONOMY

from disclosures.domain import catalogue
from disclosures.domain.catalogue import CATALOGUE, ItemClass, ItemKey, Provenance

FIDESLANG = {category.fides_key for category in DEFAULT_TAXONOMY.data_category}
DESIGN_ORDER = [
    "account.username",
    "account.registered_at",
    "identity.legal_name",
    "identity.date_of_birth",
    "identity.government_id",
    "contact.email",
    "contact.phone",
    "contact.postal_address",
    "payment.account",
    "access.ip_address",
    "access.visited_at",
    "access.browser_type",
    "access.language",
    "access.device_features",
    "access.page_requests",
    "access.cookie_id",
    "partner.profile",
    "complaint.right",
    "complaint.statement",
    "search.keywords",
    "posted.participation",
    "posted.transactions",
    "posted.evaluations",
    "enforcement.breaches",
    "enforcement.measures",
]


def test_every_key_of_the_design_is_there_in_its_order():
    assert [str(key) for key in ItemKey] == DESIGN_ORDER
    assert list(CATALOGUE) == list(ItemKey)
    assert all(item.key is key for key, item in CATALOGUE.items())


@pytest.mark.parametrize("item", CATALOGUE.values(), ids=str)
def test_fideslang_knows_the_category(item):
    assert item.category in FIDESLANG


def test_the_classes_are_those_of_the_design():
    of = {kind: {str(key) for key, item in CATALOGUE.items() if item.item_class is kind} for kind in ItemClass}
    assert of[ItemClass.SENSITIVE] == {"identity.government_id", "payment.account"}
    assert of[ItemClass.SERIES] == {key for key in DESIGN_ORDER if key.startswith("access.")}
    assert of[ItemClass.OUTSIDE_POLICY] == {
        key for key in DESIGN_ORDER if key.startswith(("search.", "posted.", "enforcement."))
    }


def test_what_the_service_records_by_itself_is_automatic():
    automatic = {key for key, item in CATALOGUE.items() if item.provenance is Provenance.AUTOMATIC}
    assert automatic == catalogue.expand("access.*") | {ItemKey.SEARCH_KEYWORDS}
    assert CATALOGUE[ItemKey.PARTNER_PROFILE].provenance is Provenance.PARTNER
    assert {key for key, item in CATALOGUE.items() if item.provenance is Provenance.INTERNAL} == catalogue.expand(
        "enforcement.*"
    )


def test_the_complainants_items_are_told_apart():
    assert {key for key, item in CATALOGUE.items() if item.of_complainant} == catalogue.expand("complaint.*")


def test_a_date_of_birth_is_sensitive_for_a_minor_only():
    assert catalogue.is_sensitive(ItemKey.IDENTITY_DATE_OF_BIRTH, minor=True)
    assert not catalogue.is_sensitive(ItemKey.IDENTITY_DATE_OF_BIRTH, minor=False)
    assert catalogue.is_sensitive(ItemKey.IDENTITY_GOVERNMENT_ID, minor=False)
    assert not catalogue.is_sensitive(ItemKey.CONTACT_EMAIL, minor=True)


def test_a_series_is_what_can_be_cut_to_a_period():
    assert {key for key in ItemKey if catalogue.is_series(key)} == catalogue.expand("access.*")


def test_the_items_without_a_masked_form_are_those_of_the_design():
    maskless = [str(key) for key in ItemKey if not catalogue.has_mask(key)]
    assert maskless == DESIGN_ORDER[DESIGN_ORDER.index("access.device_features") :]


def test_a_pattern_names_a_group_or_one_item():
    assert catalogue.in_order(catalogue.expand("contact.*")) == (
        ItemKey.CONTACT_EMAIL,
        ItemKey.CONTACT_PHONE,
        ItemKey.CONTACT_POSTAL_ADDRESS,
    )
    assert catalogue.expand("partner.*") == catalogue.expand("partner.profile") == {ItemKey.PARTNER_PROFILE}
    assert catalogue.expand("account.*") == {ItemKey.ACCOUNT_USERNAME, ItemKey.ACCOUNT_REGISTERED_AT}


@pytest.mark.parametrize("pattern", ["", "*", "*.*", "contact", "contact.", "contact.fax", "Contact.*", "cont.*", ".*"])
def test_an_unknown_pattern_is_an_error(pattern):
    with pytest.raises(ValueError, match="no item"):
        catalogue.expand(pattern)


def test_a_row_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        CATALOGUE[ItemKey.CONTACT_EMAIL].category = "user"
    with pytest.raises(TypeError):
        CATALOGUE[ItemKey.CONTACT_EMAIL] = None
