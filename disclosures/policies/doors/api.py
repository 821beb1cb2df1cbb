"""The doors of the API, resource by resource (DESIGN 8)."""

from __future__ import annotations

from disclosures.policies.doors import who
from disclosures.policies.doors.door import Door, Thing
from disclosures.policies.doors.who import Who

ROOT = "api/v1/"


def _door(method: str, route: str, *opens_to: Who, of: Thing | None = None) -> Door:
    return Door((method,), ROOT + route, opens_to, of)


def _case(method: str, rest: str, *opens_to: Who) -> Door:
    return _door(method, f"cases/<str:reference>/{rest}", *opens_to, of=Thing.CASE)


CASE_READERS = (who.READER, who.REQUESTER, who.SUBJECT, who.RECIPIENT)

DESK = (
    _door("GET", "health/live", who.ANYBODY),
    _door("GET", "health/ready", who.ANYBODY),
    _door("GET", "schema/", who.ANYBODY),
    _door("GET", "docs/", who.ANYBODY),
    _door("GET", "bases/", who.SIGNED_IN),
    _door("GET", "bases/<str:code>/", who.SIGNED_IN),
    _door("GET", "ledger/checkpoint/", who.SIGNED_IN),
    _door("GET", "transparency/", who.ANYBODY),
    _door("GET", "waiting/", who.READER),
    _door("GET", "transfers/", who.TRANSFER_READER),
    _door("GET", "notices/", who.READER),
    _door("POST", "notices/<uuid:notice_id>/bounced/", who.PLATFORM),
    _door("POST", "notices/<uuid:notice_id>/send-again/", who.STAFF_WHO_DECIDE, of=Thing.NOTICE),
    _door("POST", "notices/<uuid:notice_id>/tell-otherwise/", who.STAFF_WHO_DECIDE, of=Thing.NOTICE),
    _door("GET", "me/disclosures/", who.SIGNED_IN),
    _door("GET", "me/preservations/", who.DATA_SUBJECT),
    _door("GET", "me/access-records/", who.DATA_SUBJECT),
)
POLICY = (
    _door("GET", "policy-versions/", who.ANYBODY),
    _door("POST", "policy-versions/", who.PRIVACY_OFFICER),
    _door("GET", "policy-versions/<str:document>/<int:number>/", who.ANYBODY),
    _door("GET", "policy-versions/<str:document>/<int:number>/changes/<int:older>/", who.ANYBODY),
    _door("GET", "acceptances/", who.SIGNED_IN),
    _door("POST", "acceptances/", who.DATA_SUBJECT),
    _door("GET", "me/preferences/", who.DATA_SUBJECT),
    _door("POST", "me/preferences/", who.DATA_SUBJECT),
)
CASES = (
    _door("GET", "cases/", who.SIGNED_IN),
    _door("POST", "cases/", who.SIGNED_IN),
    _case("GET", "", *CASE_READERS),
    _case("PUT", "", who.REQUESTER),
    _case("POST", "submit/", who.REQUESTER),
    _case("POST", "resubmit/", who.REQUESTER),
    _case("POST", "withdraw/", who.REQUESTER),
    _case("POST", "appeal/", who.REQUESTER),
    _case("POST", "check/", who.STAFF_WHO_DECIDE),
    _case("POST", "accept/", who.STAFF_WHO_DECIDE),
    _case("POST", "return/", who.STAFF_WHO_DECIDE),
    _case("POST", "refuse/", who.STAFF_WHO_DECIDE),
    _case("POST", "retry/", who.STAFF_WHO_DECIDE),
    _case("POST", "revoke/", who.STAFF_WHO_DECIDE),
    _case("POST", "incident/", who.STAFF_WHO_DECIDE),
    _case("POST", "narrow/", who.STAFF_WHO_DECIDE),
    _case("POST", "hold/", who.SUPERVISOR),
    _case("POST", "hold/end/", who.SUPERVISOR),
    _case("POST", "legal-hold/", who.SUPERVISOR),
    _case("POST", "legal-hold/lift/", who.SUPERVISOR),
    _case("POST", "emergency-review/", who.SUPERVISOR),
    _case("POST", "formal-instrument/", who.REQUESTER, who.STAFF_WHO_DECIDE),
    _case("POST", "formal-instrument/accept/", who.SUPERVISOR),
    _case("POST", "formal-instrument/refuse/", who.SUPERVISOR),
    _case("POST", "formal-instrument/give-up/", who.PRIVACY_OFFICER),
    _case("POST", "drawn-review/", who.STAFF_WHO_DECIDE),
    _case("POST", "answer/", who.SUBJECT),
    _case("POST", "objections/", who.SUBJECT),
    _case("POST", "objections/uphold/", who.SUPERVISOR),
    _case("POST", "objections/overrule/", who.SUPERVISOR),
    _case("POST", "channel/", who.SUBJECT),
    _case("POST", "steps/<str:step>/approve/", who.STEP_SIGNER),
    _case("POST", "steps/<str:step>/return/", who.STAFF_WHO_DECIDE),
    _case("POST", "steps/<str:step>/refuse/", who.STAFF_WHO_DECIDE),
    _case("GET", "evidence/", *CASE_READERS),
    _case("POST", "evidence/", who.STAFF_WHO_DECIDE, who.REQUESTER, who.SUBJECT),
    _case("GET", "subjects/", *CASE_READERS),
    _case("GET", "items/", *CASE_READERS),
    _case("GET", "timeline/", *CASE_READERS),
    _case("GET", "notices/", who.READER),
    _case("GET", "messages/", who.READER, who.REQUESTER, who.SUBJECT),
    _case("POST", "messages/", who.STAFF_WHO_DECIDE, who.REQUESTER, who.SUBJECT),
    _case("POST", "messages/relay/", who.REQUESTER),
    _case("POST", "messages/relay/answer/", who.SUBJECT),
    _case("POST", "messages/relay/helped/", who.REQUESTER),
    _case("POST", "messages/<uuid:message_id>/erase/", who.SUPERVISOR),
    _case("GET", "notes/", who.READER),
    _case("POST", "notes/", who.STAFF_WHO_DECIDE),
)
RELEASES = (
    _door("GET", "releases/", who.SIGNED_IN),
    _door("GET", "releases/<str:release_id>/", who.READER, who.RECIPIENT, of=Thing.RELEASE),
    _door("POST", "releases/<str:release_id>/content/", who.RECIPIENT, of=Thing.PACKAGE),
    _door("POST", "releases/<str:release_id>/download/", who.RECIPIENT, of=Thing.PACKAGE),
    _door("POST", "releases/<str:release_id>/revoke/", who.STAFF_WHO_DECIDE, of=Thing.RELEASE),
)
RECORDS = (
    _door("GET", "consents/", who.SIGNED_IN),
    _door("POST", "consents/", who.DATA_SUBJECT),
    _door("GET", "consents/<uuid:consent_id>/receipt/", who.READER, who.OWNER, of=Thing.CONSENT),
    _door("POST", "consents/<uuid:consent_id>/withdraw/", who.OWNER, of=Thing.CONSENT),
    _door("GET", "engagements/", who.SIGNED_IN),
    _door("POST", "engagements/", who.REVIEWER),
    _door("GET", "engagements/<str:name>/", who.KEEPER, who.OWNER, of=Thing.ENGAGEMENT),
    _door("POST", "engagements/<str:name>/approve/", who.ENGAGEMENT_SIGNER, of=Thing.ENGAGEMENT),
    _door("POST", "engagements/<str:name>/end/", who.ENGAGEMENT_ENDER, of=Thing.ENGAGEMENT),
    _door("POST", "engagements/<str:name>/orders/", who.PLATFORM, of=Thing.ENGAGEMENT),
    _door("POST", "engagements/<str:name>/orders/close/", who.PLATFORM, of=Thing.ENGAGEMENT),
    _door("GET", "findings/", who.SIGNED_IN),
    _door("POST", "findings/", who.REVIEWER),
    _door("GET", "findings/<str:reference>/", who.READER, who.OWNER, who.INJURED, of=Thing.FINDING),
    _door("POST", "findings/<str:reference>/appeal/", who.OWNER, of=Thing.FINDING),
    _door("POST", "findings/<str:reference>/appeal/decide/", who.STAFF_WHO_DECIDE, of=Thing.FINDING),
    _door("GET", "findings/<str:reference>/evidence/", who.READER, who.OWNER, who.INJURED, of=Thing.FINDING),
    _door("POST", "findings/<str:reference>/evidence/", who.STAFF_WHO_DECIDE, who.OWNER, of=Thing.FINDING),
    _door("GET", "rights/", who.SIGNED_IN),
    _door("POST", "rights/", who.ANY_COMPLAINANT),
    _door("GET", "rights/<str:reference>/", who.READER, who.OWNER, of=Thing.RIGHT),
    _door("POST", "rights/<str:reference>/qualify/", who.REVIEWER, of=Thing.RIGHT),
    _door("POST", "rights/<str:reference>/withdraw/", who.OWNER, of=Thing.RIGHT),
    _door("POST", "rights/<str:reference>/disqualify/", who.STAFF_WHO_DECIDE, of=Thing.RIGHT),
    _door("GET", "rights/<str:reference>/evidence/", who.READER, who.OWNER, of=Thing.RIGHT),
    _door("POST", "rights/<str:reference>/evidence/", who.STAFF_WHO_DECIDE, who.OWNER, of=Thing.RIGHT),
    _door("POST", "evidence/<uuid:evidence_id>/download/", who.READER, who.OWNER, of=Thing.EVIDENCE),
    _door("POST", "evidence/<uuid:evidence_id>/clear/", who.PRIVACY_OFFICER, of=Thing.EVIDENCE),
    _door("POST", "evidence/<uuid:evidence_id>/discard/", who.PRIVACY_OFFICER, of=Thing.EVIDENCE),
)
PEOPLE = (
    _door("GET", "organisations/", who.SIGNED_IN),
    _door("POST", "organisations/", who.REGISTRAR),
    _door("GET", "organisations/<str:organisation_id>/", who.SIGNED_IN, of=Thing.ORGANISATION),
    _door("POST", "organisations/<str:organisation_id>/language/", who.REGISTRAR, of=Thing.ORGANISATION),
    _door("POST", "organisations/<str:organisation_id>/verify/", who.STAFF_WHO_DECIDE, of=Thing.ORGANISATION),
    _door("POST", "organisations/<str:organisation_id>/end-verification/", who.STAFF_WHO_DECIDE, of=Thing.ORGANISATION),
    _door("POST", "organisations/<str:organisation_id>/change/", who.REGISTRAR, of=Thing.ORGANISATION),
    _door("POST", "organisations/<str:organisation_id>/join/", who.OUTSIDER, of=Thing.ORGANISATION),
    _door("GET", "memberships/", who.SIGNED_IN),
    _door("GET", "memberships/<uuid:membership_id>/", who.ANY_STAFF, who.OWNER, who.COLLEAGUE, of=Thing.MEMBERSHIP),
    _door(
        "POST", "memberships/<uuid:membership_id>/approve/", who.STAFF_WHO_DECIDE, who.COLLEAGUE, of=Thing.MEMBERSHIP
    ),
    _door("POST", "memberships/<uuid:membership_id>/refuse/", who.STAFF_WHO_DECIDE, who.COLLEAGUE, of=Thing.MEMBERSHIP),
    _door(
        "POST", "memberships/<uuid:membership_id>/end/", who.REGISTRAR, who.OWNER, who.COLLEAGUE, of=Thing.MEMBERSHIP
    ),
    _door("GET", "people/<str:name>/", who.ANY_STAFF, of=Thing.PERSON),
    _door("POST", "people/<str:name>/end-role/", who.GRANTER, of=Thing.PERSON),
    _door("GET", "role-grants/", who.SIGNED_IN),
    _door("POST", "role-grants/", who.OUTSIDER, who.ADMINISTRATOR),
    _door("GET", "role-grants/<uuid:grant_id>/", who.ANY_STAFF, who.OWNER, of=Thing.ROLE_GRANT),
    _door("POST", "role-grants/<uuid:grant_id>/approve/", who.REGISTRAR, of=Thing.ROLE_GRANT),
    _door("POST", "role-grants/<uuid:grant_id>/refuse/", who.REGISTRAR, of=Thing.ROLE_GRANT),
    _door("POST", "people/<str:name>/verify/", who.STAFF_WHO_DECIDE, of=Thing.PERSON),
    _door("POST", "people/<str:name>/end-verification/", who.STAFF_WHO_DECIDE, of=Thing.PERSON),
    _door("GET", "tokens/", who.SIGNED_IN),
    _door("POST", "tokens/", who.TOKEN_MAKER),
    _door("POST", "tokens/<uuid:token_id>/end/", who.ENGAGEMENT_ENDER, who.OWNER, of=Thing.TOKEN),
    _door("GET", "misuse-reports/", who.SIGNED_IN),
    _door("POST", "misuse-reports/", who.SIGNED_IN),
    _door("GET", "misuse-reports/<uuid:report_id>/", who.MISUSE_READER, who.OWNER, of=Thing.MISUSE_REPORT),
    _door("POST", "misuse-reports/<uuid:report_id>/uphold/", who.SUPERVISOR, of=Thing.MISUSE_REPORT),
    _door("POST", "misuse-reports/<uuid:report_id>/reject/", who.SUPERVISOR, of=Thing.MISUSE_REPORT),
    _door("POST", "misuse-reports/<uuid:report_id>/lift/", who.SUPERVISOR, of=Thing.MISUSE_REPORT),
)
ATTESTATIONS = (
    _door("GET", "attestations/", who.SIGNED_IN),
    _door("GET", "attestations/<str:reference>/", who.READER, who.OWNER, of=Thing.ATTESTATION),
    _door("POST", "attestations/<str:reference>/attest/", who.OWNER, of=Thing.ATTESTATION),
    _door("POST", "attestations/<str:reference>/enter/", who.PRIVACY_OFFICER, of=Thing.ATTESTATION),
    _door("POST", "attestations/<str:reference>/set-aside/", who.PRIVACY_OFFICER, of=Thing.ATTESTATION),
)
INCIDENTS = (
    _door("GET", "incidents/", who.READER),
    _door("GET", "incidents/<str:reference>/", who.READER, of=Thing.INCIDENT),
    _door("POST", "incidents/<str:reference>/authority/told/", who.PRIVACY_OFFICER, of=Thing.INCIDENT),
    _door("POST", "incidents/<str:reference>/authority/spared/", who.PRIVACY_OFFICER, of=Thing.INCIDENT),
    _door("POST", "incidents/<str:reference>/close/", who.PRIVACY_OFFICER, of=Thing.INCIDENT),
)
RETENTION = (
    _door("GET", "retention/", who.READER),
    _door("GET", "legal-holds/", who.READER),
    _door("GET", "destructions/", who.READER),
    _door("GET", "destructions/<str:reference>/", who.READER, of=Thing.DESTRUCTION),
    _door("POST", "destructions/<str:reference>/sign/", who.SUPERVISOR, of=Thing.DESTRUCTION),
)
COMPLAINTS = tuple(
    _door(method, f"complaints/<str:reference>/{rest}", *opens_to, of=Thing.COMPLAINT)
    for method, rest, opens_to in (
        ("GET", "", (who.READER, who.OWNER, who.RESPONDENT)),
        ("POST", "pass-on/", (who.OWNER,)),
        ("POST", "withdraw/", (who.OWNER,)),
        ("POST", "close/", (who.STAFF_WHO_DECIDE,)),
        ("POST", "counter-statement/", (who.RESPONDENT,)),
        ("POST", "counter-statement/pass-on/", (who.RESPONDENT,)),
        ("POST", "report-suit/", (who.OWNER,)),
        ("GET", "evidence/", (who.READER, who.OWNER, who.RESPONDENT)),
        ("POST", "evidence/", (who.STAFF_WHO_DECIDE, who.OWNER, who.RESPONDENT)),
    )
)
PRESERVATIONS = (
    _door("GET", "preservations/", who.SIGNED_IN),
    _door("POST", "preservations/", who.OFFICER),
    *(
        _door(method, f"preservations/<str:reference>/{rest}", *opens_to, of=Thing.PRESERVATION)
        for method, rest, opens_to in (
            ("GET", "", (who.READER, who.REQUESTER)),
            ("POST", "steps/<str:step>/approve/", (who.STEP_SIGNER,)),
            ("POST", "refuse/", (who.STAFF_WHO_DECIDE,)),
            ("POST", "withdraw/", (who.REQUESTER,)),
            ("POST", "extend/", (who.REQUESTER,)),
            ("POST", "extend/approve/", (who.SUPERVISOR,)),
        )
    ),
)
PLATFORM = (
    _door("PUT", "platform/members/<str:external_id>/", who.PLATFORM),
    _door("PUT", "platform/transactions/<str:external_id>/", who.PLATFORM),
)

DOORS: tuple[Door, ...] = (
    *DESK,
    *POLICY,
    *CASES,
    *RELEASES,
    *RECORDS,
    *PEOPLE,
    _door("GET", "complaints/", who.SIGNED_IN),
    _door("POST", "complaints/", who.ANY_COMPLAINANT),
    *COMPLAINTS,
    *ATTESTATIONS,
    *INCIDENTS,
    *PRESERVATIONS,
    *RETENTION,
    *PLATFORM,
)
