"""Why an item was withheld or cut (DESIGN 3), in the order in which one is named when many apply."""

from enum import IntEnum, StrEnum


class Reason(StrEnum):
    """A stable code that a manifest, a scenario or a page can name."""

    OUTSIDE_POLICY = "outside_policy"
    NOT_PERMITTED_BY_BASIS = "not_permitted_by_basis"
    ONE_CHANNEL_ENOUGH = "one_channel_enough"
    TRANSFER_NOT_ALLOWED = "transfer_not_allowed"
    NOT_CONSENTED = "not_consented"
    NOT_OPTED_IN = "not_opted_in"
    NARROWED_BY_SUBJECT = "narrowed_by_subject"
    INSTRUMENT_TOO_WEAK = "instrument_too_weak"
    OUTSIDE_INSTRUMENT = "outside_instrument"
    DECLINED_BY_REVIEWER = "declined_by_reviewer"
    NOT_HELD = "not_held"
    OUTSIDE_PERIOD = "outside_period"


class Family(IntEnum):
    """The six that decide: released = asked, permitted, consented, within the instrument, decided, held."""

    ASKED = 0
    PERMITTED = 1
    CONSENTED = 2
    INSTRUMENT = 3
    DECIDED = 4
    HELD = 5


PRECEDENCE: dict[Reason, int] = {reason: place for place, reason in enumerate(Reason)}
