"""A field for a file, the list of what was sent, and taking one back: the same for requests, rights and complaints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from disclosures.actions import evidence as actions
from disclosures.delivery.evidence import reading, receiving
from disclosures.delivery.evidence.arriving import Arrived
from disclosures.domain.errors import DeskError, NotFound, NotPermitted
from disclosures.domain.evidence.kinds import EvidenceKind, EvidenceState, FileType
from disclosures.domain.evidence.refusals import FileEmpty
from disclosures.models import Evidence, clock
from disclosures.policies.evidence import Thing, evidence_visible_to
from paletten.shell.words import said

TYPES: Mapping[FileType, Promise | str] = {
    FileType.PDF: "PDF",
    FileType.JPEG: "JPEG",
    FileType.PNG: "PNG",
    FileType.TEXT: _("plain text"),
    FileType.EML: _("e-mail (EML)"),
    FileType.DOCX: "Word (DOCX)",
}
STATES: Mapping[EvidenceState, tuple[Promise, str]] = {
    EvidenceState.HELD: (_("Waits for the virus check"), "blue"),
    EvidenceState.SAFE: (_("Checked"), "green"),
    EvidenceState.UNSCANNED: (_("Received"), "green"),
    EvidenceState.QUARANTINED: (_("Unsafe: nobody opens it. Take it back and send a clean one"), "red"),
    EvidenceState.CLEARED: (_("Checked"), "green"),
}
"""What is destroyed is not listed."""
GIVEN_OUT = frozenset({EvidenceState.SAFE, EvidenceState.CLEARED, EvidenceState.UNSCANNED})
"""What whoever may read it can open again."""


class Enclosing(forms.Form):
    """One file at a time: whoever has none left goes on."""

    file = forms.FileField(
        label=_("Choose a file"),
        error_messages={
            "required": _("Choose a file"),
            "empty": gettext_lazy(FileEmpty.sentence),
        },
        max_length=1000,
    )

    def __init__(self, *args: Any, **words: Any) -> None:
        super().__init__(*args, **words)
        most = filesizeformat(settings.DESK_EVIDENCE_FILE_LIMIT)
        self.fields["file"].help_text = gettext(
            "PDF, JPEG, PNG, plain text, e-mail (EML) or Word (DOCX), at most %(most)s."
        ) % {"most": most}

    def lay(self, thing: Thing, *, kind: EvidenceKind, by: User, at: datetime) -> bool:
        """Lays it before the desk, once; a refusal stands beside the field, and what was sent before stays."""
        if not self.is_valid():
            return False
        arrived = self.cleaned_data["file"]
        assert isinstance(arrived, Arrived)  # no other upload handler is set up
        try:
            if not of(thing, by=by).filter(sha256=arrived.sha256, size=arrived.size).exists():
                receiving.receive(thing=thing, arrived=arrived, kind=kind, by=by, at=at)
        except (NotFound, NotPermitted):
            raise
        except DeskError as refusal:
            self.add_error("file", str(said(refusal.detail)))
            return False
        return True


def of(thing: Thing, *, by: User) -> Any:
    """What ``by`` may know of, but for what is destroyed."""
    box = {f"box__{type(thing).__name__.lower()}": thing}
    found = evidence_visible_to(by, at=clock.now()).filter(**box).exclude(state=EvidenceState.DESTROYED)
    return found.select_related("key").order_by("number")


def rows(thing: Thing, *, by: User) -> list[dict[str, Any]]:
    """Each with its name, type, size and hash."""
    return list(_rows(of(thing, by=by), by=by))


def _rows(files: Any, *, by: User) -> Iterator[dict[str, Any]]:
    for file in files:
        state, colour = STATES[EvidenceState(file.state)]
        yield {
            "id": file.pk,
            "ident": str(file.pk),
            "name": reading.name_of(file.key),
            "type": TYPES[FileType(file.file_type)],
            "size": filesizeformat(file.size),
            "sha256": file.sha256,
            "state": state,
            "colour": colour,
            "at": file.uploaded_at,
            "is_given": file.state in GIVEN_OUT,
            "asks": file.state == EvidenceState.UNSCANNED and file.uploaded_by_id not in by.accounts,
        }


def one(thing: Thing, *, by: User, ident: Any) -> Evidence:
    """One of those that ``by`` may know of; ``NotFound`` otherwise."""
    found: Evidence | None = of(thing, by=by).filter(pk=ident).first()
    if found is None:
        raise NotFound
    return found


def take_back(file: Evidence, *, by: User, at: datetime) -> None:
    """Before it is filed."""
    actions.take_back(evidence=file, by=by, at=at)
