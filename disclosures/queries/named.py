"""Who is meant by a name that somebody wrote; nobody is an answer too (DESIGN 5.9)."""

from __future__ import annotations

from accounts.models import MemberRecord, Organisation, User
from accounts.models.user import SYSTEM_NAME
from disclosures import policies
from disclosures.domain.errors import DeskError
from disclosures.domain.roles import LEGAL_STAFF, Role
from disclosures.domain.words import _


def data_subject(name: str) -> User | None:
    """The member or complainant of this handle."""
    return User.objects.filter(name=name, record__isnull=False).select_related("organisation").first()


def account(name: str) -> User | None:
    """Any account of this handle, outside people included; never the desk's own system."""
    return User.objects.filter(name=name).exclude(name=SYSTEM_NAME).select_related("organisation").first()


def holder(name: str, *, by: User) -> User:
    """Who shall hold a role; ``invalid`` when there is nobody such. Names are looked up for administrators only."""
    policies.require_role(Role.ADMINISTRATOR, by=by)
    found = account(name)
    if found is None:
        raise DeskError(_("The desk knows nobody of this name."), fields=("person",))
    return found


def organisation(name: str) -> Organisation:
    """The organisation of this name; ``invalid`` when our register has none, which is no secret."""
    found = Organisation.objects.filter(name=name).first()
    if found is None:
        raise DeskError(_("Our register has no organisation of this name."), fields=("organisation",))
    return found


def service_account(name: str, *, by: User) -> User:
    """The service account of this name, for an administrator; anybody else is ``not_permitted`` before the look-up."""
    policies.require_role(Role.ADMINISTRATOR, by=by)
    found = User.objects.filter(name=name, role_assignments__role=Role.SERVICE).exclude(name=SYSTEM_NAME).first()
    if found is None:
        raise DeskError(_("There is no service account of this name."), fields=("holder",))
    return found


def party(name: str, *, is_person: bool) -> User | Organisation | None:
    """A person, or nobody; or an organisation of our register."""
    return data_subject(name) if is_person else organisation(name)


def member_of_platform(word: str, *, by: User) -> User:
    """The member of this external id, or of this handle; ``invalid`` when there is none.

    For staff and the platform's own client; anybody else is ``not_permitted`` before a name is looked up.
    """
    policies.require_role(*LEGAL_STAFF, Role.SERVICE, by=by)
    record = MemberRecord.objects.select_related("subject").filter(external_id=word).first()
    found = record.subject if record is not None else data_subject(word)
    if found is None:
        raise DeskError(_("The desk knows no such member."))
    return found
