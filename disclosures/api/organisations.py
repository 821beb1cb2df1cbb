"""The register of organisations, and what staff verified about them and about outside people (P3c)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rest_framework import serializers

from accounts.models import Organisation, User
from disclosures.actions import organisations, people
from disclosures.actions.organisations import Entry
from disclosures.api import pagination
from disclosures.api.cases.readers import Reason
from disclosures.api.documentation import operation
from disclosures.api.fields import LONG, Flag, Instant, Strict, Words, one_of
from disclosures.api.idempotency import once
from disclosures.api.view import DeskView, Request, Response
from disclosures.domain.errors import NotFound
from disclosures.domain.instants import text
from disclosures.domain.roles import OrganisationKind
from disclosures.policies import registers

COUNTRY = r"^[A-Z]{2}$"
LONGEST_NUMBER = 15


class EntryReader(Strict):
    """An organisation as our own register shall know it."""

    name = Words()
    kind = one_of(OrganisationKind)
    country = serializers.RegexField(COUNTRY, default="CN", help_text="ISO 3166-1 alpha-2.")
    domain = Words(max_length=253, required=False, allow_blank=True, default="")
    phone = Words(max_length=40, required=False, allow_blank=True, default="")
    registered_email = serializers.EmailField(required=False, allow_blank=True, default="")


class VerificationReader(Strict):
    """What was checked, and until when it counts."""

    evidence = Words(max_length=LONG)
    until = Instant()


class PersonVerificationReader(VerificationReader):
    """As for an organisation; and whether our register's number was called back."""

    called_back = Flag(default=False)


class OrganisationSerializer(serializers.Serializer[Any]):
    """One organisation. Where it is reached is for staff and its own people."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    kind = one_of(OrganisationKind)
    country = serializers.CharField()
    is_verified = serializers.BooleanField()
    verified_until = serializers.DateTimeField(required=False, allow_null=True)
    domain = serializers.CharField(required=False, allow_blank=True)
    phone = serializers.CharField(required=False, allow_blank=True)
    registered_email = serializers.CharField(required=False, allow_blank=True)
    suspended_at = serializers.DateTimeField(required=False, allow_null=True)


class PersonSerializer(serializers.Serializer[Any]):
    """What staff verified about an outside person."""

    name = serializers.CharField()
    organisation = serializers.CharField(allow_blank=True)
    is_verified = serializers.BooleanField()
    verified_until = serializers.DateTimeField(allow_null=True)


class OrganisationView(DeskView):
    """Views of organisations."""

    def organisation(self, pk: str) -> Organisation:
        """The organisation; the register itself is no secret. What cannot be its number is nobody's."""
        known = int(pk) if pk.isascii() and pk.isdigit() and len(pk) <= LONGEST_NUMBER else 0
        return registers.only(Organisation.objects.all(), pk=known)

    def row(self, organisation: Organisation) -> dict[str, Any]:
        """The organisation as this reader may see it."""
        found: dict[str, Any] = {
            "id": organisation.pk,
            "name": organisation.name,
            "kind": organisation.kind,
            "country": organisation.country,
            "is_verified": organisation.is_verified(at=self.at),
        }
        if self.by.roles & registers.KEEPERS or self.by.organisation_id == organisation.pk:
            found |= {
                "verified_until": text(organisation.verified_until),
                "domain": organisation.domain,
                "phone": organisation.phone,
                "registered_email": organisation.registered_email,
                "suspended_at": text(organisation.suspended_at),
            }
        return found

    def show(self, pk: str, *, status: int = 200) -> Response:
        """The organisation, read afresh."""
        return Response(self.row(self.organisation(pk)), status=status)

    def again(self, *, ident: str, **names: Any) -> Response:
        """The organisation that was acted on, as it is now."""
        return self.show(ident)


class Organisations(OrganisationView):
    """Listing and registering."""

    @operation(
        "organisations_list",
        tag="organisations",
        answers={200: pagination.page_of("Organisation", OrganisationSerializer(many=True))},
        parameters=pagination.PARAMETERS,
    )
    def get(self, request: Request) -> Response:
        """List our register: who can be a recipient."""

        def present(page: Sequence[Organisation]) -> list[dict[str, Any]]:
            return [self.row(organisation) for organisation in page]

        return pagination.page(Organisation.objects.all(), request=request, present=present)

    @operation(
        "organisations_register",
        tag="organisations",
        body=EntryReader,
        answers={201: OrganisationSerializer},
        codes=("invalid",),
        keyed=True,
    )
    @once
    def post(self, request: Request) -> Response:
        """Enter an organisation; it is verified by somebody in a second step."""
        read = self.body(EntryReader)
        entry = Entry(**(read | {"kind": OrganisationKind(read["kind"])}))
        made = organisations.register(entry=entry, by=self.by, at=self.at)
        return self.show(str(made.pk), status=201)


class OneOrganisation(OrganisationView):
    """One organisation."""

    @operation("organisations_show", tag="organisations", answers={200: OrganisationSerializer}, codes=("not_found",))
    def get(self, request: Request, organisation_id: str) -> Response:
        """Show one organisation of our register."""
        return self.show(organisation_id)


class Verify(OrganisationView):
    """Somebody checked who they are."""

    @operation(
        "organisations_verify",
        tag="organisations",
        body=VerificationReader,
        answers={200: OrganisationSerializer},
        codes=("not_found", "same_person", "invalid"),
        keyed=True,
    )
    @once
    def post(self, request: Request, organisation_id: str) -> Response:
        """Record what was checked and until when it counts."""
        organisation = self.organisation(organisation_id)
        organisations.verify(organisation=organisation, by=self.by, at=self.at, **self.body(VerificationReader))
        return self.show(str(organisation.pk))


class EndVerification(OrganisationView):
    """A verification that no longer counts."""

    @operation(
        "organisations_end_verification",
        tag="organisations",
        body=Reason,
        answers={200: OrganisationSerializer},
        codes=("not_found", "same_person", "move_not_allowed", "invalid"),
        keyed=True,
    )
    @once
    def post(self, request: Request, organisation_id: str) -> Response:
        """Take a verification back; unreleased cases that rest on it are looked at again."""
        organisation = self.organisation(organisation_id)
        organisations.end_verification(organisation=organisation, by=self.by, at=self.at, **self.body(Reason))
        return self.show(str(organisation.pk))


class PersonView(DeskView):
    """Views of outside people, for staff; to anybody else there is nobody here."""

    def person(self, **names: Any) -> User:
        """The person, when the reader is staff."""
        if not self.by.roles & registers.READERS:
            raise NotFound
        return registers.only(User.objects.select_related("organisation"), **names)

    def show(self, pk: object) -> Response:
        """What is verified about the person, read afresh."""
        person = self.person(pk=pk)
        return Response(
            {
                "name": person.name,
                "organisation": person.organisation.name if person.organisation else "",
                "is_verified": person.is_verified(at=self.at),
                "verified_until": text(person.verified_until),
            }
        )

    def again(self, *, ident: str, **names: Any) -> Response:
        """The person as verified now."""
        return self.show(ident)


class VerifyPerson(PersonView):
    """Somebody checked who this is."""

    @operation(
        "people_verify",
        tag="organisations",
        body=PersonVerificationReader,
        answers={200: PersonSerializer},
        codes=("not_found", "same_person", "invalid"),
        keyed=True,
    )
    @once
    def post(self, request: Request, name: str) -> Response:
        """Record what was checked about an officer or complainant, and the call-back."""
        person, read = self.person(name=name), self.body(PersonVerificationReader)
        people.verify(
            user=person,
            by=self.by,
            at=self.at,
            until=read["until"],
            evidence=read["evidence"],
            called_back_at=self.at if read["called_back"] else None,
        )
        return self.show(person.pk)


class EndVerificationOfPerson(PersonView):
    """A verification that no longer counts."""

    @operation(
        "people_end_verification",
        tag="organisations",
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
