"""The demo's instants are counted back from its filling, in the desk's own time."""

from datetime import datetime, timedelta

import pytest

from disclosures.demo import reading
from disclosures.domain.clocks import DESK_ZONE

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=DESK_ZONE)


@pytest.mark.parametrize(
    ("words", "then"),
    [
        ("1d 08:30", datetime(2026, 3, 1, 8, 30, tzinfo=DESK_ZONE)),
        ("2d", datetime(2026, 2, 28, tzinfo=DESK_ZONE)),
        ("-1d", datetime(2026, 3, 3, tzinfo=DESK_ZONE)),
        ("5h", NOW - timedelta(hours=5)),
        ("0m", NOW),
    ],
)
def test_an_instant_is_so_long_ago(words, then):
    assert reading.instant(words, now=NOW) == then


def test_other_words_are_no_instant():
    with pytest.raises(ValueError, match="tomorrow"):
        reading.instant("tomorrow", now=NOW)
