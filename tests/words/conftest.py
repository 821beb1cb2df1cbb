"""People who read Chinese, and things with Chinese names for them to read about."""

from __future__ import annotations

import pytest

from tests.browsing import Browser, signed_in
from tests.callers import Cast


@pytest.fixture(autouse=True)
def _at_a_desk(desk) -> None:
    """Each test here has a desk of its own."""


LANGUAGE = {"accept-language": "zh-hans"}
WORLD = """
members: {mei: {}}
organisations: {海港旅行: {kind: company}}
people: {tom: {role: partner, of: 海港旅行}}
consents: [{of: mei, to: 海港旅行, purpose: 节日优惠, items: [identity.legal_name, contact.email]}]
"""


@pytest.fixture
def cast(desk):
    return Cast(WORLD)


@pytest.fixture
def mei(cast) -> Browser:
    """A member with a consent."""
    return signed_in(cast.world.users["mei"], headers=LANGUAGE)
