"""The register of outside organisations: what staff entered about each, and whose word every value is (P3c)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from django.db import IntegrityError, transaction

from accounts.models import Organisation, RegisterValue, User
from disclosures import ledger, policies
from disclosures.actions import registrations, verifications
from disclosures.domain import register_entry
from disclosures.domain.errors import DeskError, MoveNotAllowed
from disclosures.domain.events import Event
from disclosures.domain.register_entry import Entry
from disclosures.domain.roles import OrganisationKind
from disclosures.domain.words import _

Field = RegisterValue.Field


@transaction.atomic(durable=True)
def register(*, entry: Entry, by: User, at: datetime) -> Organisation:
    """Staff enter an organisation; somebody else verifies it. A name or domain that is taken is ``invalid``."""
    policies.require_registrar(by=by)
    entry = entry.plain()
    near = _require_own(entry)
    made = Organisation(**asdict(entry))
    _save(made)
    _write_values(made, tuple(Field), by=by, at=at)
    ledger.append(
        Event.ORGANISATION_REGISTERED,
        chain=ledger.chain_of(made),
        by=by,
        at=at,
        kind=entry.kind,
        near=near,
        proofs=_proofs(entry, tuple(Field)),
    )
    registrations.tell_who_asked(made, at=at)
    return made


@transaction.atomic(durable=True)
def change(*, organisation: Organisation, entry: Entry, edition: int, by: User, at: datetime) -> None:
    """Staff correct an entry; its verification ends with the change, for it was of something else.

    ``edition`` is the one that was read: an older one, or another kind, is ``MoveNotAllowed``.
    """
    policies.require_registrar(by=by, organisation=organisation)
    read = Organisation.objects.filter(pk=organisation.pk, edition=edition, kind=entry.kind)
    if not read.update(edition=edition + 1):
        raise MoveNotAllowed(_("The entry is not as you read it, or its kind differs. Read it again."))
    entry = entry.plain()
    near = _require_own(entry, but=organisation)
    changed = _changed(organisation, entry)
    if not changed:
        raise DeskError(_("Nothing in the entry is different."))
    fresh = Organisation.objects.get(pk=organisation.pk)
    for name, value in asdict(entry).items():
        setattr(fresh, name, value)
    _save(fresh)
    _write_values(fresh, changed, by=by, at=at)
    verifications.lapse(organisation=fresh, by=by, at=at)
    ledger.append(
        Event.ORGANISATION_CHANGED,
        chain=ledger.chain_of(fresh),
        by=by,
        at=at,
        changed=sorted(changed),
        near=near,
        proofs=_proofs(entry, changed),
    )


@transaction.atomic(durable=True)
def choose_language(*, organisation: Organisation, language: str, by: User, at: datetime) -> None:
    """In which language it is written to; that is no part of the entry, and verifies nothing."""
    policies.require_registrar(by=by, organisation=organisation)
    Organisation.objects.filter(pk=organisation.pk).update(language=language)
    ledger.append(Event.ORGANISATION_CHANGED, chain=ledger.chain_of(organisation), by=by, at=at, language=language)


def entry_of(organisation: Organisation, **changes: str) -> Entry:
    """The entry as it stands, with these values in place of its own."""
    kept = {field.value: getattr(organisation, field) for field in Field}
    kept["phone_source"] = organisation.phone_source
    return Entry(kind=OrganisationKind(organisation.kind), **(kept | changes))


def _changed(organisation: Organisation, entry: Entry) -> tuple[Field, ...]:
    """A number with another source is another number: somebody else's word."""
    differs = {field for field in Field if getattr(entry, field) != getattr(organisation, field)}
    if entry.phone_source != organisation.phone_source:
        differs.add(Field.PHONE)
    return tuple(field for field in Field if field in differs)


def _require_own(entry: Entry, *, but: Organisation | None = None) -> list[int]:
    """Refuses what cannot be an entry; returns the organisations whose domains are near this one's, for the file."""
    register_entry.require_sound(entry)
    others = dict(Organisation.objects.exclude(pk=but.pk if but else 0).values_list("domain", "pk"))
    return sorted(others[domain] for domain in register_entry.near(entry, registered=others))


def _save(organisation: Organisation) -> None:
    try:
        with transaction.atomic():
            organisation.save()
    except IntegrityError as taken:
        raise DeskError(
            _("An organisation of this name or domain is in the register already."), fields=("name", "domain")
        ) from taken


def _write_values(organisation: Organisation, fields: Sequence[Field], *, by: User, at: datetime) -> None:
    organisation.values.standing().filter(field__in=fields).update(replaced_at=at)
    RegisterValue.objects.bulk_create(
        RegisterValue(
            organisation=organisation,
            field=field,
            value=getattr(organisation, field),
            source=organisation.phone_source if field is Field.PHONE else "",
            by=by,
            person=by.person,
            at=at,
        )
        for field in fields
    )


def _proofs(entry: Entry, fields: Sequence[Field]) -> dict[str, str]:
    """The ledger holds no words: a commitment to each value lets it be proved later."""
    return {field.value: getattr(entry, field) for field in fields}
