"""A member reads on their page what the policy says must be told, objects, and learns what became of it (P3c, P3d)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from disclosures.models import Case, Notice
from tests.cast import AT, a_case

pytestmark = pytest.mark.django_db
REASON = {"reason": "refunded long ago"}


@pytest.fixture
def mine(caller):
    """A person's own reading of a case, and of their page."""

    def read(case, name="mei"):
        client = caller(case.user(name))
        found = client.get("/me/disclosures/").json()["you_may_object"]
        return client, client.get(f"/cases/{case.row.reference}/").json(), found

    return read


def test_of_a_paper_the_part_that_concerns_them_is_on_their_page_and_not_in_the_mail(mine, mails):
    case = a_case("legal_request").submitted().accepted().signed().worked()
    _, shown, (listed,) = mine(case)
    paper = listed["reasons"]["instrument"]
    assert (paper["kind"], paper["number"], paper["statute"]) == ("letter", "L-1", "Criminal Procedure Law 54")
    assert paper["items"] == ["identity.legal_name", "contact.email", "contact.phone"]
    assert listed["reasons"]["legal_article"] == "PIPL 13(3)"
    assert shown["reasons"] == listed["reasons"]
    assert "may_tell" not in paper
    (mail,) = [message for message in mails() if message.to == [case.user("mei").email]]
    for said in ("L-1", "Criminal", "psb", "contact", "identity"):
        assert said not in mail.subject + mail.body


def test_of_a_finding_the_rule_and_the_acts_but_nobody_s_words(mine):
    case = a_case("violation").submitted().accepted().signed()
    _, shown, (listed,) = mine(case)
    assert set(listed["reasons"]["finding"]) == {"reference", "rule", "acted_from", "acted_to", "decided_at"}
    assert listed["reasons"]["recipient_kind"] == "regulator"
    assert "the regulator investigates" not in str(shown) + str(listed)


def test_an_objection_is_decided_by_counsel_who_signed_nothing_and_its_member_learns_how(caller, mine, mails):
    case = a_case("violation").submitted().accepted().signed().worked()
    path = f"/cases/{case.row.reference}"
    mei, shown, _ = mine(case)
    assert "object" in shown["can_do"]
    assert mei.post(f"{path}/objections/", REASON).status_code == 200
    assert mei.post(f"{path}/objections/", REASON).json()["code"] == "move_not_allowed"
    _, shown, (listed,) = mine(case)
    assert (shown["your_objections"][0]["upheld"], "object" in shown["can_do"]) == (None, False)
    assert listed["your_objections"] == shown["your_objections"]

    for name, code in (("reviewer.ren", "not_permitted"), ("counsel.chen", "same_person"), ("mei", "not_permitted")):
        assert caller(case.user(name)).post(f"{path}/objections/overrule/", REASON).json()["code"] == code
    counsel = caller(case.user("counsel.cai"))
    assert counsel.post(f"{path}/objections/overrule/", {"reason": " "}).status_code in {400, 422}
    assert counsel.post(f"{path}/objections/overrule/", {"reason": "the regulator asked"}).status_code == 200

    _, shown, _ = mine(case)
    assert (shown["your_objections"][0]["upheld"], "object" in shown["can_do"]) == (False, True)
    assert "the regulator asked" not in str(shown)
    assert Notice.objects.get(kind="objection_decided").to_user.name == "mei"


def test_an_upheld_objection_ends_the_case_and_an_appeal_of_it_has_a_clock_of_its_own(caller, mine):
    case = a_case("violation").submitted().accepted().signed().worked()
    case.does("object", by="mei", reason="refunded").later(days=5)
    case.does("uphold_objection", by="counsel.cai").later(days=20)
    _, shown, _ = mine(case)
    assert (shown["your_objections"][0]["upheld"], shown["status"]) == (True, "decided")
    case.does("appeal", by="reviewer.triage", reason="the court insists")
    assert case.row.due_at == AT + timedelta(days=36)  # the tenth day is Qingming
    path = f"/cases/{case.row.reference}"
    shown = caller(case.user("reviewer.ren")).get(f"{path}/").json()
    assert shown["deadline"]["how"][0]["text"].startswith("10 days from")
    refused = {"code": "insufficient_information"}
    assert caller(case.user("counsel.cai")).post(f"{path}/refuse/", refused).json()["code"] == "same_person"
    assert caller(case.user("counsel.chen")).post(f"{path}/refuse/", refused).json()["code"] == "same_person"
    assert caller(case.user("privacy.pan")).post(f"{path}/refuse/", refused).status_code == 200
    assert Case.objects.get(pk=case.row.pk).status == "refused"
