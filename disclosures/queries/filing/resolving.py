"""What the names in a filing stand for; a record in which the filer has no part is as if there were none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.db.models import CharField

from accounts.composed import Composed, Given
from accounts.models import Organisation, User
from disclosures.domain.errors import NotFound
from disclosures.domain.particulars import Reference
from disclosures.domain.roles import STAFF, Role
from disclosures.models import Case, Complaint, Engagement, Finding, Preservation, Transaction
from disclosures.policies import colleagues

INSIDERS = frozenset({*STAFF, Role.SERVICE})
"""Who may name any record of the desk and file for another: staff, and the platform's own machine client."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """What the filing's names stand for; whom the desk does not know stays ``None``."""

    engagement: Engagement | None
    finding: Finding | None
    complaint: Complaint | None
    transaction: Transaction | None
    preservation: Preservation | None
    recipient_user: User | None
    recipient_organisation: Organisation | None
    subjects: tuple[User | None, ...]


def resolve(case: Case, *, at: datetime) -> Resolved:
    """Looks the names up. ``NotFound`` where the filing stands on a record in which the filer has no part."""
    thing = _record_named(case, at=at)
    home = case.filed_by.organisation
    return Resolved(
        engagement=thing if isinstance(thing, Engagement) else None,
        finding=thing if isinstance(thing, Finding) else None,
        complaint=thing if isinstance(thing, Complaint) else None,
        transaction=thing if isinstance(thing, Transaction) else None,
        recipient_user=_account(case.recipient_name) if case.recipient_is_person else None,
        recipient_organisation=None if case.recipient_is_person else organisation_named(case.recipient_name, home),
        preservation=thing if isinstance(thing, Preservation) else None,
        subjects=_subjects(case, thing),
    )


NAME = CharField()
ORGANISATION = Composed(lambda: Organisation.objects.filter(name=Given("name", NAME)))
ENGAGEMENT = Composed(lambda: Engagement.objects.filter(name=Given("name", NAME)))


@cache
def _data_subjects(count: int) -> Composed[User]:
    """So many people at once, whether the desk knows them or not (DESIGN 5.9)."""
    names = [Given(f"name{place}", NAME) for place in range(count)]
    return Composed(lambda: User.objects.filter(name__in=names, record__isnull=False))


def _subjects(case: Case, thing: Thing) -> tuple[User | None, ...]:
    """Whose data; the record may say for whom a name stands."""
    people, meant = people_named(row.named for row in case.named), dict(_meant_by(thing))
    return tuple(meant.get(row.named) or found for row, found in zip(case.named, people, strict=True))


def _meant_by(thing: Thing) -> Iterator[tuple[str, User | None]]:
    """A respondent is not told who complained, and names them by the complaint.

    What is preserved is of whom the name stood for then, whatever they are called now.
    """
    if isinstance(thing, Complaint):
        yield thing.reference, thing.complainant
    if isinstance(thing, Preservation):
        for row in thing.subjects.select_related("subject"):
            yield row.named, row.subject


def people_named(names: Iterable[str]) -> tuple[User | None, ...]:
    """Whose data the desk holds, each at their place."""
    wanted = tuple(names)
    given = {f"name{place}": name for place, name in enumerate(wanted)}
    known = {user.name: user for user in _data_subjects(len(wanted)).rows(**given)} if wanted else {}
    return tuple(known.get(name) for name in wanted)


def _account(name: str) -> User | None:
    """A person who can receive: anybody with an account who is not of the desk itself."""
    insiders = [*INSIDERS]
    return (
        User.objects.filter(name=name)
        .exclude(role_assignments__role__in=insiders)
        .select_related("organisation")
        .first()
    )


def organisation_named(name: object, *in_hand: Organisation | None) -> Organisation | None:
    """The organisation of our register with this name; one that is in hand is not read again."""
    for organisation in in_hand:
        if organisation is not None and organisation.name == name:
            return organisation
    return ORGANISATION.first(name=str(name))


Thing = Engagement | Finding | Complaint | Transaction | Preservation | None


def _record_named(case: Case, *, at: datetime) -> Thing:
    reference = case.rules.reference
    name = case.particulars.get(reference) if reference else None
    if reference is None or not name:
        return None
    thing, has_part = LOOKUPS[reference](str(name), case.filed_by, at)
    insider = bool(case.filed_by.roles & INSIDERS)
    if reference is Reference.FINDING and not insider and Role.MEMBER not in case.filed_by.roles:
        has_part = True
        if not case.filed_by.roles & case.rules.filed_by:
            return None
    if thing is None or not (has_part or insider):
        raise NotFound
    return thing


def _engagement(name: str, filer: User, _at: datetime) -> tuple[Thing, bool]:
    found = ENGAGEMENT.first(name=name)
    if found is None or filer.organisation is None or found.partner_id != filer.organisation_id:
        return found, False
    found.partner = filer.organisation  # in hand: it need not be read again
    return found, True


def _finding(name: str, filer: User, _at: datetime) -> tuple[Thing, bool]:
    found = Finding.objects.filter(reference=name).first()
    return found, found is not None and found.injured.filter(pk=filer.pk).exists()


def _complaint(name: str, filer: User, _at: datetime) -> tuple[Thing, bool]:
    found = Complaint.objects.filter(reference=name).select_related("complainant__organisation", "right").first()
    return found, found is not None and filer.pk in {found.complainant_id, found.respondent_id}


def _transaction(name: str, filer: User, _at: datetime) -> tuple[Thing, bool]:
    found = Transaction.objects.filter(external_id=name).first()
    return found, found is not None and filer.pk in {found.buyer_id, found.seller_id}


def _preservation(name: str, filer: User, at: datetime) -> tuple[Thing, bool]:
    found = Preservation.objects.select_related("authority").filter(reference=name).first()
    if found is None or found.authority_id != filer.organisation_id:
        return found, False
    return found, found.filed_by_id in filer.accounts or colleagues.home_of(filer, at=at) is not None


LOOKUPS: Mapping[Reference, Callable[[str, User, datetime], tuple[Thing, bool]]] = {
    Reference.ENGAGEMENT: _engagement,
    Reference.FINDING: _finding,
    Reference.COMPLAINT: _complaint,
    Reference.TRANSACTION: _transaction,
    Reference.PRESERVATION: _preservation,
}
