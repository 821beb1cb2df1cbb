"""What is sent through each door: a body that the desk understands, so that only the question of who is left."""

from __future__ import annotations

from typing import Any

from tests.terms import texts as terms

REASON = {"reason": "because"}
UNTIL = "2080-01-01"
CALL = {"number": "+86 10 5555 0100", "spoke_to": "the switchboard", "at": "2026-01-01"}
FILING = {"basis": "consent", "subjects": ["mei"], "purpose": "prize", "asks": ["contact.email"]}

BODIES: dict[str, Any] = {
    "POST policy-versions/": terms.body(),
    "POST acceptances/": {"privacy_policy": 1, "service_agreement": 1},
    "POST cases/": FILING,
    "PUT cases/<str:reference>/": FILING,
    "POST cases/<str:reference>/appeal/": REASON,
    "POST cases/<str:reference>/return/": REASON,
    "POST cases/<str:reference>/refuse/": {"code": "insufficient_information"},
    "POST cases/<str:reference>/revoke/": REASON,
    "POST cases/<str:reference>/incident/": {"what": "to another company"},
    "POST attestations/<str:reference>/attest/": {"words": "all of it"},
    "POST attestations/<str:reference>/enter/": {"words": "all of it", "paper": "letter of 3 March"},
    "POST attestations/<str:reference>/set-aside/": REASON,
    "POST incidents/<str:reference>/authority/told/": {"authority": "CAC"},
    "POST incidents/<str:reference>/authority/spared/": REASON,
    "POST incidents/<str:reference>/close/": REASON,
    "POST cases/<str:reference>/narrow/": {"item": "identity.legal_name", "to": "masked"} | REASON,
    "POST cases/<str:reference>/messages/": {"text": "hello"},
    "POST cases/<str:reference>/messages/relay/": {"text": "hello"},
    "POST cases/<str:reference>/messages/relay/answer/": {"text": "hello"},
    "POST cases/<str:reference>/messages/relay/helped/": {"helped": True},
    "POST cases/<str:reference>/messages/<uuid:message_id>/erase/": REASON,
    "POST cases/<str:reference>/notes/": {"text": "hello"},
    "POST cases/<str:reference>/hold/": {"kind": "statute", "paper": "Law 1", "by": "travelco", "until": UNTIL},
    "POST cases/<str:reference>/hold/end/": REASON,
    "POST cases/<str:reference>/legal-hold/": REASON,
    "POST cases/<str:reference>/legal-hold/lift/": REASON,
    "POST cases/<str:reference>/emergency-review/": {"result": "confirmed", "hold_until": UNTIL} | REASON,
    "POST cases/<str:reference>/formal-instrument/": {
        "kind": "letter", "number": "9", "issued_by": "psb", "issued_at": "2026-01-02", "statute": "Law 1",
        "items": ["contact.*"],
    },
    "POST cases/<str:reference>/formal-instrument/refuse/": REASON,
    "POST cases/<str:reference>/formal-instrument/give-up/": REASON,
    "POST cases/<str:reference>/drawn-review/": {"result": "in_order"},
    "POST cases/<str:reference>/answer/": {"grant": []},
    "POST cases/<str:reference>/objections/": REASON,
    "POST cases/<str:reference>/objections/overrule/": REASON,
    "POST cases/<str:reference>/channel/": {"item": "contact.email"},
    "POST cases/<str:reference>/steps/<str:step>/approve/": {"shown": "0" * 64},
    "POST cases/<str:reference>/steps/<str:step>/return/": REASON,
    "POST cases/<str:reference>/steps/<str:step>/refuse/": {"code": "insufficient_information"},
    "POST releases/<str:release_id>/revoke/": REASON,
    "POST consents/": {
        "recipient": {"organisation": "courier"}, "purpose": "raffle", "items": ["contact.email"], "until": UNTIL,
    },
    "POST engagements/": {"name": "repair", "partner": "courier", "items": ["contact.phone"], "assessment": "PIA-3"},
    "POST engagements/<str:name>/orders/": {"member": "mei", "number": "o-1"},
    "POST engagements/<str:name>/orders/close/": {"member": "mei"},
    "POST findings/": {
        "member": "mei", "injured": ["ana"], "rule": "no fakes", "facts": "sold", "evidence": "listing 9",
        "acted_from": "2026-01-01", "acted_to": "2026-01-05",
    },
    "POST findings/<str:reference>/appeal/": REASON,
    "POST findings/<str:reference>/appeal/decide/": {"verdict": "dismissed"} | REASON,
    "POST rights/": {
        "kind": "patent", "number": "7", "office": "CNIPA", "proof": "certificate 7", "valid_from": "2020-01-01",
        "valid_to": UNTIL, "territory": "CN",
    },
    "POST rights/<str:reference>/disqualify/": REASON,
    "POST evidence/<uuid:evidence_id>/clear/": REASON,
    "POST evidence/<uuid:evidence_id>/discard/": REASON,
    "POST organisations/": {
        "name": "harbour", "kind": "company", "domain": "harbor.example", "phone": "+861062000000",
        "phone_source": "harbor.example", "registered_email": "office@harbor.example",
    },
    "POST organisations/<str:organisation_id>/change/": {"edition": 1, "phone": "+861062000000"},
    "POST organisations/<str:organisation_id>/language/": {"language": "en"},
    "POST organisations/<str:organisation_id>/verify/": {
        "evidence": "called", "until": UNTIL, "edition": 1, "call": CALL
    },
    "POST memberships/<uuid:membership_id>/refuse/": REASON,
    "POST memberships/<uuid:membership_id>/end/": REASON,
    "POST people/<str:name>/end-role/": {"role": "authority"} | REASON,
    "POST role-grants/": {"role": "complainant"} | REASON,
    "POST role-grants/<uuid:grant_id>/refuse/": REASON,
    "POST organisations/<str:organisation_id>/end-verification/": REASON,
    "POST people/<str:name>/verify/": {"evidence": "called", "until": UNTIL, "call": CALL},
    "POST people/<str:name>/end-verification/": REASON,
    "POST preservations/": {
        "subjects": ["mei"], "items": ["contact.email"], "inquiry": "fraud", "statute": "Law 1",
    },
    "POST preservations/<str:reference>/refuse/": {"code": "insufficient_information"},
    "POST preservations/<str:reference>/extend/": REASON,
    "POST tokens/": {"label": "parcels", "scopes": ["read"]},
    "POST misuse-reports/": {"against": {"organisation": "courier"}} | REASON,
    "POST misuse-reports/<uuid:report_id>/reject/": REASON,
    "POST misuse-reports/<uuid:report_id>/lift/": REASON,
    "POST complaints/": {
        "against": "shop", "right": "tm", "listings": ["https://market.example/9"], "statement": "it copies our mark",
        "in_good_faith": True, "is_true": True,
    },
    "POST complaints/<str:reference>/pass-on/": {"items": []},
    "POST complaints/<str:reference>/close/": REASON,
    "POST complaints/<str:reference>/counter-statement/": {"statement": "mine"},
    "POST notices/<uuid:notice_id>/bounced/": {"status": "5.1.1"},
    "POST notices/<uuid:notice_id>/tell-otherwise/": {"how": "by letter"},
    "PUT platform/members/<str:external_id>/": {"version": 1},
    "PUT platform/transactions/<str:external_id>/": {"version": 1, "buyer": "ana", "seller": "mei", "status": "open"},
}  # fmt: skip
OF_THEIR_OWN: dict[tuple[str, str], Any] = {
    ("otto", "POST complaints/"): {"right": "logo"},
    ("admin.ada", "POST role-grants/"): {"person": "lin", "role": "reviewer"},
}
"""What somebody names that is theirs, where the others name what is not."""


def body_of(operation: str, *, name: str) -> Any:
    """What this person sends there."""
    return BODIES.get(operation, {}) | OF_THEIR_OWN.get((name, operation), {})
