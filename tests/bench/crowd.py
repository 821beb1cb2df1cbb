"""The people of the benchmark, and cases brought as far as approved by the real actions, with no worker running."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import cycle, islice

from disclosures import outbox
from disclosures.actions import cases, steps
from disclosures.actions.filings import Filing
from disclosures.domain.basis import BasisCode
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.extents import Detail, Extent
from disclosures.domain.moves import Status
from disclosures.domain.route import StepName
from disclosures.models import Case, clock
from disclosures.scenarios import world
from disclosures.scenarios.world import World

MEMBERS = [f"member.{number}" for number in range(40)]
ENGAGED = [ItemKey.IDENTITY_LEGAL_NAME, ItemKey.CONTACT_PHONE, ItemKey.CONTACT_POSTAL_ADDRESS]
ASKED = [*ENGAGED, ItemKey.CONTACT_EMAIL]
STANDING, EACH_TIME = "delivery", "repair"
"""An engagement whose orders are served at once, and one that needs two signatures each time (P3b)."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """A partner's person, staff, and members with open orders."""

    world: World

    def filing(self, member: str, *, engagement: str) -> Filing:
        """What the partner asks about one member."""
        return Filing(
            basis=BasisCode.SERVICE_PROVISION,
            subjects=(member,),
            recipient="courier",
            purpose=engagement,
            asks=dict.fromkeys(ASKED, Extent(Detail.FULL)),
            ground="contract_necessity",
            article="PIPL 13(2)",
            particulars={"engagement": engagement},
        )

    def file_one(self) -> None:
        """File a case that waits to be taken on."""
        with outbox.inline():
            filing = self.filing(MEMBERS[0], engagement=EACH_TIME)
            cases.file(filing=filing, by=self.world.user("kai"), at=clock.now())

    def approve_by_standing(self, *, count: int) -> None:
        """File cases that are approved at once; their releases are promised and nobody is told yet."""
        with outbox.inline():
            for member in islice(cycle(MEMBERS), count):
                cases.file(filing=self.filing(member, engagement=STANDING), by=self.world.user("kai"), at=clock.now())

    def approve_by_signatures(self, *, count: int) -> None:
        """File cases, take them on and sign both steps of each."""
        with outbox.inline():
            for member in islice(cycle(MEMBERS), count):
                case = cases.file(
                    filing=self.filing(member, engagement=EACH_TIME), by=self.world.user("kai"), at=clock.now()
                )
                cases.accept(case=_again(case), by=self.world.user("reviewer.rui"), at=clock.now())
                for step, signer in ((StepName.REVIEW, "reviewer.ren"), (StepName.PRIVACY, "privacy.pei")):
                    steps.approve(case=_again(case), step=step, by=self.world.user(signer), at=clock.now())


def gather() -> Crowd:
    """Write everybody into an empty database."""
    engagement = {"partner": "courier", "items": [*ENGAGED], "approved": True}
    return Crowd(
        world.build(
            {
                "organisations": {"courier": {"kind": "partner"}},
                "members": {member: {} for member in MEMBERS},
                "people": {"kai": {"role": "partner", "of": "courier"}},
                "engagements": {
                    STANDING: {**engagement, "standing": True},
                    EACH_TIME: {**engagement, "standing": False},
                },
                "orders": [
                    {"engagement": name, "member": member, "open": True}
                    for name in (STANDING, EACH_TIME)
                    for member in MEMBERS
                ],
            },
            at=clock.now(),
        )
    )


def approved() -> int:
    """How many cases wait for their release."""
    return Case.objects.filter(status=Status.APPROVED).count()


def _again(case: Case) -> Case:
    return Case.objects.select_related("filed_by", "engagement", "complaint", "transaction").get(pk=case.pk)
