"""A masked value shows what DESIGN 2 allows, and never a short value whole."""

import ipaddress

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from disclosures.domain import catalogue, masking
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.masking import HIDDEN

MASKED_TEXT = [key for key in ItemKey if catalogue.has_mask(key) and key is not ItemKey.CONTACT_POSTAL_ADDRESS]
SHORTENED = [
    ItemKey.ACCOUNT_USERNAME,
    ItemKey.IDENTITY_LEGAL_NAME,
    ItemKey.IDENTITY_GOVERNMENT_ID,
    ItemKey.CONTACT_EMAIL,
    ItemKey.CONTACT_PHONE,
    ItemKey.PAYMENT_ACCOUNT,
]
MADE_COARSE = [key for key in MASKED_TEXT if key not in SHORTENED]

EXAMPLES = [
    (ItemKey.ACCOUNT_USERNAME, "mei", "m…"),
    (ItemKey.ACCOUNT_USERNAME, "m", "…"),
    (ItemKey.ACCOUNT_USERNAME, "", "…"),
    (ItemKey.ACCOUNT_REGISTERED_AT, "2024-05-06T10:00:00+08:00", "2024"),
    (ItemKey.ACCOUNT_REGISTERED_AT, "2023-12-31T20:00:00Z", "2024"),
    (ItemKey.ACCOUNT_REGISTERED_AT, "2023-12-31", "2023"),
    (ItemKey.ACCOUNT_REGISTERED_AT, "last spring", "…"),
    (ItemKey.ACCOUNT_REGISTERED_AT, "0001-01-01T00:00:00+23:59", "…"),
    (ItemKey.IDENTITY_LEGAL_NAME, "李明", "李"),
    (ItemKey.IDENTITY_LEGAL_NAME, "王 小 明", "王"),
    (ItemKey.IDENTITY_LEGAL_NAME, "欧阳修", "欧阳"),
    (ItemKey.IDENTITY_LEGAL_NAME, "歐陽修", "歐陽"),
    (ItemKey.IDENTITY_LEGAL_NAME, "欧阳", "欧"),
    (ItemKey.IDENTITY_LEGAL_NAME, "李", "…"),
    (ItemKey.IDENTITY_LEGAL_NAME, "Anna Weber", "Weber"),
    (ItemKey.IDENTITY_LEGAL_NAME, "Weber, Anna", "Weber"),
    (ItemKey.IDENTITY_LEGAL_NAME, "van der Berg, Jan", "van der Berg"),
    (ItemKey.IDENTITY_LEGAL_NAME, "John Smith Jr.", "Smith"),
    (ItemKey.IDENTITY_LEGAL_NAME, "John Smith, Jr.", "Smith"),
    (ItemKey.IDENTITY_LEGAL_NAME, "Plato", "P…"),
    (ItemKey.IDENTITY_LEGAL_NAME, "Plato,", "P…"),
    (ItemKey.IDENTITY_LEGAL_NAME, "", "…"),
    (ItemKey.IDENTITY_DATE_OF_BIRTH, "1990-05-17", "1990"),
    (ItemKey.IDENTITY_DATE_OF_BIRTH, "1990", "1990"),
    (ItemKey.IDENTITY_GOVERNMENT_ID, "110105199003071234", "…1234"),
    (ItemKey.IDENTITY_GOVERNMENT_ID, "11010519900307123X", "…123X"),
    (ItemKey.IDENTITY_GOVERNMENT_ID, "E1234", "…34"),
    (ItemKey.IDENTITY_GOVERNMENT_ID, "1234", "…34"),
    (ItemKey.IDENTITY_GOVERNMENT_ID, "7", "…"),
    (ItemKey.CONTACT_EMAIL, "mei@example.com", "m…@example.com"),
    (ItemKey.CONTACT_EMAIL, "m@example.com", "…@example.com"),
    (ItemKey.CONTACT_EMAIL, "mei", "…"),
    (ItemKey.CONTACT_EMAIL, "@example.com", "…"),
    (ItemKey.CONTACT_PHONE, "+8613800138012", "+86 … 12"),
    (ItemKey.CONTACT_PHONE, "+86 138 0013 8012", "+86 … 12"),
    (ItemKey.CONTACT_PHONE, "+85291234567", "+852 … 67"),
    (ItemKey.CONTACT_PHONE, "+12025550143", "+1 … 43"),
    (ItemKey.CONTACT_PHONE, "+86123", "+86 … 3"),
    (ItemKey.CONTACT_PHONE, "13800138012", "…12"),
    (ItemKey.CONTACT_PHONE, "12", "…2"),
    (ItemKey.PAYMENT_ACCOUNT, "6222 0212 3456 7890", "…7890"),
    (ItemKey.PAYMENT_ACCOUNT, "DE89-3704-0044", "…0044"),
    (ItemKey.ACCESS_IP_ADDRESS, "203.0.113.77", "203.0.113.0/24"),
    (ItemKey.ACCESS_IP_ADDRESS, "2001:db8:1:2::3", "2001:db8:1::/48"),
    (ItemKey.ACCESS_IP_ADDRESS, "::ffff:203.0.113.77", "203.0.113.0/24"),
    (ItemKey.ACCESS_IP_ADDRESS, "203.0.113.77/32", "203.0.113.0/24"),
    (ItemKey.ACCESS_IP_ADDRESS, "203.0.0.0/16", "203.0.0.0/16"),
    (ItemKey.ACCESS_IP_ADDRESS, "fe80::1%eth0", "fe80::/48"),
    (ItemKey.ACCESS_IP_ADDRESS, "203.0.113", "…"),
    (ItemKey.ACCESS_VISITED_AT, "2026-03-01T23:30:00+00:00", "2026-03-02"),
    (ItemKey.ACCESS_VISITED_AT, "2026-03-01T10:00:00+08:00", "2026-03-01"),
    (ItemKey.ACCESS_BROWSER_TYPE, "Firefox 128", "Firefox"),
    (ItemKey.ACCESS_BROWSER_TYPE, "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox"),
    (
        ItemKey.ACCESS_BROWSER_TYPE,
        "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/120.0.0.0 Safari/537.36 Edg/120.0.1",
        "Edge",
    ),
    (ItemKey.ACCESS_BROWSER_TYPE, "Mozilla/5.0 (iPhone) AppleWebKit/605.1 Version/17.0 Safari/604.1", "Safari"),
    (ItemKey.ACCESS_BROWSER_TYPE, "mei-private-agent/1", "other"),
    (ItemKey.ACCESS_LANGUAGE, "zh-CN", "zh"),
    (ItemKey.ACCESS_LANGUAGE, "zh-CN,zh;q=0.9,en;q=0.8", "zh"),
    (ItemKey.ACCESS_LANGUAGE, "EN", "en"),
    (ItemKey.ACCESS_LANGUAGE, "x-mei", "…"),
    (ItemKey.ACCESS_LANGUAGE, "*", "…"),
]


@pytest.mark.parametrize(("key", "value", "masked"), EXAMPLES)
def test_the_masked_form_is_that_of_the_design(key, value, masked):
    assert masking.mask(key, value) == masked


def test_an_address_keeps_city_and_country():
    address = {"line": "1 Nanjing Road", "city": "Shanghai", "postcode": "200001", "country": "CN"}
    assert masking.mask(ItemKey.CONTACT_POSTAL_ADDRESS, address) == {"city": "Shanghai", "country": "CN"}
    assert masking.mask(ItemKey.CONTACT_POSTAL_ADDRESS, {"line": "x"}) == {}
    assert masking.mask(ItemKey.CONTACT_POSTAL_ADDRESS, "1 Nanjing Road, Shanghai") == HIDDEN


@pytest.mark.parametrize("key", [key for key in ItemKey if not catalogue.has_mask(key)])
def test_an_item_without_a_masked_form_has_none(key):
    with pytest.raises(ValueError, match="no masked form"):
        masking.mask(key, "anything")


@pytest.mark.parametrize("key", MASKED_TEXT)
def test_a_value_of_another_shape_is_hidden_whole(key):
    assert masking.mask(key, {"line": "secret"}) == HIDDEN


@given(st.sampled_from(SHORTENED), st.text(min_size=1, max_size=40))
def test_no_shortened_value_is_shown_whole(key, value):
    assume(HIDDEN not in value)
    assert value not in masking.mask(key, value)
    assert value.strip() == "" or value.strip() not in masking.mask(key, value)


@given(
    st.sampled_from([ItemKey.IDENTITY_GOVERNMENT_ID, ItemKey.PAYMENT_ACCOUNT, ItemKey.CONTACT_PHONE]),
    st.text("0123456789 -", min_size=1, max_size=30),
)
def test_at_most_half_of_a_number_is_shown(key, value):
    digits = [sign for sign in value if sign.isdigit()]
    shown = [sign for sign in masking.mask(key, value) if sign.isdigit()]
    assert len(shown) <= min(4, len(digits) // 2)


@given(st.integers(1, 9_999_999_999_999))
def test_of_a_phone_number_no_more_than_country_and_two_digits_are_shown(national):
    country, _, last = masking.mask(ItemKey.CONTACT_PHONE, f"+86{national}").rpartition(HIDDEN)
    assert country.strip() in {"+86", ""}
    assert len(last.strip()) <= 2


@given(st.from_regex(r"[a-z]{1,12}@[a-z]{1,8}\.com", fullmatch=True))
def test_of_an_email_only_first_letter_and_domain_are_shown(email):
    name, _, domain = email.partition("@")
    masked = masking.mask(ItemKey.CONTACT_EMAIL, email)
    assert masked.endswith(f"@{domain}")
    assert len(masked.removesuffix(f"@{domain}")) == min(len(name), 2)


@given(st.ip_addresses())
def test_an_address_lies_in_its_network_which_is_wide(address):
    shown = ipaddress.ip_network(masking.mask(ItemKey.ACCESS_IP_ADDRESS, str(address)))
    unmapped = getattr(address, "ipv4_mapped", None) or address
    assert unmapped in shown
    assert shown.prefixlen == (24 if shown.version == 4 else 48)


@given(st.datetimes().map(str) | st.dates().map(str) | st.ip_addresses().map(str) | st.text(max_size=30))
def test_making_coarse_twice_changes_nothing_more(value):
    for key in MADE_COARSE:
        once = masking.mask(key, value)
        assert masking.mask(key, once) == once


@given(st.sampled_from(MASKED_TEXT), st.text(max_size=40))
def test_the_same_value_always_gives_the_same_mask(key, value):
    assert masking.mask(key, value) == masking.mask(key, value)


@given(st.dictionaries(st.sampled_from(["line", "city", "postcode", "country", "door code"]), st.text()))
def test_no_other_part_of_an_address_is_shown(address):
    masked = masking.mask(ItemKey.CONTACT_POSTAL_ADDRESS, address)
    assert set(masked) <= {"city", "country"}
    assert masking.mask(ItemKey.CONTACT_POSTAL_ADDRESS, masked) == masked
