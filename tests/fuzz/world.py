"""A small platform, and what is known of it: things for made-up input to meet."""

from __future__ import annotations

from tests.callers import Cast

PLATFORM = """
members: {mei: {preferred_channel: email}, bo: {}, lin: {}}
organisations:
  travelco: {kind: company}
  court: {kind: court}
people:
  tom: {role: partner, of: travelco}
  tina: {role: partner, of: travelco}
  judge: {role: authority, of: court}
consents:
  - {of: mei, to: travelco, purpose: prize, items: [identity.legal_name, contact.email]}
transactions:
  t-1: {buyer: bo, seller: mei, performed_by: [bo]}
"""
PRIZE = {
    "basis": "consent",
    "subjects": ["mei"],
    "recipient": {"organisation": "travelco"},
    "purpose": "prize",
    "asks": ["identity.legal_name", "contact.email"],
    "legal_ground": {"ground": "consent", "article": "PIPL 13(1)"},
}
"""A filing on consent by travelco's people."""


def known_to(cast: Cast) -> dict[str, str]:
    """A case in triage, one that was released, and its release, made by way of the API."""
    references = [cast("tom").post("/cases/", PRIZE | {"submit": True}).json()["reference"] for _ in range(2)]
    cast("reviewer.ren").post(f"/cases/{references[0]}/accept/")
    shown = cast("reviewer.rui").get(f"/cases/{references[0]}/").json()["scope_hash"]
    cast("reviewer.rui").post(f"/cases/{references[0]}/steps/review/approve/", {"shown": shown})
    cast.work()
    release = cast("tom").get("/releases/").json()["results"][0]["id"]
    return {"reference": references[1], "release_id": release, "step": "review", "code": "consent"}
