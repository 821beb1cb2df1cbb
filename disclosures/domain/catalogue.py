"""The catalogue: every kind of personal data the desk knows, listed once (DESIGN 2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class ItemKey(StrEnum):
    """The name of a kind of data; the order of the members is the order in which items are shown."""

    ACCOUNT_USERNAME = "account.username"
    ACCOUNT_REGISTERED_AT = "account.registered_at"
    IDENTITY_LEGAL_NAME = "identity.legal_name"
    IDENTITY_DATE_OF_BIRTH = "identity.date_of_birth"
    IDENTITY_GOVERNMENT_ID = "identity.government_id"
    CONTACT_EMAIL = "contact.email"
    CONTACT_PHONE = "contact.phone"
    CONTACT_POSTAL_ADDRESS = "contact.postal_address"
    PAYMENT_ACCOUNT = "payment.account"
    ACCESS_IP_ADDRESS = "access.ip_address"
    ACCESS_VISITED_AT = "access.visited_at"
    ACCESS_BROWSER_TYPE = "access.browser_type"
    ACCESS_LANGUAGE = "access.language"
    ACCESS_DEVICE_FEATURES = "access.device_features"
    ACCESS_PAGE_REQUESTS = "access.page_requests"
    ACCESS_COOKIE_ID = "access.cookie_id"
    PARTNER_PROFILE = "partner.profile"
    COMPLAINT_RIGHT = "complaint.right"
    COMPLAINT_STATEMENT = "complaint.statement"
    SEARCH_KEYWORDS = "search.keywords"
    POSTED_PARTICIPATION = "posted.participation"
    POSTED_TRANSACTIONS = "posted.transactions"
    POSTED_EVALUATIONS = "posted.evaluations"
    ENFORCEMENT_BREACHES = "enforcement.breaches"
    ENFORCEMENT_MEASURES = "enforcement.measures"


class Provenance(StrEnum):
    """How the platform came by the data (P1a, P1b, P1x)."""

    PROVIDED = "provided"
    AUTOMATIC = "automatic"
    PARTNER = "partner"
    INTERNAL = "internal"


class ItemClass(StrEnum):
    """How carefully an item is treated; a series has a time on each value and can be cut to a period."""

    ORDINARY = "ordinary"
    SENSITIVE = "sensitive"
    SERIES = "series"
    OUTSIDE_POLICY = "outside_policy"


class MaskName(StrEnum):
    """What the masked form of a value still shows."""

    FIRST_LETTER = "first_letter"
    YEAR = "year"
    FAMILY_NAME = "family_name"
    LAST_FOUR = "last_four"
    FIRST_LETTER_AND_DOMAIN = "first_letter_and_domain"
    COUNTRY_CODE_AND_LAST_TWO = "country_code_and_last_two"
    CITY_AND_COUNTRY = "city_and_country"
    NETWORK = "network"
    DATE = "date"
    BROWSER_FAMILY = "browser_family"
    PRIMARY_TAG = "primary_tag"


@dataclass(frozen=True, slots=True)
class Item:
    """One row of the catalogue; `category` is a key of the Fideslang data categories."""

    key: ItemKey
    category: str
    provenance: Provenance
    item_class: ItemClass
    mask: MaskName | None = None
    sensitive_for_minors: bool = False
    of_complainant: bool = False


_K, _M = ItemKey, MaskName
_PROVIDED, _AUTOMATIC = Provenance.PROVIDED, Provenance.AUTOMATIC
_PARTNER, _INTERNAL = Provenance.PARTNER, Provenance.INTERNAL
_ORDINARY, _SENSITIVE = ItemClass.ORDINARY, ItemClass.SENSITIVE
_SERIES, _OUTSIDE_POLICY = ItemClass.SERIES, ItemClass.OUTSIDE_POLICY

_ROWS = (
    Item(_K.ACCOUNT_USERNAME, "user.account.username", _PROVIDED, _ORDINARY, _M.FIRST_LETTER),
    Item(_K.ACCOUNT_REGISTERED_AT, "user.account", _PROVIDED, _ORDINARY, _M.YEAR),
    Item(_K.IDENTITY_LEGAL_NAME, "user.name", _PROVIDED, _ORDINARY, _M.FAMILY_NAME),
    Item(
        _K.IDENTITY_DATE_OF_BIRTH,
        "user.demographic.date_of_birth",
        _PROVIDED,
        _ORDINARY,
        _M.YEAR,
        sensitive_for_minors=True,
    ),
    Item(
        _K.IDENTITY_GOVERNMENT_ID,
        "user.government_id.national_identification_number",
        _PROVIDED,
        _SENSITIVE,
        _M.LAST_FOUR,
    ),
    Item(_K.CONTACT_EMAIL, "user.contact.email", _PROVIDED, _ORDINARY, _M.FIRST_LETTER_AND_DOMAIN),
    Item(_K.CONTACT_PHONE, "user.contact.phone_number", _PROVIDED, _ORDINARY, _M.COUNTRY_CODE_AND_LAST_TWO),
    Item(_K.CONTACT_POSTAL_ADDRESS, "user.contact.address", _PROVIDED, _ORDINARY, _M.CITY_AND_COUNTRY),
    Item(_K.PAYMENT_ACCOUNT, "user.financial.bank_account", _PROVIDED, _SENSITIVE, _M.LAST_FOUR),
    Item(_K.ACCESS_IP_ADDRESS, "user.device.ip_address", _AUTOMATIC, _SERIES, _M.NETWORK),
    Item(_K.ACCESS_VISITED_AT, "user.behavior", _AUTOMATIC, _SERIES, _M.DATE),
    Item(_K.ACCESS_BROWSER_TYPE, "user.device", _AUTOMATIC, _SERIES, _M.BROWSER_FAMILY),
    Item(_K.ACCESS_LANGUAGE, "user.demographic.language", _AUTOMATIC, _SERIES, _M.PRIMARY_TAG),
    Item(_K.ACCESS_DEVICE_FEATURES, "user.device", _AUTOMATIC, _SERIES),
    Item(_K.ACCESS_PAGE_REQUESTS, "user.behavior.browsing_history", _AUTOMATIC, _SERIES),
    Item(_K.ACCESS_COOKIE_ID, "user.device.cookie_id", _AUTOMATIC, _SERIES),
    Item(_K.PARTNER_PROFILE, "user", _PARTNER, _ORDINARY),
    Item(_K.COMPLAINT_RIGHT, "user.content.public", _PROVIDED, _ORDINARY, of_complainant=True),
    Item(_K.COMPLAINT_STATEMENT, "user.content.public", _PROVIDED, _ORDINARY, of_complainant=True),
    Item(_K.SEARCH_KEYWORDS, "user.behavior.search_history", _AUTOMATIC, _OUTSIDE_POLICY),
    Item(_K.POSTED_PARTICIPATION, "user.content.public", _PROVIDED, _OUTSIDE_POLICY),
    Item(_K.POSTED_TRANSACTIONS, "user.behavior.purchase_history", _PROVIDED, _OUTSIDE_POLICY),
    Item(_K.POSTED_EVALUATIONS, "user.content.public", _PROVIDED, _OUTSIDE_POLICY),
    Item(_K.ENFORCEMENT_BREACHES, "user.account", _INTERNAL, _OUTSIDE_POLICY),
    Item(_K.ENFORCEMENT_MEASURES, "user.account", _INTERNAL, _OUTSIDE_POLICY),
)

CATALOGUE: Mapping[ItemKey, Item] = MappingProxyType({item.key: item for item in _ROWS})
_PLACE = {key: place for place, key in enumerate(ItemKey)}


def expand(pattern: str) -> frozenset[ItemKey]:
    """The keys that a rule's pattern names: a key itself, or every key of a group (`contact.*`).

    Raises ValueError for what the catalogue does not have; there is no pattern for everything.
    """
    group, _, rest = pattern.partition(".")
    if rest == "*":
        found = frozenset(key for key in ItemKey if key.partition(".")[0] == group)
        if found:
            return found
    elif pattern in _PLACE:
        return frozenset({ItemKey(pattern)})
    raise ValueError(f"The catalogue has no item {pattern!r}.")


def in_order(keys: Iterable[ItemKey]) -> tuple[ItemKey, ...]:
    """The keys in the order of the catalogue."""
    return tuple(sorted(keys, key=_PLACE.__getitem__))


def is_series(key: ItemKey) -> bool:
    """Whether each value has a time, so that the item can be cut to a period."""
    return CATALOGUE[key].item_class is ItemClass.SERIES


def has_mask(key: ItemKey) -> bool:
    """Whether the item has a masked form; where it has none, `masked` gives `existence`."""
    return CATALOGUE[key].mask is not None


def is_sensitive(key: ItemKey, *, minor: bool) -> bool:
    """Whether the item adds the privacy officer; a date of birth does for a person under 18."""
    item = CATALOGUE[key]
    return item.item_class is ItemClass.SENSITIVE or (minor and item.sensitive_for_minors)
