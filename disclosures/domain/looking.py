"""Why somebody of the desk looks for what concerns one member, and which tables leave the desk."""

from enum import StrEnum

from disclosures.domain.words import _


class SearchReason(StrEnum):
    """A closed list: whoever searches by member says one of these, and adds what it is about."""

    MEMBER_ASKS = "member_asks"
    CASE_AT_HAND = "case_at_hand"
    AUTHORITY_ASKS = "authority_asks"
    MISUSE = "misuse"
    AUDIT = "audit"


SEARCH_REASONS: dict[SearchReason, str] = {
    SearchReason.MEMBER_ASKS: _("The member asks what we did, or complains"),
    SearchReason.CASE_AT_HAND: _("To decide a case at hand: other or earlier requests about the same person"),
    SearchReason.AUTHORITY_ASKS: _("An authority or court asks about a disclosure"),
    SearchReason.MISUSE: _("Somebody may have misused what they received"),
    SearchReason.AUDIT: _("An audit, or a question of the privacy officer"),
}


class ExportKind(StrEnum):
    """What was taken away as a file."""

    QUEUE = "queue"
    LEDGER = "ledger"
