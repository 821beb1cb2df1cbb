"""The register of organisations: entered by one, verified by another (P3c)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from accounts.models import Organisation
from disclosures.actions import organisations, verifications
from disclosures.actions.verifications import Call
from disclosures.api import pagination
from disclosures.api.cases.readers import Reason
from disclosures.api.documentation import operation
from disclosures.api.idempotency import once
from disclosures.api.outsiders import rows
from disclosures.api.outsiders.shapes import (
    ChangeReader,
    EntryReader,
    LanguageReader,
    OrganisationSerializer,
    VerificationReader,
)
from disclosures.api.view import DeskView, Request, Response
from disclosures.domain.register_entry import Entry
from disclosures.domain.roles import OrganisationKind
from disclosures.policies import registers

LONGEST_NUMBER = 15
DOMAIN_CODES = ("domain_not_official", "domain_lookalike")


class OrganisationView(DeskView):
    """Views of organisations."""

    def organisation(self, pk: str) -> Organisation:
        """The organisation; the register itself is no secret. What cannot be its number is nobody's."""
        known = int(pk) if pk.isascii() and pk.isdigit() and len(pk) <= LONGEST_NUMBER else 0
        return registers.only(Organisation.objects.all(), pk=known)

    def show(self, pk: str, *, status: int = 200) -> Response:
        """The organisation, read afresh."""
        found = self.organisation(pk)
        row = rows.organisation(found, by=self.by, at=self.at)
        return Response(row | rows.file_of(found, by=self.by, at=self.at), status=status)

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
            return [rows.organisation(one, by=self.by, at=self.at) for one in page]

        return pagination.page(Organisation.objects.all(), request=request, present=present)

    @operation(
        "organisations_register",
        tag="organisations",
        body=EntryReader,
        answers={201: OrganisationSerializer},
        codes=("invalid", *DOMAIN_CODES),
        keyed=True,
    )
    @once
    def post(self, request: Request) -> Response:
        """Enter an organisation; it is verified by somebody else in a second step."""
        read = self.body(EntryReader)
        entry = Entry(**(read | {"kind": OrganisationKind(read["kind"])}))
        made = organisations.register(entry=entry, by=self.by, at=self.at)
        return self.show(str(made.pk), status=201)


class OneOrganisation(OrganisationView):
    """One organisation."""

    @operation("organisations_show", tag="organisations", answers={200: OrganisationSerializer}, codes=("not_found",))
    def get(self, request: Request, organisation_id: str) -> Response:
        """Show one organisation of our register; staff see how it was verified and what it asked before."""
        return self.show(organisation_id)


class Change(OrganisationView):
    """An entry that is different now."""

    @operation(
        "organisations_change",
        tag="organisations",
        body=ChangeReader,
        answers={200: OrganisationSerializer},
        codes=("not_found", "same_person", "move_not_allowed", "invalid", *DOMAIN_CODES),
        keyed=True,
    )
    @once
    def post(self, request: Request, organisation_id: str) -> Response:
        """Correct the entry; its verification ends with the change and is made anew by somebody else."""
        organisation, read = self.organisation(organisation_id), self.body(ChangeReader)
        edition = read.pop("edition")
        entry = organisations.entry_of(organisation, **read)
        organisations.change(organisation=organisation, entry=entry, edition=edition, by=self.by, at=self.at)
        return self.show(organisation_id)


class ChooseLanguage(OrganisationView):
    """How it is written to."""

    @operation(
        "organisations_choose_language",
        tag="organisations",
        body=LanguageReader,
        answers={200: OrganisationSerializer},
        codes=("not_found", "same_person"),
        keyed=True,
    )
    @once
    def post(self, request: Request, organisation_id: str) -> Response:
        """Say in which language it is written to; empty is in each. Its verification stands."""
        organisation = self.organisation(organisation_id)
        organisations.choose_language(organisation=organisation, by=self.by, at=self.at, **self.body(LanguageReader))
        return self.show(organisation_id)


class Verify(OrganisationView):
    """Somebody checked who they are."""

    @operation(
        "organisations_verify",
        tag="organisations",
        body=VerificationReader,
        answers={200: OrganisationSerializer},
        codes=("not_found", "same_person", "move_not_allowed", "invalid", "number_not_ours"),
        keyed=True,
    )
    @once
    def post(self, request: Request, organisation_id: str) -> Response:
        """Record what was checked, by a call to the number of our register, and until when it counts."""
        organisation, read = self.organisation(organisation_id), self.body(VerificationReader)
        read["call"] = Call(**read["call"])
        verifications.verify(organisation=organisation, by=self.by, at=self.at, **read)
        return self.show(organisation_id)


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
        verifications.end(organisation=organisation, by=self.by, at=self.at, **self.body(Reason))
        return self.show(organisation_id)
