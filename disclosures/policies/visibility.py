"""Which cases and releases a person may know of; a stranger's 404 is the same as nothing's (DESIGN 5.9, 5.10)."""

from __future__ import annotations

from datetime import datetime
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from accounts.models import User
from disclosures.bases import REGISTRY
from disclosures.domain.errors import NotFound
from disclosures.domain.moves import Status
from disclosures.domain.roles import LEGAL_STAFF, Role
from disclosures.models import Case, CaseSubject, Notice, PreservedSubject, Relay, Release
from disclosures.models.case import CaseQuerySet
from disclosures.models.notice import NoticeQuerySet
from disclosures.models.release import ReleaseQuerySet
from disclosures.policies import colleagues

NO_RELEASE = UUID(int=0)
"""No release has this id: what cannot be one is looked for all the same."""


def cases_visible_to(by: User, *, at: datetime) -> CaseQuerySet:
    """Every case ``by`` may know of at ``at``; a filter for the database, so that nothing else is ever read."""
    return Case.objects.filter(within_reach(by), reduce(or_, ways_to_know(by, at=at)))


def within_reach(by: User) -> Q:
    """Everything, or for a token of an engagement only the cases under it, drafts that name it included (P2a)."""
    if by.reach is None:
        return Q()
    return Q(engagement=by.reach.engagement_id) | Q(status=Status.DRAFT, particulars__engagement=by.reach.name)


def ways_to_know(by: User, *, at: datetime) -> tuple[Q, ...]:
    """Why ``by`` may know of a case, one filter for each reason: alone an index serves it, all together none does."""
    if _is_of_the_desk(by):
        return (_filed_by(by) | ~Q(status=Status.DRAFT) & ~_about_own_person(by), _about(by, at=at))
    return (*_asked_by(by, at=at), _received_by(by, at=at), _about(by, at=at))


def _filed_by(by: User) -> Q:
    """Who filed for an organisation and has left it, left the case there too, drafts included."""
    still_there = Q(requester_organisation__isnull=True) | Q(filed_by__organisation=F("requester_organisation"))
    return Q(filed_by__in=by.accounts) & still_there


def _asked_by(by: User, *, at: datetime) -> tuple[Q, ...]:
    home = colleagues.home_of(by, at=at)
    return (_filed_by(by), *((Q(requester_organisation=home),) if home is not None else ()))


def cases_asked_by(by: User, *, at: datetime) -> CaseQuerySet:
    """What ``by`` filed, or a colleague for the organisation they share, drafts included."""
    return Case.objects.filter(within_reach(by), reduce(or_, _asked_by(by, at=at)))


def case_asked_by(by: User, *, reference: str, at: datetime) -> Case:
    """One of these; ``NotFound`` for anybody who did not ask, whether it exists or not."""
    return _the_one(cases_asked_by(by, at=at), reference=reference)


def _is_of_the_desk(by: User) -> bool:
    return bool(by.roles & {*LEGAL_STAFF, Role.AUDITOR})


def _about_own_person(by: User) -> Q:
    """Who works here and is asked about knows of it as a subject does: a hold hides it from them too."""
    # By the accounts, a few rows of an index; by the person, PostgreSQL reads every subject there is.
    return Q(Exists(CaseSubject.objects.filter(case=OuterRef("pk"), subject__in=by.accounts)))


def cases_about(by: User) -> CaseQuerySet:
    """Every case about this natural person or for them to receive, told or not: what is kept from their own sight."""
    own = CaseSubject.objects.filter(subject__in=by.accounts).values("case")
    return Case.objects.filter(Q(pk__in=own) | Q(recipient_user__in=by.accounts))


def cases_worked_by(by: User) -> CaseQuerySet:
    """Every filed case whose parties ``by`` is none of, by any account: what somebody of the desk may work on."""
    parties = Q(recipient_user__in=by.accounts) | Q(filed_by__in=by.accounts)
    ours = list(_homes(by))
    if ours:
        parties |= Q(requester_organisation__in=ours) | Q(recipient_organisation__in=ours)
        parties |= Q(Exists(CaseSubject.objects.filter(case=OuterRef("pk"), subject__organisation__in=ours)))
    # Never NULL: what is not known to be a party is none.
    unasked = Case.objects.exclude(status=Status.DRAFT).filter(~_about_own_person(by))
    return unasked.exclude(pk__in=Case.objects.filter(parties).values("pk"))


def cases_read_at_desk_by(by: User) -> CaseQuerySet:
    """What ``by`` may work on, and what they filed for the desk and not for themselves."""
    own = Case.objects.filter(filed_by__in=by.accounts).filter(~_about_own_person(by))
    own = own.exclude(recipient_user__in=by.accounts).exclude(recipient_organisation__in=_homes(by))
    # One condition on each row, no list of all that the desk works on: a page asks it of fifty.
    return cases_worked_by(by) | own


def _homes(by: User) -> QuerySet[User, int | None]:
    """The organisations to which ``by`` belongs, by any account."""
    return User.objects.filter(pk__in=by.accounts, organisation__isnull=False).values_list("organisation", flat=True)


def notices_worked_by(by: User) -> NoticeQuerySet:
    """What was to be told to others, about cases to which ``by`` is no party, and about what is no case."""
    readers = by.roles & {*LEGAL_STAFF, Role.AUDITOR}
    return notices_of_others(by) if readers else Notice.objects.none()


def notices_of_others(by: User) -> NoticeQuerySet:
    """As above, whoever asks: to be counted, not read."""
    of_cases = Q(case__in=cases_worked_by(by).values("pk"))
    kept_of_them = PreservedSubject.objects.filter(subject__in=by.accounts).values("preservation__reference")
    told_others = Notice.objects.filter(of_cases | Q(case__isnull=True)).exclude(to_user__in=by.accounts)
    return told_others.exclude(reference__in=kept_of_them)


def returned_to(by: User) -> CaseQuerySet:
    """What ``by`` filed for the desk and has to file again; nobody mails those who work here."""
    mine = Case.objects.filter(filed_by__in=by.accounts, status=Status.RETURNED)
    return mine.filter(~_about_own_person(by))


def _received_by(by: User, *, at: datetime) -> Q:
    """Cases with a release that ``by`` can open, or could."""
    released = Exists(Release.objects.filter(case=OuterRef("pk"), released_at__lte=at))
    to = Q(recipient_user=by)
    home = colleagues.verified_home_of(by, at=at)
    if home is not None:
        to |= Q(recipient_organisation=home)
    return to & Q(released)


def _about(by: User, *, at: datetime) -> Q:
    """Cases about ``by`` that ``by`` has been told of: asked, warned, invited, or released with no hold standing."""
    named = Exists(CaseSubject.objects.filter(case=OuterRef("pk"), subject=by))
    shown = Exists(
        Release.objects.filter(case=OuterRef("pk")).filter(Q(hidden_until__isnull=True) | Q(hidden_until__lte=at))
    )
    not_held = Q(hold_until__isnull=True) | Q(hold_until__lte=at)
    inviting = [basis.code for basis in REGISTRY.in_force if basis.asking_invites_complainant]
    # A window is taken back when the scope changes or an appeal begins anew; who was told of it stays told.
    noticed = Exists(
        Notice.objects.filter(case=OuterRef("pk"), to_user=by, due_at__lte=at).exclude(kind=Notice.Kind.RELAYED)
    )
    told = Q(waiting_until__isnull=False) | Q(window_ends_at__isnull=False) | Q(shown) | Q(noticed)
    invited = Q(basis__in=inviting, submitted_at__isnull=False)
    return Q(named) & not_held & (told | invited)


def cases_told_to(by: User, *, at: datetime) -> CaseQuerySet:
    """Cases about ``by`` that ``by`` knows of; what a hold hides is not there at all (DESIGN 5.10)."""
    return Case.objects.filter(_about(by, at=at))


def was_told(subject: User, case: Case, *, at: datetime) -> bool:
    """True when this subject knows of the case by now; nobody can be untold that."""
    return cases_told_to(subject, at=at).filter(pk=case.pk).exists()


def case_for(by: User, *, reference: str, at: datetime) -> Case:
    """The case, when ``by`` may read of it; ``NotFound`` otherwise, whether it exists or not."""
    return _the_one(cases_visible_to(by, at=at), reference=reference)


def case_spoken_of(by: User, *, reference: str, at: datetime) -> Case:
    """The case, when ``by`` may read what is written in it; of one through a message only, no more than that (P3f)."""
    relayed = Q(Exists(Relay.objects.filter(case=OuterRef("pk"), to=by, at__lte=at)))
    known = reduce(or_, (*ways_to_know(by, at=at), relayed))
    return _the_one(Case.objects.filter(within_reach(by), known), reference=reference)


def case_to_act_on(by: User, *, reference: str, at: datetime) -> Case:
    """The case, when ``by`` may know that it is there; ``NotFound`` otherwise, whether it exists or not."""
    return _the_one(_cases_to_act_on(by, at=at), reference=reference)


def _cases_to_act_on(by: User, *, at: datetime) -> CaseQuerySet:
    """What ``by`` may read of; the desk finds drafts too: it reads none, but is told that one is not filed yet."""
    drafts = (Q(status=Status.DRAFT) & ~_about_own_person(by),) if _is_of_the_desk(by) else ()
    return Case.objects.filter(within_reach(by), reduce(or_, (*ways_to_know(by, at=at), *drafts)))


def _the_one(cases: CaseQuerySet, *, reference: str) -> Case:
    related = ("filed_by", "recipient_user", "recipient_organisation", "engagement")
    case = cases.filter(reference=reference).select_related(*related).first()
    if case is None:
        raise NotFound
    return case


def case_at_desk(by: User, *, reference: str) -> Case:
    """The case as the desk reads it; ``NotFound`` for who is a party to it otherwise than by filing it."""
    return _the_one(cases_read_at_desk_by(by), reference=reference)


def sees(by: User, case: Case, *, at: datetime) -> bool:
    """True when ``by`` may know that the case is there."""
    return _cases_to_act_on(by, at=at).filter(pk=case.pk).exists()


def releases_received_by(by: User, *, at: datetime) -> ReleaseQuerySet:
    """What went to this person, or to the organisation whose verified person they are, ended or not."""
    to = Q(case__recipient_user=by)
    home = colleagues.verified_home_of(by, at=at)
    if home is not None:
        to |= Q(case__recipient_organisation=home)
    if by.reach is not None:
        to &= Q(case__engagement=by.reach.engagement_id)
    return Release.objects.filter(to, released_at__lte=at)


def release_for_recipient(by: User, *, release_id: UUID, at: datetime) -> Release:
    """The release, when ``by`` is its recipient or a verified person of it; ``NotFound`` for anybody else."""
    release = (
        releases_received_by(by, at=at)
        .filter(pk=release_id)
        .select_related("case__recipient_user", "case__recipient_organisation", "case__complaint", "grant")
        .first()
    )
    if release is None:
        raise NotFound
    return release


def newest_release_for_recipient(by: User, *, reference: str, at: datetime) -> Release:
    """The release of the case of this reference; ``NotFound`` as above."""
    found = releases_received_by(by, at=at).filter(case__reference=reference) if reference.isprintable() else None
    newest = found.order_by("-released_at").values_list("pk", flat=True).first() if found is not None else None
    return release_for_recipient(by, release_id=newest or NO_RELEASE, at=at)
