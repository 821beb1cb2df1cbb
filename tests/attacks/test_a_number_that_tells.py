"""Numbers beside colleagues' names count no case about the reader: they would tell what a hold keeps (DESIGN 5.10)."""

from __future__ import annotations

from accounts.models import User
from disclosures.domain.roles import Role
from disclosures.domain.topics import Topic
from disclosures.models import CaseAssignment, Job, clock
from disclosures.queries import handing, health
from disclosures.queries.waiting import Reader
from tests.cast import a_case


def loads(case, by: User) -> dict[str, int]:
    return {one.user.name: one.open for one in handing.colleagues(case.row, by=by)}


def test_a_colleague_s_load_counts_no_case_about_who_gives_another_away(world):
    about_mei = a_case("violation", world=world).submitted()
    other = a_case("legal_request", world=world).submitted()
    mei = about_mei.row.named[0].subject
    twin = User.objects.create(name="counsel.twin", person=mei.person)
    twin.role_assignments.create(role=Role.COUNSEL)
    CaseAssignment.objects.create(case=about_mei.row, to=about_mei.user("reviewer.rui"), at=about_mei.at)
    assert loads(other, other.user("counsel.chen"))["reviewer.rui"] == 1
    assert loads(other, User.objects.get(pk=twin.pk))["reviewer.rui"] == 0


def test_system_health_counts_no_work_on_what_is_kept_of_the_reader(psb):
    kept = Job.objects.filter(topic=Topic.PRESERVATION_ENDS)
    mei, other = User.objects.get(name="mei"), User.objects.create(name="admin.ai")
    assert kept.exists()
    own = {one.name: kept.filter(health.own_work(Reader(one, clock.now()))).exists() for one in (mei, other)}
    assert own == {"mei": True, "admin.ai": False}
