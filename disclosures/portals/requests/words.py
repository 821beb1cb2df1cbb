"""What those who ask are told, in words: where their request is, what happened to it, what comes next."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from disclosures.domain.events import Event
from disclosures.queries.standing import Word
from disclosures.queries.told import Actor

WORDS: Mapping[Word, Promise] = {
    Word.RECEIVED: _("Received"),
    Word.BEING_CHECKED: _("Being checked"),
    Word.WE_NEED_SOMETHING_FROM_YOU: _("We need something from you"),
    Word.DECIDED: _("Decided"),
    Word.READY_FOR_YOU: _("Ready for you"),
    Word.CLOSED: _("Closed"),
}
COLOURS: Mapping[Word, str] = {
    Word.RECEIVED: "blue",
    Word.BEING_CHECKED: "blue",
    Word.WE_NEED_SOMETHING_FROM_YOU: "yellow",
    Word.DECIDED: "turquoise",
    Word.READY_FOR_YOU: "green",
    Word.CLOSED: "grey",
}
ACTORS: Mapping[Actor, Promise] = {
    Actor.YOU: _("you"),
    Actor.REQUESTER: _("who asked"),
    Actor.RECIPIENT: _("the recipient"),
    Actor.DESK: _("the desk"),
}
EVENTS: Mapping[Event, Promise] = {
    Event.CASE_DRAFTED: _("Draft begun"),
    Event.DRAFT_ENDED: _("Ended: it was not changed for long, and is no longer kept"),
    Event.CASE_EDITED: _("Draft changed"),
    Event.CASE_SUBMITTED: _("Filed"),
    Event.CASE_RETURNED: _("Returned for more"),
    Event.CASE_RESUBMITTED: _("Filed again"),
    Event.CASE_WITHDRAWN: _("Withdrawn"),
    Event.CASE_LAPSED: _("Ended: nothing came in time"),
    Event.CASE_SETTLED: _("Settled between the two of you"),
    Event.RELAYED: _("Your message was passed on"),
    Event.RELAY_ANSWERED: _("Your message was answered"),
    Event.RELAY_ENDED: _("The time to answer your message is over"),
    Event.APPEALED: _("Appealed"),
    Event.INSTRUMENT_PRESENTED: _("The formal paper was presented"),
    Event.INSTRUMENT_ACCEPTED: _("The formal paper was accepted"),
    Event.INSTRUMENT_REFUSED: _("The formal paper was refused"),
    Event.INSTRUMENT_LATE: _("The formal paper is late"),
    Event.CASE_REFUSED: _("Refused"),
    Event.OBJECTION_UPHELD: _("The objection was upheld"),
    Event.RELEASED: _("Released"),
    Event.RELEASE_OPENED: _("Opened"),
    Event.CORRECTION_TOLD: _("A value that you were given was corrected"),
    Event.RELEASE_ENDED: _("The access ended"),
    Event.RELEASE_REVOKED: _("The access was revoked"),
}
"""Every event that a requester or recipient is told of."""
