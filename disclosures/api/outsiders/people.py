"""Outside people as staff know them: verified, joined, given roles; to anybody else there is nobody here (P3c)."""

from __future__ import annotations

from typing import Any

from accounts.models import User
from disclosures.actions import people, roles
from disclosures.actions.verifications import Call
from disclosures.api.cases.readers import Reason
from disclosures.api.documentation import operation
from disclosures.api.fields import one_of
from disclosures.api.idempotency import once
from disclosures.api.outsiders import rows
from disclosures.api.outsiders.shapes import PersonSerializer, PersonVerificationReader
from disclosures.api.view import DeskView, Request, Response
from disclosures.domain.errors import NotFound
from disclosures.domain.roles import Role
from disclosures.policies import registers


class RoleEndReader(Reason):
    """Which role, and why."""

    role = one_of(Role)


class PersonView(DeskView):
    """Views of outside people, for staff; to anybody else there is nobody here."""

    def person(self, **names: Any) -> User:
        """The person, when the reader is staff."""
        if not self.by.roles & {*registers.READERS, Role.ADMINISTRATOR}:
            raise NotFound
        return registers.only(User.objects.select_related("organisation"), **names)

    def show(self, pk: object) -> Response:
        """The person, read afresh."""
        return Response(rows.person(self.person(pk=pk), by=self.by, at=self.at))

    def again(self, *, ident: str, **names: Any) -> Response:
        """The person as they are now."""
        return self.show(ident)


class OnePerson(PersonView):
    """One person."""

    @operation("people_show", tag="people", answers={200: PersonSerializer}, codes=("not_found",))
    def get(self, request: Request, name: str) -> Response:
        """Show what is verified about a person, where they belong, and what they asked before."""
        return self.show(self.person(name=name).pk)


class VerifyPerson(PersonView):
    """Somebody checked who this is."""

    @operation(
        "people_verify",
        tag="people",
        body=PersonVerificationReader,
        answers={200: PersonSerializer},
        codes=("not_found", "same_person", "move_not_allowed", "invalid", "number_not_ours"),
        keyed=True,
    )
    @once
    def post(self, request: Request, name: str) -> Response:
        """Record what was checked about an officer or complainant, and the call-back."""
        person, read = self.person(name=name), self.body(PersonVerificationReader)
        if "call" in read:
            read["call"] = Call(**read["call"])
        people.verify(user=person, by=self.by, at=self.at, **read)
        return self.show(person.pk)


class EndVerificationOfPerson(PersonView):
    """A verification that no longer counts."""

    @operation(
        "people_end_verification",
        tag="people",
        body=Reason,
        answers={200: PersonSerializer},
        codes=("not_found", "same_person", "move_not_allowed", "invalid"),
        keyed=True,
    )
    @once
    def post(self, request: Request, name: str) -> Response:
        """Take a verification back; unreleased cases that rest on it are looked at again."""
        person = self.person(name=name)
        people.end_verification(user=person, by=self.by, at=self.at, **self.body(Reason))
        return self.show(person.pk)


class EndRole(PersonView):
    """A role that is no longer held."""

    @operation(
        "people_end_role",
        tag="people",
        body=RoleEndReader,
        answers={200: PersonSerializer},
        codes=("not_found", "move_not_allowed", "invalid"),
        keyed=True,
    )
    @once
    def post(self, request: Request, name: str) -> Response:
        """Take a role away, with every session and token of the account; giving it again needs two people."""
        person, read = self.person(name=name), self.body(RoleEndReader)
        roles.end(user=person, role=Role(read["role"]), reason=read["reason"], by=self.by, at=self.at)
        return self.show(person.pk)
