"""The world and the browsers of those who ask."""

from tests.requests.conftest import browser_of, world  # noqa: F401 - the same as for filing
