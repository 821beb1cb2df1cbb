"""The desk with keys of its own, as the API's tests have it."""

from tests.api.conftest import desk  # noqa: F401 - the same desk
