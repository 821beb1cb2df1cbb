"""Masking: the most that may be shown of a value where the whole of it may not (DESIGN 2, "masked form")."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from disclosures.domain.catalogue import CATALOGUE, ItemKey, MaskName
from disclosures.domain.masking import access, contact, letters, names, times
from disclosures.domain.masking.hidden import HIDDEN

Value = str | Mapping[str, str]

__all__ = ["HIDDEN", "Value", "mask"]

_OF_TEXT: Final[Mapping[MaskName, Callable[[str], str]]] = {
    MaskName.FIRST_LETTER: letters.first_letter,
    MaskName.YEAR: times.year,
    MaskName.FAMILY_NAME: names.family_name,
    MaskName.LAST_FOUR: letters.last_four,
    MaskName.FIRST_LETTER_AND_DOMAIN: contact.first_letter_and_domain,
    MaskName.COUNTRY_CODE_AND_LAST_TWO: contact.country_code_and_last_two,
    MaskName.NETWORK: access.network,
    MaskName.DATE: times.day,
    MaskName.BROWSER_FAMILY: access.browser_family,
    MaskName.PRIMARY_TAG: access.primary_tag,
}
_OF_MAPPING: Final[Mapping[MaskName, Callable[[Mapping[str, str]], Mapping[str, str]]]] = {
    MaskName.CITY_AND_COUNTRY: contact.city_and_country,
}


def mask(key: ItemKey, value: Value) -> Value:
    """The masked form of an item's value; what cannot be read in the item's own form is hidden whole.

    Raises ValueError for an item without a masked form: there `masked` is `existence`, which shows no value.
    """
    name = CATALOGUE[key].mask
    if name is None:
        raise ValueError(f"{key} has no masked form.")
    if isinstance(value, str):
        return _OF_TEXT[name](value) if name in _OF_TEXT else HIDDEN
    return _OF_MAPPING[name](value) if name in _OF_MAPPING else HIDDEN
