"""People who read Chinese, and things with Chinese names for them to read about."""

from __future__ import annotations

import pytest

from tests.api.conftest import desk  # noqa: F401 - the same desk as the API's tests
from tests.browsing import Browser, signed_in
from tests.callers import Cast

LANGUAGE = {"accept-language": "zh-hans"}
WORLD = """
members: {mei: {}}
organisations: {海港旅行: {kind: company}}
people: {tom: {role: partner, of: 海港旅行}}
consents: [{of: mei, to: 海港旅行, purpose: 节日优惠, items: [identity.legal_name, contact.email]}]
"""


@pytest.fixture
def cast(desk):  # noqa: F811 - the fixture of that name
    return Cast(WORLD)


@pytest.fixture
def mei(cast) -> Browser:
    """A member with a consent."""
    return signed_in(cast.world.users["mei"], headers=LANGUAGE)
