"""The doors of the pages."""

from __future__ import annotations

from disclosures.policies.doors import who
from disclosures.policies.doors.door import Door, Thing
from disclosures.policies.doors.who import Who


def _page(route: str, *opens_to: Who) -> Door:
    """A page that is only read."""
    return Door(("GET",), route, opens_to)


def _form(route: str, *opens_to: Who) -> Door:
    """A page with a form that comes back to it."""
    return Door(("GET", "POST"), route, opens_to)


def _press(route: str, *opens_to: Who) -> Door:
    """What a button does."""
    return Door(("POST",), route, opens_to)


ACCOUNT: tuple[Door, ...] = (
    # Before somebody is signed in; each asks itself where in signing in they are.
    _form("account/login/", who.ANYBODY),
    _form("account/signup/", who.ANYBODY),
    _form("account/confirm-email/", who.ANYBODY),
    _form("account/password/reset/", who.ANYBODY),
    _form("account/password/reset/confirm/", who.ANYBODY),
    _form("account/password/reset/complete/", who.ANYBODY),
    _page("account/password/reset/done/", who.ANYBODY),
    _page("account/inactive/", who.ANYBODY),
    _form("account/2fa/authenticate/", who.ANYBODY),
    _form("account/2fa/webauthn/login/", who.ANYBODY),
    _press("account/logout/", who.ANYBODY),
    # One's own account: each shows and changes that of who asks and no other.
    _page("home/", who.SIGNED_IN),
    _page("account/", who.SIGNED_IN),
    _page("account/sessions/", who.SIGNED_IN),
    _press("account/sessions/others/end/", who.SIGNED_IN),
    _press("account/sessions/<int:key>/end/", who.SIGNED_IN),
    _form("account/email/", who.SIGNED_IN),
    _form("account/password/change/", who.SIGNED_IN),
    _form("account/password/set/", who.SIGNED_IN),
    _form("account/reauthenticate/", who.SIGNED_IN),
    _page("account/2fa/", who.SIGNED_IN),
    _form("account/2fa/reauthenticate/", who.SIGNED_IN),
    _form("account/2fa/totp/activate/", who.SIGNED_IN),
    _form("account/2fa/totp/deactivate/", who.SIGNED_IN),
    _page("account/2fa/recovery-codes/", who.SIGNED_IN),
    _form("account/2fa/recovery-codes/generate/", who.SIGNED_IN),
    _page("account/2fa/webauthn/", who.SIGNED_IN),
    _form("account/2fa/webauthn/add/", who.SIGNED_IN),
    _form("account/2fa/webauthn/reauthenticate/", who.SIGNED_IN),
    _form("account/2fa/webauthn/keys/<int:pk>/edit/", who.SIGNED_IN),
    _form("account/2fa/webauthn/keys/<int:pk>/remove/", who.SIGNED_IN),
)

POLICY: tuple[Door, ...] = (
    _page("policy/", who.ANYBODY),
    _page("policy/<str:document>/", who.ANYBODY),
    _page("policy/<str:document>/<int:number>/", who.ANYBODY),
    _page("policy/<str:document>/<int:number>/changes/<int:older>/", who.ANYBODY),
    _page("cookies/", who.ANYBODY),
    Door(("POST",), "cookies/choose/", (who.ANYBODY,)),
    _page("transparency/", who.ANYBODY),
    _page("help/", who.ANYBODY),
    _page("help/<slug:group>/", who.ANYBODY),
    _page("certificate-key/", who.ANYBODY),
    _page("certificate-key/key.pem", who.ANYBODY),
    _page("certificate-key/verify_package.py", who.ANYBODY),
    _page(".well-known/gpc.json", who.ANYBODY),
)
MEMBERS: tuple[Door, ...] = (
    _page("me/", who.DATA_SUBJECT),
    # Each answers 404 to who was not told of the case.
    _page("me/about/<str:reference>/", who.DATA_SUBJECT),
    *(_form(f"me/about/<str:reference>/{act}/", who.DATA_SUBJECT) for act in ("answer", "object", "channel")),
    Door(("GET",), "me/complaints/<str:reference>/", (who.RESPONDENT,), Thing.ACCUSATION),
    Door(("GET", "POST"), "me/complaints/<str:reference>/do/<slug:act>/", (who.RESPONDENT,), Thing.ACCUSATION),
    _form("me/messages/<str:reference>/", who.DATA_SUBJECT),  # 404 to who got no message of that case
    _page("me/everything.csv", who.DATA_SUBJECT),
    _page("me/everything.pdf", who.DATA_SUBJECT),
    _page("me/record/", who.DATA_SUBJECT),
    _form("me/misuse/", who.DATA_SUBJECT),
    _form("me/agreement/", who.DATA_SUBJECT),
    _page("me/consents/", who.DATA_SUBJECT),
    _form("me/consents/give/", who.DATA_SUBJECT),
    _page("me/consents/<uuid:consent_id>/", who.DATA_SUBJECT),
    _page("me/consents/<uuid:consent_id>/receipt.json", who.DATA_SUBJECT),
    _form("me/consents/<uuid:consent_id>/withdraw/", who.DATA_SUBJECT),
    _form("me/preferences/", who.DATA_SUBJECT),
    Door(("POST",), "me/preferences/partners/", (who.DATA_SUBJECT,)),
)
RECIPIENTS: tuple[Door, ...] = (
    _page("received/", who.SIGNED_IN),
    *(
        Door((method,), f"received/<str:reference>/{rest}", (who.RECIPIENT,), Thing.PACKAGE)
        for method, rest in (
            ("GET", ""),
            ("POST", "code/"),
            ("POST", "code/send/"),
            ("POST", "limits/"),
            ("POST", "open/"),
            ("POST", "download/"),
            ("POST", "receipt/"),
        )
    ),
)
REQUESTS: tuple[Door, ...] = (
    _page("requests/", who.FILER),
    _form("requests/new/", who.FILER),
    *(
        Door(methods, f"requests/<str:reference>/{rest}", (who.REQUESTER,), Thing.REQUEST)
        for methods, rest in (
            (("GET",), ""),
            (("GET",), "receipt/"),
            (("GET",), "filed/"),
            (("GET", "POST"), "ask/<slug:question>/"),
            (("GET", "POST"), "check/"),
            (("GET", "POST"), "do/<slug:verb>/"),
            (("GET", "POST"), "files/"),
            (("GET", "POST"), "files/<uuid:file_id>/"),
            (("POST",), "files/<uuid:file_id>/open/"),
        )
    ),
)
COMPLAINANTS: tuple[Door, ...] = (
    _page("complain/", who.ANYBODY),
    _form("complain/join/", who.OUTSIDER),
    _page("rights/", who.ANY_COMPLAINANT),
    _form("rights/new/", who.ANY_COMPLAINANT),
    _page("complaints/", who.ANY_COMPLAINANT),
    _press("complaints/new/", who.ANY_COMPLAINANT),
    *(
        Door(methods, route, (who.OWNER,), thing)
        for thing, methods, route in (
            (Thing.RIGHT, ("GET",), "rights/<str:reference>/"),
            (Thing.RIGHT, ("GET", "POST"), "rights/<str:reference>/files/"),
            (Thing.RIGHT, ("GET", "POST"), "rights/<str:reference>/files/<uuid:file_id>/"),
            (Thing.RIGHT, ("POST",), "rights/<str:reference>/files/<uuid:file_id>/open/"),
            (Thing.RIGHT, ("GET", "POST"), "rights/<str:reference>/withdraw/"),
            (Thing.GRIEVANCE, ("GET",), "complaints/drafts/<str:reference>/"),
            (Thing.GRIEVANCE, ("GET", "POST"), "complaints/drafts/<str:reference>/task/<slug:task>/"),
            (Thing.GRIEVANCE, ("GET", "POST"), "complaints/drafts/<str:reference>/files/"),
            (Thing.GRIEVANCE, ("POST",), "complaints/drafts/<str:reference>/files/all/"),
            (Thing.GRIEVANCE, ("GET", "POST"), "complaints/drafts/<str:reference>/files/<uuid:file_id>/"),
            (Thing.GRIEVANCE, ("POST",), "complaints/drafts/<str:reference>/files/<uuid:file_id>/open/"),
            (Thing.GRIEVANCE, ("GET", "POST"), "complaints/drafts/<str:reference>/check/"),
            (Thing.GRIEVANCE, ("GET", "POST"), "complaints/drafts/<str:reference>/drop/"),
            (Thing.ACCUSING, ("GET",), "complaints/<str:reference>/"),
            (Thing.ACCUSING, ("GET",), "complaints/<str:reference>/filed/"),
            (Thing.ACCUSING, ("GET",), "complaints/<str:reference>/receipt.pdf"),
            (Thing.ACCUSING, ("GET", "POST"), "complaints/<str:reference>/files/"),
            (Thing.ACCUSING, ("POST",), "complaints/<str:reference>/files/<uuid:file_id>/open/"),
            (Thing.ACCUSING, ("GET", "POST"), "complaints/<str:reference>/do/<slug:verb>/"),
        )
    ),
)
AUTHORITIES: tuple[Door, ...] = (
    _page("register/", who.ANYBODY),
    _form("register/agency/", who.OUTSIDER),
    _press("register/join/<int:agency_id>/", who.OUTSIDER),
    # Each answers 404 to who has no such preservation.
    _page("preservations/", who.OFFICER),
    _form("preservations/new/", who.OFFICER),
    *(
        _form(f"preservations/drafts/<str:draft>/{rest}/", who.OFFICER)
        for rest in ("ask/<slug:question>", "check", "drop")
    ),
    _page("preservations/<str:preservation>/", who.OFFICER),
    _form("preservations/<str:preservation>/extend/", who.OFFICER),
    _form("preservations/<str:preservation>/withdraw/", who.OFFICER),
)
PARTNERS: tuple[Door, ...] = (
    # Each answers 404 to who has no such engagement or token.
    _page("engagements/", who.ANY_PARTNER),
    _page("engagements/<str:engagement>/", who.ANY_PARTNER),
    _page("tokens/", who.ANY_PARTNER),
    _form("tokens/new/", who.ANY_PARTNER),
    Door(("GET", "POST"), "tokens/<uuid:token_id>/end/", (who.OWNER,), Thing.TOKEN),
    _page("attestations/", who.ANY_PARTNER),
    Door(("GET", "POST"), "attestations/<str:reference>/", (who.OWNER,), Thing.ATTESTATION),
)
STAFF: tuple[Door, ...] = (
    _page("staff/", who.READER),
    _press("staff/take-next/", who.STAFF_WHO_DECIDE),
    _press("staff/queue.csv", who.READER),
    _page("staff/views/", who.READER),
    _form("staff/views/new/", who.READER),
    _form("staff/views/<int:view>/rename/", who.READER),  # 404 to everybody but whose it is
    _form("staff/views/<int:view>/delete/", who.READER),
    _page("staff/search/", who.READER),
    _form("staff/search/member/", who.READER),
    _page("staff/search/member/<uuid:search>/", who.READER),  # 404 to everybody but who searched
    _page("staff/signatures/", who.STAFF_WHO_DECIDE),
    _page("staff/releases/", who.READER),
    _page("staff/holds/", who.READER),
    _page("staff/team/", who.TEAM_READER),
    _page("staff/team/<int:colleague>/", who.TEAM_READER),  # 404 for who is not of the legal staff
    *(
        _page(f"staff/cases/<str:reference>/{rest}", who.READER)
        for rest in (
            "",
            "facts/",
            "scope/",
            "evidence/",
            "signatures/",
            "release/",
            "notices/",
            "history/",
        )
    ),
    _press("staff/cases/<str:reference>/evidence/", who.STAFF_WHO_DECIDE),
    _press("staff/cases/<str:reference>/evidence/<uuid:evidence_id>/", who.READER),
    _form("staff/cases/<str:reference>/preview/", who.READER),
    _page("staff/cases/<str:reference>/messages/", who.READER),
    _press("staff/cases/<str:reference>/messages/", who.STAFF_WHO_DECIDE),
    _page("staff/cases/<str:reference>/notes/", who.READER),
    _press("staff/cases/<str:reference>/notes/", who.STAFF_WHO_DECIDE),
    _form("staff/cases/<str:reference>/do/<slug:act>/", who.STAFF_WHO_DECIDE),
    _page("staff/permissions/", who.ANY_STAFF),
    _page("staff/waiting/", who.READER),
    _page("staff/health/", who.ANY_STAFF),
    _page("staff/statistics/", who.ANY_STAFF),
    _page("staff/statistics/<slug:table>.csv", who.ANY_STAFF),
    _page("staff/transfers/", who.TRANSFER_READER),
    _page("staff/retention/", who.READER),
)
AUDITORS: tuple[Door, ...] = (
    _page("audit/", who.READER),
    _press("audit/export/", who.AUDITOR),
    _page("audit/sample/", who.READER),
    _page("audit/exceptions/", who.READER),
    _page("audit/looks/", who.OVERSEER),
)


def _register(name: str, word: str, *, read_by: Who, acts: tuple[Who, ...]) -> tuple[Door, ...]:
    """Its list, the page of one thing, and the page of an act on it; what the thing allows is the action's affair."""
    one = f"staff/registers/{name}/<str:{word}>/"
    return (
        _page(f"staff/registers/{name}/", read_by),
        _page(one, read_by),
        _form(f"{one}do/<slug:{word}_act>/", *acts),
    )


REGISTERS: tuple[Door, ...] = (
    _page("staff/registers/", who.ANY_STAFF),
    *_register("organisations", "organisation", read_by=who.ANY_STAFF, acts=(who.REGISTRAR,)),
    _form("staff/registers/new-organisation/", who.REGISTRAR),
    *_register("agencies", "agency", read_by=who.ANY_STAFF, acts=(who.REGISTRAR,)),
    *_register("people", "person", read_by=who.ANY_STAFF, acts=(who.STAFF_WHO_DECIDE,)),
    *_register("joinings", "joining", read_by=who.ANY_STAFF, acts=(who.REGISTRAR,)),
    *_register("roles", "grant", read_by=who.ANY_STAFF, acts=(who.REGISTRAR,)),
    *_register("engagements", "engagement", read_by=who.ANY_STAFF, acts=(who.ENGAGEMENT_SIGNER, who.ENGAGEMENT_ENDER)),
    _form("staff/registers/new-engagement/", who.REVIEWER),
    *_register("attestations", "attestation", read_by=who.READER, acts=(who.PRIVACY_OFFICER,)),
    *_register("findings", "finding", read_by=who.READER, acts=(who.STAFF_WHO_DECIDE,)),
    _form("staff/registers/new-finding/", who.REVIEWER),
    *_register("rights", "right", read_by=who.READER, acts=(who.STAFF_WHO_DECIDE,)),
    _press("staff/registers/rights/<str:right>/files/<uuid:file_id>/", who.READER),
    *_register("complaints", "complaint", read_by=who.READER, acts=(who.STAFF_WHO_DECIDE,)),
    _press("staff/registers/complaints/<str:complaint>/files/<uuid:file_id>/", who.READER),
    *_register("misuse", "report", read_by=who.MISUSE_READER, acts=(who.SUPERVISOR,)),
    *_register("incidents", "incident", read_by=who.READER, acts=(who.PRIVACY_OFFICER,)),
    *_register("preservations", "preservation", read_by=who.READER, acts=(who.STAFF_WHO_DECIDE,)),
    *_register("notices", "notice", read_by=who.READER, acts=(who.STAFF_WHO_DECIDE,)),
    *_register("quarantine", "file", read_by=who.READER, acts=(who.PRIVACY_OFFICER,)),
)

DOORS: tuple[Door, ...] = (
    _page("", who.ANYBODY),
    _page("favicon.ico", who.ANYBODY),
    Door(("POST",), "language/", (who.ANYBODY,)),
    *ACCOUNT,
    *POLICY,
    *MEMBERS,
    *RECIPIENTS,
    *REQUESTS,
    *AUTHORITIES,
    *COMPLAINANTS,
    *PARTNERS,
    *STAFF,
    *AUDITORS,
    *REGISTERS,
    _page("mails/", who.ANYBODY),  # of a demo; elsewhere there are none
    _page("mails/<mail:name>/", who.ANYBODY),
)

ADMIN = "admin/"
"""Below it Django's own read-only admin, which asks each time whether this person may view this table."""
