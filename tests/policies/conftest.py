"""Raw rows: a policy or a fact is asked about what the tables hold, however it came there."""

from __future__ import annotations

import pytest

from tests.constraints.rows import Rows


@pytest.fixture
def rows(db) -> Rows:
    return Rows()
