"""What authorities asked to have kept until an instrument follows: signed, refused, extended once (P3c).

Nothing here says whether anybody named exists, or whether there was anything to keep.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from disclosures import policies
from disclosures.actions import preservation_steps, preservations
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.errors import MoveNotAllowed
from disclosures.domain.grounds import TELL_OF_HOLDINGS, RefusalCode
from disclosures.domain.preserving import End, State
from disclosures.domain.roles import LEGAL_STAFF, SUPERVISORS, Role
from disclosures.domain.route import StepName
from disclosures.models import Preservation
from disclosures.policies import registers
from disclosures.portals.staff import acting, words
from disclosures.portals.staff.acting import NOT_YET, Question, Read
from disclosures.portals.staff.registers.shape import About, Act, Cell, Line, Part, Register, Table, person
from paletten.shell.item_words import ITEMS
from paletten.shell.outcome_words import REFUSALS
from paletten.shell.words import ROLES

ENDS = {
    End.TIME: _("Its time was over"),
    End.WITHDRAWN: _("Withdrawn"),
    End.REFUSED: _("Refused"),
    End.UNSIGNED: _("Nobody signed in time"),
    End.FACT_LAPSED: _("A condition no longer held"),
    End.MISUSE: _("Misuse"),
}


class Refusal(Question):
    """A code that says nothing of what is held, and words for the file."""

    code = forms.ChoiceField(
        label=_("What who asked is told"),
        choices=[(code.value, REFUSALS[code]) for code in RefusalCode if code not in TELL_OF_HOLDINGS],
        widget=forms.RadioSelect,
        error_messages=NOT_YET,
    )
    reason = acting.reason(required=False)


def _due(thing: Preservation) -> StepName | None:
    """The signature that it waits for."""
    route = preservation_steps.route_of(thing)
    given = thing.signatures.count()
    return route[given] if thing.ended_at is None and given < len(route) else None


def _state(row: Preservation) -> Cell:
    if row.ended_at is not None:
        return Cell(ENDS[End(row.end)], colour="grey", at=row.ended_at)
    if row.state is State.KEPT:
        return Cell(_("Kept until"), colour="green", at=row.until)
    if row.state is State.SIGNED:
        return Cell(_("Signed, being kept"), colour="blue")
    return Cell(_("To be signed by"), colour="yellow", at=row.lapses_at)


def _lines(about: About) -> Iterator[Line]:
    thing, step = about.thing, _due(about.thing)
    authority = reverse("register-organisations-one", args=[thing.authority_id])
    yield Line(_("State"), _state(thing))
    yield Line(_("Authority"), Cell(thing.authority.name, href=authority))
    yield Line(_("Asked by"), Cell(thing.filed_by.name, at=thing.asked_at))
    yield Line(_("Inquiry"), Cell(thing.inquiry, sub=thing.statute))
    yield Line(_("Persons named"), Cell("\n".join(one.named for one in thing.subjects.all())))
    yield Line(_("What is kept"), Cell("\n".join(str(ITEMS[ItemKey(one.item)]) for one in thing.items.all())))
    if step is not None:
        yield Line(_("Signature that is due"), Cell(words.STEPS[step]))
    if thing.extension_asked_at is not None:
        yield Line(_("Extension asked for"), Cell(thing.extension_reason, at=thing.extension_asked_at))
    if thing.extended_at is not None:
        yield Line(_("Extended by"), Cell(person(thing.extended_by), at=thing.extended_at))
    if thing.refusal:
        yield Line(_("Refused"), Cell(REFUSALS[RefusalCode(thing.refusal)], sub=thing.words))


def _tables(about: About) -> Iterator[Table]:
    signed = about.thing.signatures.select_related("by").order_by("position")
    yield Table(
        title=_("Signatures"),
        heads=(_("Step"), _("Role"), _("By"), _("At")),
        rows=tuple(
            (Cell(words.STEPS[StepName(one.step)]), Cell(ROLES[Role(one.role)]), Cell(one.by.name), Cell(at=one.at))
            for one in signed
        ),
        empty=_("Nobody has signed yet."),
    )


def _words(about: About) -> dict[str, Any]:
    return {"preservation": about.thing, "by": about.by, "at": about.at}


def _sign(about: About, _read: Read) -> None:
    step = _due(about.thing)
    if step is None:
        raise MoveNotAllowed
    preservation_steps.sign(step=step, **_words(about))


def _signer(about: About) -> None:
    step = _due(about.thing)
    if step is None:
        raise MoveNotAllowed
    policies.require_preservation_signer(by=about.by, preservation=about.thing, step=step, at=about.at)


def _refuse(about: About, read: Read) -> None:
    preservations.refuse(code=RefusalCode(read["code"]), words=read["reason"], **_words(about))


def _can_extend(about: About) -> bool:
    thing = about.thing
    asked = thing.extension_asked_at is not None and thing.extended_at is None
    return asked and thing.is_usable(at=about.at)


def _unsigned(about: About) -> bool:
    return about.thing.ended_at is None and about.thing.signed_at is None


def _waits(_at: datetime) -> Q:
    open_now = Q(ended_at__isnull=True)
    return open_now & (Q(signed_at__isnull=True) | Q(extension_asked_at__isnull=False, extended_at__isnull=True))


def _rows(by: Any) -> QuerySet[Preservation]:
    seen = registers.preservations_at_desk(by).select_related("authority", "filed_by", "extended_by")
    return seen.order_by("-asked_at", "-pk")


REGISTER = Register(
    name="preservations",
    word="preservation",
    title=_("Preservation"),
    says=_("What authorities asked to have kept, sealed, until an instrument follows. It discloses nothing."),
    empty=_("Nothing is here. What an authority asks to have kept comes into this list by itself."),
    parts={
        "waiting": Part(label=_("To be signed or extended"), of=_waits),
        "kept": Part(label=_("Kept"), of=lambda _at: Q(ended_at__isnull=True, kept_from__isnull=False)),
        "all": Part(label=_("All")),
    },
    rows=_rows,
    find=lambda by, word: registers.only(_rows(by), reference=word),
    ident=lambda row: row.reference,
    called=lambda row: row.reference,
    heads=(_("Reference"), _("Authority"), _("Inquiry"), _("State")),
    line=lambda row, _at: (Cell(row.reference), Cell(row.authority.name), Cell(row.inquiry), _state(row)),
    lines=_lines,
    tables=_tables,
    sought=("reference", "authority__name"),
    acts={
        "sign": Act(
            label=_("Sign this preservation"),
            says=_("With the last signature what is named is kept, sealed; nobody reads it before an instrument."),
            done=_("Signed."),
            do=_sign,
            is_there=_unsigned,
            require=_signer,
            roles=LEGAL_STAFF,
        ),
        "refuse": Act(
            label=_("Refuse"),
            says=_("Nothing is kept. Who asked is told the code, which says nothing of what is held."),
            done=_("Refused. Who asked is told."),
            do=_refuse,
            form=Refusal,
            warns=True,
            is_there=_unsigned,
            require=lambda about: policies.require_preservation_refuser(
                by=about.by, preservation=about.thing, at=about.at
            ),
            roles=LEGAL_STAFF,
        ),
        "extend": Act(
            label=_("Extend it once"),
            says=_("As its authority asked. It can be extended only once."),
            done=_("Extended."),
            do=lambda about, _read: preservations.extend(**_words(about)),
            is_there=_can_extend,
            require=lambda about: policies.require_preservation_extender(
                by=about.by, preservation=about.thing, at=about.at
            ),
            roles=SUPERVISORS,
        ),
    },
)
