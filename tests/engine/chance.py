"""Hypothesis strategies for everything the rules look at: few days and few items, so that things meet."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from disclosures.domain.catalogue import ItemKey
from disclosures.domain.constraints import Constraint
from disclosures.domain.extents import Detail, Extent, Period
from disclosures.domain.facts import Circumstance
from disclosures.domain.particulars import InstrumentKind
from disclosures.domain.reasons import Family, Reason
from disclosures.domain.situation import Instrument, Situation

START = datetime(2026, 1, 1, tzinfo=UTC)
RECIPIENTS = ("", "regulator", "court", "payment_partner", "insurance_partner", "injured_party")
PURPOSES = ("", "complete", "return", "dispute", "photo competition prize")
CHANNELS = (None, ItemKey.CONTACT_PHONE, ItemKey.CONTACT_EMAIL)


def day(number: int) -> datetime:
    """The instant at which the given day begins."""
    return START + timedelta(days=number)


instants = st.integers(0, 12).map(day)
periods = st.builds(Period, st.none() | instants, st.none() | instants)
details = st.sampled_from(Detail)
extents = st.builds(Extent, details, periods)
items = st.sampled_from(ItemKey)
some_items = st.frozensets(items)
# One of each kind: masked and not, a series with a mask and one without, sensitive, outside the policy.
one_of_each = st.sampled_from(
    [
        ItemKey.CONTACT_PHONE,
        ItemKey.PARTNER_PROFILE,
        ItemKey.ACCESS_IP_ADDRESS,
        ItemKey.ACCESS_COOKIE_ID,
        ItemKey.PAYMENT_ACCOUNT,
        ItemKey.SEARCH_KEYWORDS,
    ]
)
constraints = st.builds(Constraint, one_of_each, extents, st.sampled_from(Reason), st.sampled_from(Family))
# A filing never asks for `none` (such an item is not asked).
wanted = st.builds(Extent, st.sampled_from([Detail.EXISTENCE, Detail.MASKED, Detail.FULL]), periods)
asked = st.dictionaries(one_of_each | items, wanted, max_size=8)
narrowings = st.lists(st.tuples(one_of_each | items, extents), max_size=4).map(tuple)
signed = st.dictionaries(items, st.tuples(extents, st.none() | st.sampled_from(Reason)))
instruments = st.builds(
    Instrument,
    kind=st.none() | st.sampled_from(InstrumentKind),
    items=some_items,
    period=st.none() | periods,
)
situations = st.builds(
    Situation,
    filed_at=instants,
    purpose=st.sampled_from(PURPOSES),
    recipient_kind=st.sampled_from(RECIPIENTS),
    circumstances=st.frozensets(st.sampled_from(Circumstance)),
    minor=st.booleans(),
    consented=st.dictionaries(items, extents),
    opted_in=some_items,
    engaged_items=some_items,
    instrument=instruments,
    acts=periods,
    channel=st.sampled_from(CHANNELS),
    may_not_cross=some_items,
    sentences=some_items,
    narrowed=narrowings,
)
