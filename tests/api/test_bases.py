"""Each clause describes itself."""

from disclosures.bases import REGISTRY


def test_the_clauses_tell_what_they_are(cast):
    answer = cast("bo").get("/bases/")
    assert answer.status_code == 200
    told = {basis["code"]: basis for basis in answer.json()}
    assert list(told) == [basis.code for basis in REGISTRY.in_force]
    assert told["transaction_dispute"]["clause"] == "3(f)"
    assert told["transaction_dispute"]["purposes"] == ["complete", "dispute", "return"]
    assert told["transaction_dispute"]["particulars"][0]["why"]


def test_one_clause_tells_the_same(cast):
    assert cast("bo").get("/bases/consent/").json()["must_show"] == ["live_consent"]


def test_an_unknown_clause_is_not_found(cast):
    answer = cast("bo").get("/bases/nonsense/")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert answer.headers["Content-Type"] == "application/problem+json"
