"""How organisations, people and memberships are described. Which keys are there depends on who reads."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from accounts.models import Language
from disclosures.api.fields import LONG, Instant, Strict, Words, one_of
from disclosures.api.requesters import HistorySerializer
from disclosures.domain.roles import OrganisationKind, Role

COUNTRY = r"^[A-Z]{2}$"


class EntryReader(Strict):
    """An organisation as our own register shall know it."""

    name = Words()
    kind = one_of(OrganisationKind)
    country = serializers.RegexField(COUNTRY, default="CN", help_text="ISO 3166-1 alpha-2.")
    domain = Words(max_length=253, help_text="Its official domain of mail; its people join by it.")
    phone = Words(max_length=40, help_text="The published number, with + and country code. Call-backs go there.")
    phone_source = Words(max_length=300, help_text="Where that number is published.")
    registered_email = serializers.EmailField(help_text="Where releases go, on the official domain.")


class ChangeReader(Strict):
    """What is different, and the edition that was read."""

    edition = serializers.IntegerField(min_value=1)
    name = Words(required=False)
    country = serializers.RegexField(COUNTRY, required=False)
    domain = Words(max_length=253, required=False)
    phone = Words(max_length=40, required=False)
    phone_source = Words(max_length=300, required=False)
    registered_email = serializers.EmailField(required=False)


class LanguageReader(Strict):
    """In which language an organisation is written to."""

    language = serializers.ChoiceField(["", *Language.values])


class CallReader(Strict):
    """A call-back to the published number of our own register."""

    number = Words(max_length=40, help_text="The number that was dialled.")
    spoke_to = Words(help_text="Who answered for the office.")
    at = Instant()


class PersonVerificationReader(Strict):
    """What was checked about a person, until when it counts, and the call; an officer needs one."""

    evidence = Words(max_length=LONG)
    until = Instant()
    call = CallReader(required=False)


class VerificationReader(Strict):
    """What was checked about an organisation, of which edition of its entry, until when it counts, and the call."""

    evidence = Words(max_length=LONG)
    until = Instant()
    call = CallReader()
    edition = serializers.IntegerField(min_value=1)


class JoinReader(Strict):
    """What one wants to be there, where its people can be more than one thing."""

    role = one_of(Role, required=False)


class VerificationSerializer(serializers.Serializer[Any]):
    """Who checked what, by which call, until when."""

    at = serializers.DateTimeField()
    by = serializers.CharField()
    until = serializers.DateTimeField()
    evidence = serializers.CharField()
    called_back_at = serializers.DateTimeField(allow_null=True)
    number_called = serializers.CharField(allow_blank=True)
    number_source = serializers.CharField(allow_blank=True)
    spoke_to = serializers.CharField(allow_blank=True)
    ended_at = serializers.DateTimeField(allow_null=True)


class ValueSerializer(serializers.Serializer[Any]):
    """Whose word a value of the entry is."""

    field = serializers.CharField()
    by = serializers.CharField()
    at = serializers.DateTimeField()


class OrganisationSerializer(serializers.Serializer[Any]):
    """One organisation. Where it is reached is for staff and its own people, the rest of the file for staff."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    kind = one_of(OrganisationKind)
    country = serializers.CharField()
    is_verified = serializers.BooleanField()
    edition = serializers.IntegerField(required=False)
    verified_until = serializers.DateTimeField(required=False, allow_null=True)
    domain = serializers.CharField(required=False, allow_blank=True)
    phone = serializers.CharField(required=False, allow_blank=True)
    phone_source = serializers.CharField(required=False, allow_blank=True)
    registered_email = serializers.CharField(required=False, allow_blank=True)
    language = serializers.CharField(required=False, allow_blank=True, help_text="In which it is written to.")
    suspended_at = serializers.DateTimeField(required=False, allow_null=True)
    near = serializers.ListField(
        child=serializers.CharField(), required=False, help_text="Registered domains that look much like its own."
    )
    entered = ValueSerializer(many=True, required=False)
    verifications = VerificationSerializer(many=True, required=False)
    history = HistorySerializer(required=False)


class MembershipSerializer(serializers.Serializer[Any]):
    """Somebody's place in an organisation, asked for or held or over."""

    id = serializers.UUIDField()
    person = serializers.CharField()
    organisation = serializers.CharField()
    role = one_of(Role)
    asked_at = serializers.DateTimeField()
    approved_at = serializers.DateTimeField(allow_null=True)
    ended_at = serializers.DateTimeField(allow_null=True)
    end = serializers.CharField(allow_blank=True, help_text="refused, left or removed.")
    address = serializers.CharField(required=False, help_text="For those who decide.")
    approved_by = serializers.CharField(required=False, help_text="For staff.")


class PersonSerializer(serializers.Serializer[Any]):
    """What staff know about a person who acts at the desk."""

    name = serializers.CharField()
    organisation = serializers.CharField(allow_blank=True)
    roles = serializers.ListField(child=one_of(Role))
    is_verified = serializers.BooleanField()
    verified_until = serializers.DateTimeField(allow_null=True)
    suspended_at = serializers.DateTimeField(allow_null=True)
    memberships = MembershipSerializer(many=True)
    verifications = VerificationSerializer(many=True)
    history = HistorySerializer(required=False)
