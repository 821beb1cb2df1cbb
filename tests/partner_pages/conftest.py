"""The desk of the API's tests: whatever is promised is carried out at once."""

from tests.api.conftest import desk  # noqa: F401 - the same desk as the API's tests
