"""What an authority asks to have kept until an instrument follows: asked, refused, withdrawn, extended once (P3c)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from accounts.models import User
from disclosures import ledger, policies
from disclosures.actions import preservation_ends
from disclosures.bases import REGISTRY
from disclosures.domain import preserving, references, waits
from disclosures.domain.basis import Basis, Preserving
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.errors import DeskError, FactMissing, MoveNotAllowed
from disclosures.domain.events import Event
from disclosures.domain.extents import Period
from disclosures.domain.facts import Fact
from disclosures.domain.grounds import TELL_OF_HOLDINGS, RefusalCode
from disclosures.domain.preserving import End
from disclosures.domain.roles import Role
from disclosures.domain.words import Filled, _
from disclosures.models import Preservation, PreservedItem, PreservedSubject
from disclosures.queries import facts
from disclosures.queries.filing import resolving

PREFIX = "PR"
MOST_NAMED = 50


@dataclass(frozen=True, slots=True)
class Wish:
    """Whose data, which items and of which time, for which inquiry, under which law.

    ``ident`` names the form it was typed into, where there is one: the same again asks for nothing more.
    """

    subjects: Sequence[str]
    items: Mapping[ItemKey, Period] = field(default_factory=dict)
    inquiry: str = ""
    statute: str = ""
    ident: UUID | None = None

    def reference(self, *, by: User) -> str:
        """The name it has at the desk; another one each time where no form is named."""
        if self.ident is None:
            return references.make(PREFIX)
        return references.made_of(PREFIX, seed=f"{by.pk}:{self.ident}".encode())


class PreservationOver(DeskError):
    """Nothing is kept under this preservation, or not any more."""

    code = "preservation_over"
    sentence = _("Nothing is kept under this preservation, or not any more. File without it.")


@transaction.atomic(durable=True)
def ask(*, wish: Wish, by: User, at: datetime) -> Preservation:
    """An officer asks for named persons and items that a warrant could open; the same work whoever is named."""
    return ask_with(wish=wish, reference=wish.reference(by=by), by=by, at=at)


def ask_with(*, wish: Wish, reference: str, by: User, at: datetime) -> Preservation:
    """The same under a reference that was given before, inside the caller's transaction."""
    basis, rules = _clause()
    policies.require_preserver(by=by, roles=rules.filed_by)
    _require_whole(wish)
    made = _create(wish, basis, reference=reference, by=by, at=at)
    _name(made, wish)
    ledger.append(
        Event.PRESERVATION_ASKED,
        chain=ledger.chain_of(made),
        by=by,
        at=at,
        reference=made.reference,
        items=sorted(wish.items),
        named=len(wish.subjects),
    )
    preservation_ends.promise_lapse(made, at=at)
    return made


def _create(wish: Wish, basis: Basis, *, reference: str, by: User, at: datetime) -> Preservation:
    assert by.organisation is not None
    try:
        with transaction.atomic():
            return Preservation.objects.create(
                reference=reference,
                basis=basis.code,
                basis_revision=basis.revision,
                filed_by=by,
                filer=by.person,
                authority=by.organisation,
                inquiry=wish.inquiry,
                statute=wish.statute,
                asked_at=at,
                lapses_at=at + waits.UNSIGNED_PRESERVATION,
            )
    except IntegrityError as asked:
        raise MoveNotAllowed(_("You asked for this already.")) from asked


def offered() -> frozenset[ItemKey]:
    """What can be asked to be kept: the items that the strongest paper could open."""
    basis, rules = _clause()
    return preserving.openable(basis.may_leave, by=rules.as_far_as)


def asked_by() -> frozenset[Role]:
    """Who asks for it, by role."""
    return _clause()[1].filed_by


def _clause() -> tuple[Basis, Preserving]:
    """The one clause that lets anything be kept before there is a paper."""
    return next((basis, basis.preserving) for basis in REGISTRY.in_force if basis.preserving is not None)


def _require_whole(wish: Wish) -> None:
    missing = tuple(name for name in ("inquiry", "statute") if not getattr(wish, name).strip())
    if not wish.subjects or len(wish.subjects) > MOST_NAMED or any(not name.strip() for name in wish.subjects):
        missing += ("subjects",)
    if not wish.items:
        missing += ("items",)
    if missing:
        raise DeskError(Filled(_("Correct or fill in: %(fields)s."), fields=", ".join(missing)), fields=missing)
    beyond = set(wish.items) - offered()
    if beyond:
        raise DeskError(
            Filled(_("No instrument opens this: %(items)s. Take it out."), items=", ".join(sorted(beyond))),
            fields=("items",),
        )


def _name(made: Preservation, wish: Wish) -> None:
    names = list(dict.fromkeys(wish.subjects))
    PreservedSubject.objects.bulk_create(
        PreservedSubject(preservation=made, position=position, named=name, subject=subject)
        for position, (name, subject) in enumerate(zip(names, resolving.people_named(names), strict=True))
    )
    PreservedItem.objects.bulk_create(
        PreservedItem(preservation=made, item=item, start_at=period.start, end_at=period.end)
        for item, period in sorted(wish.items.items())
    )


@transaction.atomic(durable=True)
def refuse(*, preservation: Preservation, code: RefusalCode, words: str, by: User, at: datetime) -> None:
    """One of the legal staff says no before it is signed; never with a code that tells what is held."""
    policies.require_preservation_refuser(by=by, preservation=preservation, at=at)
    if code in TELL_OF_HOLDINGS:
        raise DeskError(_("A preservation discloses nothing. Choose another code."), fields=("code",))
    if preservation.ended_at is not None or preservation.signed_at is not None:
        raise MoveNotAllowed(_("It is signed, or over."))
    preservation_ends.end(preservation, end=End.REFUSED, by=by, at=at, refusal=code, words=words)


@transaction.atomic(durable=True)
def withdraw(*, preservation: Preservation, by: User, at: datetime) -> None:
    """Its authority needs it no more: the snapshot is destroyed; not while one of its own cases stands on it."""
    policies.require_preservation_requester(by=by, preservation=preservation, at=at)
    if preservation.ended_at is not None:
        raise MoveNotAllowed(_("This preservation is over."))
    if preservation_ends.cases_on(preservation).exists():
        raise MoveNotAllowed(_("A request stands on this preservation. Withdraw that first, or wait for its answer."))
    preservation_ends.end(preservation, end=End.WITHDRAWN, by=by, at=at)


@transaction.atomic(durable=True)
def ask_extension(*, preservation: Preservation, reason: str, by: User, at: datetime) -> None:
    """Its authority asks once that it be kept longer; counsel or a privacy officer decides before it ends."""
    policies.require_preservation_requester(by=by, preservation=preservation, at=at)
    if not preservation.is_usable(at=at) or preservation.extension_asked_at is not None:
        raise MoveNotAllowed(_("Nothing is kept under it, or its one extension was asked for already."))
    if not reason.strip():
        raise DeskError(_("Say why no instrument could follow yet."), fields=("reason",))
    _change(preservation, extension_asked_at=at, extension_asked_by=by, extension_reason=reason)
    ledger.append(Event.EXTENSION_ASKED, chain=ledger.chain_of(preservation), by=by, at=at, proofs={"reason": reason})


@transaction.atomic(durable=True)
def extend(*, preservation: Preservation, by: User, at: datetime) -> None:
    """The one extension, by somebody of the desk who has no part in it; the officer's standing is asked again."""
    policies.require_preservation_extender(by=by, preservation=preservation, at=at)
    extendable = Preservation.objects.extendable().filter(pk=preservation.pk).exists()
    if not extendable or not preservation.is_usable(at=at):
        raise MoveNotAllowed(_("No extension is asked for, or it was given, or it is too late."))
    require_standing(preservation, at=at)
    rules = preservation.rules.preserving
    assert rules is not None
    assert preservation.until is not None
    until = preservation.until + timedelta(days=rules.extension_days)
    _change(preservation, until=until, extended_at=at, extended_by=by, extender=by.person)
    ledger.append(Event.PRESERVATION_EXTENDED, chain=ledger.chain_of(preservation), by=by, at=at)
    preservation_ends.promise_end(preservation, at=at)


def require_standing(preservation: Preservation, *, at: datetime) -> None:
    """Officer and authority are verified, as for a request under a paper: raises ``FactMissing``."""
    if not facts.officer_stands(preservation.filed_by, preservation.authority, at=at):
        raise FactMissing(fact=Fact.OFFICER_VERIFIED)


def hold_for_case(preservation: Preservation, *, at: datetime) -> None:
    """A case stands on it from now on, inside the caller's transaction. Its end and this: the second sees the first."""
    usable = Preservation.objects.kept().filter(pk=preservation.pk, until__gt=at)
    if not usable.update(edition=F("edition") + 1):
        raise PreservationOver(fields=("preservation",))


def _change(preservation: Preservation, **changes: object) -> None:
    as_read = Preservation.objects.open().filter(pk=preservation.pk, edition=preservation.edition)
    if not as_read.update(edition=F("edition") + 1, **changes):
        raise MoveNotAllowed
    preservation.edition += 1
    for name, value in changes.items():
        setattr(preservation, name, value)
