"""Who is a party to a case, by natural person and organisation (DESIGN 4, "same_person")."""

from __future__ import annotations

from django.db.models import BigIntegerField, F, Q, UUIDField

from accounts.composed import Composed, Given
from accounts.models import User
from disclosures.domain.roles import PUBLIC_BODIES, OrganisationKind, Role
from disclosures.models import Case
from disclosures.policies.colleagues import ROLES_OF_KIND


def subjects_of(case: Case) -> list[User]:
    """The people the desk knows among those whose data is asked, in the order of the filing."""
    return [row.subject for row in case.named if row.subject]


def subject_ids(case: Case) -> list[int]:
    """The ids of those whose data is asked; 0 for somebody unknown, so that the same queries run (DESIGN 5.9)."""
    return [row.subject_id or 0 for row in case.named]


def is_party(by: User, case: Case) -> bool:
    """True for the requester, a subject, the recipient, and their organisations' people, by any of their accounts."""
    parties = [case.filed_by, case.recipient_user, *subjects_of(case)]
    people = {party.person for party in parties if party}
    organisations = {case.requester_organisation_id, case.recipient_organisation_id}
    organisations |= {party.organisation_id for party in parties if party}
    organisations.discard(None)
    if by.person in people or by.organisation_id in organisations:
        return True
    return any(_ACCOUNT_IN.first(person=by.person, organisation=organisation) for organisation in organisations)


_ACCOUNT_IN = Composed(
    lambda: User.objects.filter(
        person=Given("person", UUIDField()), organisation=Given("organisation", BigIntegerField())
    ).values_list("pk")[:1]
)


def filed(by: User, case: Case) -> bool:
    """True when this natural person filed the case, by any account."""
    return by.person == case.filed_by.person


def edited_scope(by: User, case: Case) -> bool:
    """True when this natural person narrowed anything in the case."""
    return case.narrowings.filter(person=by.person).exists()


def signed_anything(by: User, case: Case) -> bool:
    """True when this natural person ever signed a step of the case, voided or not."""
    return case.signatures.filter(person=by.person).exists()


def approved_engagement(by: User, case: Case) -> bool:
    """True when this natural person proposed or signed the contract that the case was released under (P3b)."""
    contract = case.engagement
    if contract is None:
        return False
    proposed = contract.proposed_by is not None and contract.proposed_by.person == by.person
    return proposed or contract.signatures.filter(person=by.person).exists()


def signed_already(by: User, case: Case, *, step: str) -> bool:
    """True when this natural person's signature stands, or they signed another step of this round."""
    standing_or_other = Q(voided_at__isnull=True) | ~Q(step=step)
    return case.signatures.filter(standing_or_other, person=by.person, version=case.version).exists()


def decided_before(by: User, case: Case) -> bool:
    """True when this natural person refused or signed the case before an appeal; upholding an objection refuses it."""
    if case.version == 1:
        return False
    return (
        case.refusals.filter(person=by.person).exists()
        or case.signatures.filter(person=by.person, version__lt=case.version).exists()
        or case.objections.filter(decided_by__person=by.person, upheld=True, version__lt=case.version).exists()
    )


def people_told_for(organisation_id: int) -> list[User]:
    """The people through whom an organisation is told; empty when it has none, then its registered address is used.

    Those who hold a role of it and are verified; else all with a role, but never an officer whom nobody called back.
    """
    people: dict[int, User] = {}
    of_it: tuple[Role, ...] = ()
    is_office = False
    for row in _PEOPLE.rows(organisation=organisation_id):
        of_it, is_office = ROLES_OF_KIND[OrganisationKind(row.kind)], row.kind in PUBLIC_BODIES
        person = people.setdefault(row.pk, row)
        held = frozenset({row.role} - {None})
        person.roles = held if person is row else person.roles | held
    told = [person for person in people.values() if not person.roles.isdisjoint(of_it)]
    verified = [person for person in told if person.verified_at is not None]
    return verified or ([] if is_office else told)


def officers_besides(case: Case | None) -> list[User]:
    """The privacy officers who can act and are no party to the case, if it is about one."""
    officers = User.objects.filter(
        role_assignments__role=Role.PRIVACY_OFFICER, is_active=True, suspended_at__isnull=True
    )
    return [officer for officer in officers.order_by("pk") if case is None or not is_party(officer, case)]


_PEOPLE = Composed(
    lambda: (
        User.objects.filter(
            organisation=Given("organisation", BigIntegerField()), is_active=True, suspended_at__isnull=True
        )
        .annotate(role=F("role_assignments__role"), kind=F("organisation__kind"))
        .order_by("pk")
    )
)
"""One row for each role of each, so that the roles need not be asked for one by one."""
