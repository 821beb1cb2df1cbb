"""The scenario format as one table: which key stands where and what it holds (FORMAT).

A key, verb or code that is not in here is an error of the scenario, never passed over.
"""

from __future__ import annotations

from collections.abc import Mapping

from disclosures.domain.basis import BasisCode
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.extents import Detail
from disclosures.domain.facts import Fact
from disclosures.domain.grounds import Ground, RefusalCode, TransferGround
from disclosures.domain.moves import Outcome, Status
from disclosures.domain.reasons import Reason
from disclosures.domain.roles import OrganisationKind
from disclosures.domain.route import StepName
from disclosures.scenarios.shapes import Either, Flag, Instant, Named, Record, Several, Shape, Text, Verb, Word

TEXT, FLAG, INSTANT = Text(), Flag(), Instant()
TEXTS = Several(TEXT)
PERIOD = Several(INSTANT, exactly=2)
ITEM = Word(frozenset(ItemKey))
ITEMS = Several(ITEM)
PATTERN = Word(frozenset(ItemKey) | {f"{key.partition('.')[0]}.*" for key in ItemKey})
"""What a paper, a consent or a contract may name: items, or all below a key."""
DETAIL = Word(frozenset(detail.word for detail in Detail))
EXTENT = Either(DETAIL, mapping=Record({"detail": DETAIL, "from": INSTANT, "to": INSTANT}))
ENTRIES = Either(TEXT, mapping=Named(TEXT), several=TEXTS)
"""Pages or features: one text, a list of them, or each with its name."""
CODES = frozenset(
    {
        "not_permitted", "move_not_allowed", "same_person", "filing_incomplete", "fact_missing", "signature_stale",
        "overbroad", "basis_unsuited", "purpose_forbidden", "ground_missing", "transfer_not_allowed", "asked_too_soon",
        "access_ended", "widening_refused", "not_found",
    }
)  # fmt: skip

ACCESS = Record(
    {
        "at": INSTANT,
        "ip_address": TEXT,
        "browser_type": TEXT,
        "language": TEXT,
        "device_features": ENTRIES,
        "page_requests": ENTRIES,
        "cookie_id": TEXT,
    },
    required=("at",),
)
GIVEN = Record(
    {
        "members": Named(
            Record(
                {
                    "born": INSTANT,
                    "protected": FLAG,
                    "preferred_channel": Word(("phone", "email")),
                    "lacks": ITEMS,
                    "stored_in": TEXT,
                    "access": Several(ACCESS),
                    "search_keywords": TEXTS,
                }
            )
        ),
        "organisations": Named(Record({"kind": Word(tuple(OrganisationKind)), "country": TEXT, "verified": FLAG})),
        "people": Named(
            Record(
                {
                    "role": Word(("authority", "partner", "complainant")),
                    "of": TEXT,
                    "verified": FLAG,
                    "country": TEXT,
                }
            )
        ),
        "consents": Several(
            Record(
                {
                    "of": TEXT,
                    "to": TEXT,
                    "purpose": TEXT,
                    "items": Either(Several(PATTERN), mapping=Named(DETAIL, by=PATTERN)),
                    "until": INSTANT,
                    "given_at": INSTANT,
                },
                required=("of", "to", "purpose"),
            )
        ),
        "engagements": Named(
            Record(
                {"partner": TEXT, "items": Several(PATTERN), "approved": FLAG, "standing": FLAG, "ends": INSTANT},
                required=("partner",),
            )
        ),
        "orders": Several(
            Record({"engagement": TEXT, "member": TEXT, "open": FLAG}, required=("engagement", "member")),
        ),
        "findings": Named(
            Record(
                {
                    "member": TEXT,
                    "rule": TEXT,
                    "injured": TEXTS,
                    "acted": PERIOD,
                    "decided_at": INSTANT,
                    "appeal": Word(("none", "pending", "dismissed")),
                },
                required=("member", "acted", "decided_at"),
            )
        ),
        "rights": Named(
            Record(
                {
                    "owner": TEXT,
                    "kind": TEXT,
                    "number": TEXT,
                    "office": TEXT,
                    "valid": PERIOD,
                    "proven": FLAG,
                    "agent_until": INSTANT,
                },
                required=("owner", "valid"),
            )
        ),
        "complaints": Named(
            Record(
                {"by": TEXT, "against": TEXT, "right": TEXT, "open": FLAG, "asked": FLAG, "pass_on": ITEMS},
                required=("by", "against", "right"),
            )
        ),
        "transactions": Named(
            Record(
                {
                    "buyer": TEXT,
                    "seller": TEXT,
                    "status": Word(("open", "dispute", "closed")),
                    "performed_by": TEXTS,
                    "partly_performed_by": TEXTS,
                },
                required=("buyer", "seller"),
            )
        ),
    }
)
INSTRUMENT = Record(
    {
        "kind": Word(("letter", "administrative_order", "court_order", "warrant")),
        "number": TEXT,
        "issued_at": INSTANT,
        "statute": TEXT,
        "items": Several(PATTERN),
        "period": PERIOD,
        "may_tell": FLAG,
        "hold_until": INSTANT,
    }
)
PARTICULARS = Record(
    {
        "engagement": TEXT,
        "authority": TEXT,
        "instrument": INSTRUMENT,
        "emergency": Record({"danger": TEXT, "how_data_help": TEXT}),
        "approval_number": TEXT,
        "called_back": FLAG,
        "finding": TEXT,
        "recipient_kind": Word(("regulator", "court", "payment_partner", "insurance_partner", "injured_party")),
        "necessity": TEXT,
        "complaint": TEXT,
        "transaction": TEXT,
        "kind": TEXT,
        "rationale": TEXT,
        "because": Named(TEXT, by=ITEM),
        "assessment": TEXT,
        "ends": TEXT,
        "may_tell": FLAG,
        "hold_until": INSTANT,
        "transfer_ground": Word(tuple(TransferGround)),
    }
)
CASE = Record(
    {
        "basis": Word(tuple(BasisCode)),
        "filed_by": TEXT,
        "subjects": TEXTS,
        "recipient": TEXT,
        "purpose": TEXT,
        "asks": Either(ITEMS, mapping=Named(EXTENT, by=ITEM)),
        "legal_ground": Record({"ground": Word(tuple(Ground)), "article": TEXT}),
        "particulars": PARTICULARS,
    },
    required=("basis", "filed_by"),
)
EXPECT = Record(
    {
        "status": Word(tuple(Status)),
        "outcome": Word((*Outcome, *RefusalCode, "")),
        "route": Several(Word(tuple(StepName))),
        "leaves": Named(EXTENT, by=ITEM),
        "withheld": Named(Word(tuple(Reason)), by=ITEM),
        "told": TEXTS,
        "nothing_released": FLAG,
    }
)


def _verb(**words: Shape) -> Record:
    """The words of a verb, all of them wanted but the reason; any line may carry ``fails`` and ``fact``."""
    fields = {**words, "fails": Word(CODES), "fact": Word(tuple(Fact))}
    return Record(fields, required=tuple(word for word in words if word != "reason"))


VERBS: Mapping[str, Record] = {
    "submit": _verb(by=TEXT),
    "accept": _verb(by=TEXT),
    "return": _verb(by=TEXT, reason=TEXT),
    "resubmit": _verb(by=TEXT),
    "refuse": _verb(by=TEXT, code=Word(tuple(RefusalCode))),
    "withdraw": _verb(by=TEXT),
    "appeal": _verb(by=TEXT, reason=TEXT),
    "sign": _verb(step=Word(tuple(StepName)), by=TEXT),
    "narrow": _verb(item=ITEM, to=EXTENT, by=TEXT, reason=TEXT),
    "answer": _verb(by=TEXT, grant=Either(ITEMS, mapping=Named(DETAIL, by=ITEM))),
    "consent_withdrawn": _verb(by=TEXT),
    "object": _verb(by=TEXT, reason=TEXT),
    "uphold_objection": _verb(by=TEXT),
    "overrule_objection": _verb(by=TEXT, reason=TEXT),
    "ask_to_pass_on": _verb(by=TEXT, items=ITEMS),
    "withdraw_complaint": _verb(by=TEXT),
    "end_engagement": _verb(name=TEXT, by=TEXT),
    "close_order": _verb(engagement=TEXT, member=TEXT),
    "close_transaction": _verb(name=TEXT),
    "wait": _verb(**{"for": TEXT}),
    "worker": _verb(**{"is": Word(("stopped", "running"))}),
    "open": _verb(by=TEXT),
    "revoke": _verb(by=TEXT, reason=TEXT),
    "misuse": _verb(against=TEXT, by=TEXT, decided_by=TEXTS),
}
SCENARIO = Record(
    {
        "id": TEXT,
        "title": TEXT,
        "policy": TEXT,
        "at": INSTANT,
        "given": GIVEN,
        "case": CASE,
        "do": Several(Verb(VERBS)),
        "expect": EXPECT,
    },
    required=("id", "case"),
)
"""A whole scenario."""
