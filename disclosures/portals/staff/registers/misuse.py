"""Reports that somebody misused members' data: upheld or rejected by two, a suspension lifted by two others (P2b)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from disclosures import policies
from disclosures.actions import misuse
from disclosures.domain.roles import SUPERVISORS, Role
from disclosures.models import MisuseReport, MisuseSignature
from disclosures.policies import registers
from disclosures.portals.staff import acting
from disclosures.portals.staff.registers.found import by_uuid
from disclosures.portals.staff.registers.shape import About, Act, Cell, Line, Part, Register, Table
from paletten.shell.words import ROLES

Verdict = MisuseSignature.Verdict
VERDICTS = {Verdict.UPHELD: _("Upheld"), Verdict.REJECTED: _("Rejected"), Verdict.LIFTED: _("Suspension lifted")}


def _against(row: MisuseReport) -> Cell:
    known = row.against_organisation or row.against_user
    if known is None:
        return Cell(row.named, sub=_("The desk knows nobody of this name."))
    return Cell(known.name)


def _state(row: MisuseReport) -> Cell:
    if row.lifted_at is not None:
        return Cell(VERDICTS[Verdict.LIFTED], colour="grey", at=row.lifted_at)
    if row.upheld_at is not None:
        return Cell(VERDICTS[Verdict.UPHELD], colour="red", at=row.upheld_at)
    if row.rejected_at is not None:
        return Cell(VERDICTS[Verdict.REJECTED], colour="grey", at=row.rejected_at)
    return Cell(_("To be decided"), colour="yellow")


def _lines(about: About) -> Iterator[Line]:
    thing = about.thing
    yield Line(_("State"), _state(thing))
    yield Line(_("Against"), _against(thing))
    yield Line(_("Reported by"), Cell(thing.by.name, at=thing.at))
    yield Line(_("What was reported"), Cell(thing.reason))


def _tables(about: About) -> Iterator[Table]:
    signed = about.thing.signatures.select_related("by").order_by("pk")
    yield Table(
        title=_("Signatures"),
        heads=(_("Decision"), _("Role"), _("By"), _("Reason")),
        rows=tuple(
            (
                Cell(VERDICTS[Verdict(one.verdict)]),
                Cell(ROLES[Role(one.role)]),
                Cell(one.by.name, at=one.at),
                Cell(one.reason or "–"),
            )
            for one in signed
        ),
        empty=_("Nobody has signed. A counsel and a privacy officer sign the same, then it is decided."),
    )


def _words(about: About) -> dict[str, Any]:
    return {"report": about.thing, "by": about.by, "at": about.at}


def _decider(verdict: Verdict, about: About) -> None:
    policies.require_misuse_decider(by=about.by, report=about.thing, verdict=verdict)


def _undecided(about: About) -> bool:
    return about.thing.upheld_at is None and about.thing.rejected_at is None


def _suspends(about: About) -> bool:
    return about.thing.upheld_at is not None and about.thing.lifted_at is None


def _rows(by: Any) -> QuerySet[MisuseReport]:
    seen = registers.misuse_reports_visible_to(by).select_related("by", "against_user", "against_organisation")
    return seen.order_by("-at", "-pk")


REGISTER = Register(
    name="misuse",
    word="report",
    title=_("Misuse reports"),
    says=_(
        "Reports that somebody collected, sold or passed on members' data. Two decide; upheld cuts them off at once."
    ),
    empty=_("No report is here. Anybody signed in can report misuse; it comes into this list by itself."),
    parts={
        "undecided": Part(label=_("To be decided"), of=lambda _at: Q(upheld_at__isnull=True, rejected_at__isnull=True)),
        "upheld": Part(label=_("Upheld"), of=lambda _at: Q(upheld_at__isnull=False, lifted_at__isnull=True)),
        "all": Part(label=_("All")),
    },
    rows=_rows,
    find=lambda by, word: by_uuid(_rows(by), public_id=word),
    ident=lambda row: str(row.public_id),
    called=lambda row: str(_against(row).text),
    heads=(_("Against"), _("Reported"), _("State")),
    line=lambda row, _at: (_against(row), Cell(row.by.name, at=row.at), _state(row)),
    lines=_lines,
    tables=_tables,
    acts={
        "uphold": Act(
            label=_("Uphold this report"),
            says=_("One of two signatures. With the second the account is suspended and every access it has ends."),
            done=_("Signed to uphold."),
            do=lambda about, _read: misuse.uphold(**_words(about)),
            warns=True,
            is_there=lambda about: (
                _undecided(about) and bool(about.thing.against_user or about.thing.against_organisation)
            ),
            require=partial(_decider, Verdict.UPHELD),
            roles=SUPERVISORS,
        ),
        "reject": Act(
            label=_("Reject this report"),
            says=_("One of two signatures. Nobody's access changes."),
            done=_("Signed to reject."),
            do=lambda about, read: misuse.reject(reason=read["reason"], **_words(about)),
            form=acting.Why,
            is_there=_undecided,
            require=partial(_decider, Verdict.REJECTED),
            roles=SUPERVISORS,
        ),
        "lift": Act(
            label=_("Lift the suspension"),
            says=_("One of two signatures, by two who did not uphold it. What ended stays ended."),
            done=_("Signed to lift the suspension."),
            do=lambda about, read: misuse.lift(reason=read["reason"], **_words(about)),
            form=acting.Why,
            is_there=_suspends,
            require=partial(_decider, Verdict.LIFTED),
            roles=SUPERVISORS,
        ),
    },
)
