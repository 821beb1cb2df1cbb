"""Messages with a complainant: the thread on the page of the complaint, answering, erasing a text (P3e)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from disclosures import policies
from disclosures.actions import complaint_messages
from disclosures.domain.plain_text import LONGEST
from disclosures.domain.roles import LEGAL_STAFF, SUPERVISORS
from disclosures.models import ComplaintMessage
from disclosures.portals.staff import acting
from disclosures.portals.staff.acting import Question
from disclosures.portals.staff.registers.shape import About, Act, Cell, Table


class Letter(Question):
    """A message to who complains."""

    text = forms.CharField(
        label=_("Text"),
        help_text=_("The complainant reads it, and a mail tells them that there is a message. Nobody else outside."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Enter what you want to write")},
    )
    ident = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4, required=False)


class Erasing(Question):
    """Which text, and why."""

    message = forms.ChoiceField(label=_("Which message?"), error_messages=acting.NOT_YET)
    reason = acting.reason()

    def __init__(self, *args: Any, **words: Any) -> None:
        super().__init__(*args, **words)
        self.fields["message"].choices = [  # type: ignore[attr-defined]  # a choice field
            (str(one.pk), _called(one)) for one in _kept(self.about)
        ]


def _kept(about: About) -> list[ComplaintMessage]:
    return list(about.thing.messages.filter(erased_at__isnull=True).order_by("at", "pk"))


def _called(one: ComplaintMessage) -> str:
    who = gettext("The desk") if one.from_desk else gettext("Complainant")
    return f"{date_format(localtime(one.at), 'Y-m-d H:i')} · {who}"


def thread(about: About) -> Table:
    """What was written so far, the oldest first."""
    return Table(
        title=_("Messages with the complainant"),
        heads=(_("When"), _("Who"), _("Text")),
        rows=tuple(
            (
                Cell(at=one.at),
                Cell(_("The desk") if one.from_desk else _("Complainant"), sub=one.by.name if one.from_desk else ""),
                Cell(_("Erased") if one.erased_at else one.text),
            )
            for one in about.thing.messages.select_related("by").order_by("at", "pk")
        ),
        empty=_("No message yet. The one complained about never reads what is written here."),
    )


def _who(about: About) -> dict[str, Any]:
    return {"complaint": about.thing, "by": about.by, "at": about.at}


ACTS: Mapping[str, Act] = {
    "write": Act(
        label=_("Write to the complainant"),
        says=_("What is for colleagues only, or for the one complained about, does not belong here."),
        done=_("Sent. They are told that there is a message."),
        form=Letter,
        button=lambda about: gettext("Send to %(name)s, who will read it") % {"name": about.thing.complainant.name},
        do=lambda about, read: complaint_messages.write_to_complainant(
            text=read["text"], ident=read["ident"], **_who(about)
        ),
        require=lambda about: policies.require_complaint_writer(by=about.by, complaint=about.thing),
        roles=LEGAL_STAFF,
    ),
    "erase-message": Act(
        label=_("Erase the text of a message"),
        says=_("The text is gone for good, for both sides. That it was written stays known."),
        done=_("The text is erased."),
        form=Erasing,
        warns=True,
        is_there=lambda about: bool(_kept(about)),
        do=lambda about, read: complaint_messages.erase(
            message_id=UUID(read["message"]), reason=read["reason"], **_who(about)
        ),
        require=lambda about: policies.require_complaint_eraser(by=about.by, complaint=about.thing),
        roles=SUPERVISORS,
    ),
}
