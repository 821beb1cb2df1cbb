"""Evidence that a scanner did not pass: let out, or destroyed, by a privacy officer with a reason."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from disclosures import policies
from disclosures.actions import evidence
from disclosures.domain.evidence.kinds import UNDECIDED, EvidenceState
from disclosures.domain.roles import Role
from disclosures.models import Evidence, clock
from disclosures.policies.evidence import evidence_visible_to
from disclosures.portals.staff import acting
from disclosures.portals.staff.registers.found import by_uuid
from disclosures.portals.staff.registers.shape import About, Act, Cell, Line, Part, Register, person

OFFICER = frozenset({Role.PRIVACY_OFFICER})
STATES = {
    EvidenceState.HELD: (_("Waits for the scanner"), "yellow"),
    EvidenceState.SAFE: (_("Passed"), "green"),
    EvidenceState.UNSCANNED: (_("Not scanned"), "grey"),
    EvidenceState.QUARANTINED: (_("In quarantine"), "red"),
    EvidenceState.CLEARED: (_("Let out"), "green"),
    EvidenceState.DESTROYED: (_("Destroyed"), "grey"),
}


def _name(row: Evidence) -> str:
    return f"{evidence.thing_of(row)} / {row.number}"


def _state(row: Evidence) -> Cell:
    says, colour = STATES[EvidenceState(row.state)]
    return Cell(says, colour=colour, at=row.decided_at)


def _lines(about: About) -> Iterator[Line]:
    thing = about.thing
    yield Line(_("State"), _state(thing))
    yield Line(_("Belongs to"), Cell(str(evidence.thing_of(thing))))
    yield Line(_("Type, by its content"), Cell(thing.file_type))
    yield Line(_("Size in bytes"), Cell(thing.size))
    yield Line("SHA-256", Cell(thing.sha256))
    yield Line(_("Brought by"), Cell(thing.uploaded_by.name, at=thing.uploaded_at))
    yield Line(_("What the scanner found"), Cell(thing.finding_of_scan or "–", at=thing.scanned_at))
    if thing.decided_at is not None:
        yield Line(_("Decision"), Cell(thing.decision, at=thing.decided_at, sub=person(thing.decided_by)))


def _words(about: About) -> dict[str, Any]:
    return {"evidence": about.thing, "by": about.by, "at": about.at}


def _decider(about: About) -> None:
    policies.require_evidence_decider(by=about.by, evidence=about.thing, at=about.at)


def _rows(by: Any) -> QuerySet[Evidence]:
    stopped = Q(state__in=UNDECIDED) | Q(decided_at__isnull=False)
    boxes = ("box__case", "box__complaint", "box__finding", "box__right")
    seen = evidence_visible_to(by, at=clock.now()).filter(stopped).select_related(*boxes, "uploaded_by", "decided_by")
    return seen.order_by("-uploaded_at", "-pk")


REGISTER = Register(
    name="quarantine",
    word="file",
    title=_("Evidence in quarantine"),
    says=_("Files that the virus scanner did not pass. Nobody can read them before a privacy officer has decided."),
    empty=_("No file is here. What the scanner does not pass comes into this list by itself."),
    parts={
        "quarantined": Part(label=_("In quarantine"), of=lambda _at: Q(state=EvidenceState.QUARANTINED)),
        "held": Part(label=_("Waiting for the scanner"), of=lambda _at: Q(state=EvidenceState.HELD)),
        "decided": Part(label=_("Decided"), of=lambda _at: Q(decided_at__isnull=False)),
    },
    rows=_rows,
    find=lambda by, word: by_uuid(_rows(by), pk=word),
    ident=lambda row: str(row.pk),
    called=_name,
    heads=(_("File"), _("Brought by"), _("What the scanner found"), _("State")),
    line=lambda row, _at: (
        Cell(_name(row), sub=row.file_type),
        Cell(row.uploaded_by.name, at=row.uploaded_at),
        Cell(row.finding_of_scan or "–"),
        _state(row),
    ),
    lines=_lines,
    acts={
        "clear": Act(
            label=_("Let it out of quarantine"),
            says=_("Who may read the file can then do so. The reason stays in the file."),
            done=_("Let out of quarantine."),
            do=lambda about, read: evidence.clear(reason=read["reason"], **_words(about)),
            form=acting.Why,
            is_there=lambda about: about.thing.state == EvidenceState.QUARANTINED,
            require=_decider,
            roles=OFFICER,
        ),
        "destroy": Act(
            label=_("Destroy the file"),
            says=_("The file and its key are destroyed; its hash is kept. It cannot be brought back."),
            done=_("Destroyed. Its hash is kept."),
            do=lambda about, read: evidence.discard(reason=read["reason"], **_words(about)),
            form=acting.Why,
            warns=True,
            is_there=lambda about: about.thing.state in UNDECIDED,
            require=_decider,
            roles=OFFICER,
        ),
    },
)
