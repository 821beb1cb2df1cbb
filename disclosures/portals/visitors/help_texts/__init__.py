"""The help of each group, step by step, in the order in which it is offered."""

from __future__ import annotations

from collections.abc import Mapping

from disclosures.portals.visitors.help_texts import (
    auditors,
    authorities,
    complainants,
    members,
    parties,
    partners,
    respondents,
    staff,
)
from disclosures.portals.visitors.help_texts.guide import Guide

GUIDES: Mapping[str, Guide] = {
    "staff": staff.GUIDE,
    "complainants": complainants.GUIDE,
    "respondents": respondents.GUIDE,
    "parties": parties.GUIDE,
    "members": members.GUIDE,
    "authorities": authorities.GUIDE,
    "partners": partners.GUIDE,
    "auditors": auditors.GUIDE,
}
