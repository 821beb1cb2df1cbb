"""Ways to reach a person, cut to what does not reach them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import phonenumbers

from disclosures.domain.masking import letters
from disclosures.domain.masking.hidden import HIDDEN

_LAST = 2
_SHOWN_OF_ADDRESS: Final = ("city", "country")


def first_letter_and_domain(value: str) -> str:
    """As "m…@example.com" for "mei@example.com"."""
    name, _, domain = value.strip().rpartition("@")
    return f"{letters.first_letter(name)}@{domain}" if name and domain else HIDDEN


def country_code_and_last_two(value: str) -> str:
    """As "+86 … 12" for "+8613800138012"; a number without its country's code shows the last two only."""
    try:
        number = phonenumbers.parse(value, None)
    except phonenumbers.NumberParseException:
        return letters.last(value, most=_LAST)
    last = letters.last(str(number.national_number), most=_LAST)
    return f"+{number.country_code} {HIDDEN} {last.removeprefix(HIDDEN)}".rstrip()


def city_and_country(value: Mapping[str, str]) -> Mapping[str, str]:
    """The city and the country of an address of the form {line, city, postcode, country}."""
    return {part: value[part] for part in _SHOWN_OF_ADDRESS if part in value}
