"""An API address means the same with and without its last slash."""


def test_a_post_without_the_last_slash_keeps_its_body(cast):
    drafted = cast("bo").post("/cases", {"basis": "consent"})
    assert drafted.status_code == 201
    assert cast("bo").get("/cases").json() == cast("bo").get("/cases/").json()
