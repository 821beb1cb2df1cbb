"""Nobody who is asked to agree uses the service without; some things wait for nothing (P0c)."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.models import Acceptance
from disclosures.models import LedgerEntry
from disclosures.policies import doors
from disclosures.policies.acceptance import EXEMPT
from tests.sign_ins import sign_in
from tests.terms.conftest import let_it_apply, publish

BOTH = {"privacy_policy": 1, "service_agreement": 1}
GIVEN = {
    "recipient": {"organisation": "travelco"},
    "purpose": "holiday offers",
    "items": {"contact.email": "masked"},
    "until": "2099-01-01",
}


def code(answer):
    return answer.json().get("code")


def routes(resolver=None, before=""):
    """Every address of the API."""
    for one in (resolver or get_resolver()).url_patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from routes(one, route)
        elif isinstance(one, URLPattern) and route.startswith("api/v1/"):
            yield route, one.callback


def methods_of(view):
    asked = getattr(view, "cls", None)
    return [name for name in ("get", "post", "put") if hasattr(asked, name)] if asked else []


OPERATIONS = [
    (method.upper(), route)
    for route, view in routes()
    for method in methods_of(view)
    if not re.match(r"api/v1/(health|schema|docs)", route)
]
FILLED = {
    "reference": "TX-4TQ8-ZK3M", "consent_id": "5264fa57-64c5-4d77-9ad0-b082870662a5", "number": "1", "older": "1",
    "document": "privacy_policy",
}  # fmt: skip


def address(route):
    def filled(place):
        kind, name = place.group(1), place.group(2)
        return FILLED.get(name, FILLED["consent_id"] if kind == "uuid" else "1" if kind == "int" else "nobody")

    return "/" + re.sub(r"<(\w+):(\w+)>", filled, route).removeprefix("api/v1/")


def test_there_are_operations_and_every_exception_is_one_of_them():
    assert len(OPERATIONS) > 70
    api = {operation for operation in EXEMPT if " api/" in operation}
    assert api <= {f"{method} {route}" for method, route in OPERATIONS}


def test_every_operation_waits_for_the_acceptance_but_those_in_the_table(newcomer, cast):
    """A role that never enters is told so first; whoever could enter waits."""
    wrong = []
    for method, route in OPERATIONS:
        answer = newcomer.send(method.lower(), address(route), {})
        enters = doors.find(route=route, method=method).lets_in(cast.world.users["bo"])
        is_open = doors.find(route=route, method=method).is_open
        waits = enters and not is_open and f"{method} {route}" not in EXEMPT
        if (code(answer) == "acceptance_missing") is not waits or (waits and answer.status_code != 403):
            wrong.append(f"{method} {route}: {answer.status_code} {code(answer)}")
    assert not wrong, "\n".join(wrong)


def test_accepting_opens_the_door_in_one_act_that_records_both_the_person_the_time_and_the_means(newcomer):
    assert code(newcomer.get("/cases/")) == "acceptance_missing"
    assert [row["document"] for row in newcomer.get("/acceptances/").json()["missing"]] == [
        "privacy_policy", "service_agreement",
    ]  # fmt: skip
    made = newcomer.post("/acceptances/", BOTH)
    assert (made.status_code, made.json() | {"at": ""}) == (201, BOTH | {"at": "", "means": "api"})
    assert newcomer.get("/cases/").status_code == 200
    row = Acceptance.objects.get(user__name="bo")
    assert LedgerEntry.objects.get(event="policy_accepted").chain == f"user:{row.user_id}"


def test_accepting_twice_is_accepting_once(newcomer):
    first, second = (newcomer.post("/acceptances/", BOTH).json() for _ in range(2))
    assert first == second
    assert LedgerEntry.objects.filter(event="policy_accepted").count() == 1


def test_an_acceptance_names_what_was_read(newcomer, cast):
    assert code(newcomer.post("/acceptances/", BOTH | {"privacy_policy": 9})) == "policy_version_stale"
    assert code(newcomer.post("/acceptances/", {"privacy_policy": 1})) == "malformed"
    publish(cast)
    let_it_apply()
    assert code(newcomer.post("/acceptances/", BOTH)) == "policy_version_stale"


def test_no_consent_rides_along_with_the_acceptance(newcomer):
    answer = newcomer.post("/acceptances/", BOTH | {"consents": [GIVEN], "partner_marketing": True})
    assert code(answer) == "malformed"
    assert set(answer.json()["fields"]) == {"/consents", "/partner_marketing"}


@pytest.mark.parametrize("document", ["privacy_policy", "service_agreement"])
def test_a_new_version_of_either_is_asked_for_when_it_applies_and_not_before(cast, document):
    publish(cast, document, clause="P1a" if document == "privacy_policy" else "S5")
    assert cast("mei").get("/cases/").status_code == 200
    let_it_apply(document)
    assert code(cast("mei").get("/cases/")) == "acceptance_missing"
    assert [row["number"] for row in cast("mei").get("/acceptances/").json()["missing"]] == [2]
    cast("mei").post("/acceptances/", BOTH | {document: 2})
    assert cast("mei").get("/cases/").status_code == 200


def test_an_announced_version_can_be_accepted_ahead(cast):
    publish(cast)
    assert cast("mei").post("/acceptances/", BOTH | {"privacy_policy": 2}).status_code == 201
    let_it_apply()
    assert cast("mei").get("/cases/").status_code == 200


def test_accepting_what_is_announced_is_not_accepting_what_applies(newcomer, cast):
    publish(cast)
    newcomer.post("/acceptances/", BOTH | {"privacy_policy": 2})
    assert code(newcomer.get("/cases/")) == "acceptance_missing"


def test_without_it_a_member_sees_their_page_answers_objects_and_withdraws(cast, prize):
    reference = cast("tom").post("/cases/", prize | {"purpose": "survey", "submit": True}).json()["reference"]
    cast("reviewer.ren").post(f"/cases/{reference}/accept/")
    mine = cast("mei").get("/consents/").json()["results"][0]["id"]
    Acceptance.objects.all().delete()
    mei = cast("mei")
    assert mei.get("/me/disclosures/").json()["waiting_for_you"][0]["reference"] == reference
    assert mei.post(f"/cases/{reference}/answer/", {"grant": []}).status_code == 200
    assert mei.post(f"/consents/{mine}/withdraw/").status_code == 200
    assert code(mei.post("/consents/", GIVEN)) == "acceptance_missing"


@pytest.mark.parametrize("name", ["tom", "judge", "reviewer.ren", "auditor.an", "platform.machine"])
def test_staff_authorities_partners_and_machines_are_not_asked(cast, name):
    assert not Acceptance.objects.filter(user__name=name).exists()
    assert cast(name).get("/cases/").status_code == 200
    assert cast(name).get("/acceptances/").json()["missing"] == []
    assert code(cast(name).post("/acceptances/", BOTH)) == "not_permitted"


def test_a_complainant_is_asked(cast):
    from accounts.models import RoleAssignment

    RoleAssignment.objects.filter(user__name="lin").update(role="complainant")
    Acceptance.objects.filter(user__name="lin").delete()
    assert code(cast("lin").get("/rights/")) == "acceptance_missing"


def test_who_holds_another_role_too_is_asked_all_the_same(newcomer, cast):
    cast.world.users["bo"].role_assignments.create(role="reviewer")
    assert code(newcomer.get("/cases/")) == "acceptance_missing"


def test_a_session_is_asked_as_a_token_is(newcomer, cast):
    browser = Client()
    sign_in(browser, cast.world.users["bo"])
    assert code(browser.get("/api/v1/cases/")) == "acceptance_missing"


def test_asking_costs_one_query(cast, queries):
    mei, tom = cast("mei"), cast("tom")
    for one in (mei, tom):
        one.get("/bases/")
    with queries() as asked:
        mei.get("/bases/")
    with queries() as unasked:
        tom.get("/bases/")
    assert len(asked) - len(unasked) == 1
