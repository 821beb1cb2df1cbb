"""What the acts on a case take."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from disclosures.api.cases.asks import Asks, Item, Raw
from disclosures.api.fields import LONG, Flag, Instant, Strict, Words, one_of
from disclosures.domain.catalogue import expand
from disclosures.domain.grounds import RefusalCode, TransferGround
from disclosures.domain.holds import ENTERED, LONGEST_PAPER
from disclosures.domain.particulars import InstrumentKind
from disclosures.models import DrawnReview, EmergencyFollowUp


class HoldReader(Strict):
    """Which paper forbids telling, whose it is, and until when; there is no hold without all of them."""

    kind = serializers.ChoiceField([(kind.value, kind.name) for kind in ENTERED])
    paper = Words(max_length=LONGEST_PAPER, trim_whitespace=True, help_text="The order's or statute's name and number.")
    by = Words(max_length=LONGEST_PAPER, trim_whitespace=True, help_text="The body whose paper it is.")
    until = Instant()


MOST_ITEMS = 60


class Period(Strict):
    """Half-open; both ends are named."""

    to = Instant()

    def get_fields(self) -> dict[str, Any]:
        """`from` is a word of Python's."""
        return {"from": Instant(), **super().get_fields()}


class Nothing(Strict):
    """No key at all."""


class Reason(Strict):
    """Why, in words that stay in the file."""

    reason = Words(max_length=LONG)


class IncidentReader(Strict):
    """What happened, in words that stay in the file, and when it was discovered: now, unless said otherwise."""

    what = Words(max_length=LONG)
    discovered_at = Instant(required=False)


class ReasonIfAny(Strict):
    """Why, if there is something to say."""

    reason = Words(max_length=LONG, required=False, allow_blank=True, default="")


class Refusal(Strict):
    """A code for the requester, words for the file."""

    code = one_of(RefusalCode)
    reason = Words(max_length=LONG, required=False, allow_blank=True, default="")


class ReviewReader(Strict):
    """What a drawn review found; an objection says why."""

    result = serializers.ChoiceField(DrawnReview.Result.choices)
    reason = Words(max_length=LONG, required=False, allow_blank=True, default="")


class EmergencyReviewReader(Strict):
    """What the full review found, and when the member's hold ends."""

    result = serializers.ChoiceField(EmergencyFollowUp.Result.choices)
    reason = Words(max_length=LONG, help_text="What was found; for the file.")
    hold_until = Instant(help_text="At the latest 30 days after the release; what is past by now ends the hold now.")


class PaperReader(Strict):
    """The formal instrument after an emergency, as the paper says it."""

    kind = one_of(InstrumentKind)
    number = Words(max_length=120)
    issued_by = Words(help_text="The body whose paper it is.")
    issued_at = Instant()
    statute = Words()
    items = serializers.ListField(child=Words(max_length=64), min_length=1, max_length=MOST_ITEMS)
    period = Period(required=False)

    def validate_items(self, words: list[str]) -> list[str]:
        """Each a key of the catalogue, or a group such as `contact.*`."""
        try:
            return [word for word in words if expand(word)]
        except ValueError:
            raise serializers.ValidationError("The catalogue has no such item.") from None


class Check(Strict):
    """What staff alone may say, in triage."""

    called_back = Flag(default=False)
    approval_number = Words(max_length=80, required=False, allow_blank=True, default="")
    transfer_ground = one_of(TransferGround, required=False)


class Narrowing(Strict):
    """One item, how much of it may still leave, and why not more."""

    item = Item()
    to = Raw()
    reason = Words(max_length=LONG)


class Answer(Strict):
    """What the member grants of what was asked; nothing is a no."""

    grant = Asks()
    until = Instant(required=False, help_text="When the consent ends; 90 days from now unless said.")


class Channel(Strict):
    """Another channel of those asked for."""

    item = Item()


class Signature(Strict):
    """The hash of the scope that was shown."""

    shown = serializers.RegexField(r"^[0-9a-f]{64}$", help_text="`scope_hash` of the case as it was read.")
