"""A complaint is a list of tasks that saves itself, is filed once and loses nothing (P3e)."""

from __future__ import annotations

import pytest

from disclosures.actions import evidence, grievances
from disclosures.domain.errors import MoveNotAllowed
from disclosures.models import Complaint, Evidence, Grievance, Notice, Right, clock
from tests.browsing import signed_in
from tests.complaining.conftest import TASKS, answer, begun, done, field, file, send
from tests.evidence import files
from tests.members.test_about_me_pages import plain


def states(page) -> dict[str, int]:
    return {word: plain(page).count(word) for word in ("Not started", "In progress", "Done")}


def test_a_double_press_begins_one(nora):
    assert begun(nora) == begun(nora)
    assert Grievance.objects.count() == 1


def test_each_task_says_how_far_it_is(nora):
    where = begun(nora)
    assert states(nora.get(where))["Not started"] == 6
    answer(nora, where, "about-you")
    answer(nora, where, "listings", statement="")
    page = nora.get(where)
    assert (states(page)["Done"], states(page)["In progress"]) == (1, 1)
    assert "1 of 6 tasks are done" in plain(page)
    assert nora.get(f"{where}check/").status_code == 302


def test_what_is_right_is_kept_where_something_else_is_not(nora):
    where = begun(nora)
    page = answer(nora, where, "listings", statement="")
    assert page.text.count("Say why they infringe it") == 2
    assert "https://market.example/10" in page.text
    assert "https://market.example/10" in nora.get(f"{where}task/listings/").text


@pytest.mark.parametrize(
    "line", ["market.example/9", "ftp://market.example/9", "https://market", "javascript:alert(1)"]
)
def test_each_address_is_checked_and_named(nora, line):
    page = answer(nora, begun(nora), "listings", listings=f"https://market.example/9\n{line}")
    assert page.text.count(f"This is no address of a page: {line}") == 2
    assert line in page.text.partition("<textarea")[2]


def test_it_is_filed_once_with_its_files_and_the_respondent_is_told(nora, world):
    Complaint.objects.all().delete()
    where = done(nora)
    send(nora, f"{where}files/")
    page = nora.get(f"{where}check/")
    pressed = {"edition": field(page, "edition")}
    answers = [nora.post(f"{where}check/", pressed)["Location"] for _ in range(2)]
    complaint = Complaint.objects.get()
    assert answers == [f"/complaints/{complaint.reference}/filed/"] * 2
    assert (complaint.respondent.name, complaint.pass_on) == ("shop", ["contact.phone"])
    assert complaint.listings == ["https://market.example/9", "https://market.example/10"]
    assert complaint.asked_at is not None
    assert Evidence.objects.get().box.complaint == complaint
    assert Notice.objects.filter(kind="complaint_about_you").count() == 1
    grievance = Grievance.objects.get()
    assert (grievance.complaint, grievance.answers) == (complaint, {})
    assert complaint.reference in plain(nora.get(answers[0]))


def test_an_older_tab_meets_both_versions_and_nothing_is_lost(nora):
    where = begun(nora)
    path = f"{where}task/listings/"
    opened = field(nora.get(path), "edition")
    answer(nora, where, "listings", statement="the newer")
    page = nora.post(path, {**TASKS["listings"], "statement": "the older", "edition": opened})
    assert page.status_code == 409
    assert "the newer" in plain(page)
    assert "the older" in plain(page)
    assert Grievance.objects.get().answers["statement"] == "the newer"
    nora.post(path, {**TASKS["listings"], "statement": "the older", "edition": field(page, "edition")})
    assert Grievance.objects.get().answers["statement"] == "the older"


def test_two_tabs_on_two_tasks_disturb_nobody(nora):
    where = begun(nora)
    opened = field(nora.get(f"{where}task/listings/"), "edition")
    answer(nora, where, "about-you")
    assert nora.post(f"{where}task/listings/", {**TASKS["listings"], "edition": opened}).status_code == 302
    assert Grievance.objects.get().answers["confirmed"]


def test_what_was_changed_since_it_was_checked_is_not_filed(nora):
    where = done(nora)
    opened = field(nora.get(f"{where}check/"), "edition")
    answer(nora, where, "listings", statement="other words")
    page = nora.post(f"{where}check/", {"edition": opened})
    assert (page.status_code, "Check them again" in plain(page)) == (409, True)
    assert Grievance.objects.get().complaint is None


def test_of_two_saves_at_once_the_older_changes_nothing(nora, world):
    begun(nora)
    grievance, by = Grievance.objects.get(), world.user("nora")
    grievances.save(grievance=grievance, answers={"against": "a"}, edition=0, by=by, at=clock.now())
    with pytest.raises(MoveNotAllowed):
        grievances.save(grievance=grievance, answers={"against": "b"}, edition=0, by=by, at=clock.now())
    assert Grievance.objects.get().answers == {"against": "a"}


def test_a_right_that_went_out_of_force_is_chosen_anew(nora):
    where = done(nora)
    nora.post("/rights/tm/withdraw/")
    assert nora.get(f"{where}check/").status_code == 302
    assert "Register one first" in plain(nora.get(f"{where}task/right/"))


def test_it_shows_exactly_what_the_other_side_would_see(nora, world):
    record = world.user("nora").record
    where = begun(nora)
    answer(nora, where, "right")
    answer(nora, where, "listings")
    page = plain(nora.get(f"{where}task/details/"))
    for value in (record.legal_name, record.email, record.phone, "it copies our mark"):
        assert value
        assert value in page
    answer(nora, where, "details", items=[])
    answer(nora, where, "about-you")
    answer(nora, where, "declarations")
    nora.post(f"{where}files/all/")
    page = plain(nora.get(f"{where}check/"))
    assert record.email in page
    assert record.phone not in page


def test_an_agent_asks_for_no_more_than_the_owner_allowed(nora, world):
    until = clock.now().replace(year=2090)
    Right.objects.filter(reference="tm").update(agent_for="Nordlys", agent_scope="complain", agent_until=until)
    where = begun(nora)
    answer(nora, where, "right")
    assert answer(nora, where, "details").text.count("authorisation does not cover this") == 2
    assert answer(nora, where, "details", pass_on="no").status_code == 302


def test_thrown_away_it_says_nothing_and_its_files_are_gone(nora):
    where = done(nora)
    send(nora, f"{where}files/")
    nora.post(f"{where}drop/")
    assert Grievance.objects.get().answers == {}
    assert Evidence.objects.get().state == "destroyed"
    assert nora.get(where)["Location"] == "/complaints/"
    assert file_is_refused(nora, where)


def file_is_refused(nora, where) -> bool:
    before = Complaint.objects.count()
    nora.post(f"{where}check/", {"edition": "1"})
    return Complaint.objects.count() == before


@pytest.mark.parametrize("name", ["shop", "mei", "reviewer.ren"])
def test_to_anybody_else_there_is_none(nora, world, name):
    where = done(nora)
    browser = signed_in(world.user(name))
    for path in (where, f"{where}task/listings/", f"{where}files/", f"{where}check/", f"{where}drop/"):
        assert browser.get(path).status_code == 404


def test_a_session_that_ended_amidst_a_task_loses_nothing(nora, world):
    where = begun(nora)
    nora.post(
        f"{where}task/listings/", {**TASKS["listings"], "edition": field(nora.get(f"{where}task/listings/"), "edition")}
    )
    nora.cookies.clear()
    assert "/account/login/" in nora.get(where)["Location"]
    again = signed_in(world.user("nora"))
    assert "it copies our mark" in again.get(f"{where}task/listings/").text


REFUSED = {
    "file_empty": (b"", "The file is empty"),
    "wrong_type": (b"MZ\x90\x00" + bytes(200), "By its content this is no file that the desk takes"),
    "password": (files.pdf(password="x"), "protected by a password"),
    "archive_with_password": (files.locked_zip(), "protected by a password"),
    "word_with_password": (files.locked_docx(), "protected by a password"),
    "unsafe": (files.docx(**{"word/vbaProject.bin": b"x"}), "holds a program"),
}


@pytest.mark.parametrize(("content", "says"), REFUSED.values(), ids=REFUSED)
def test_a_file_is_refused_beside_its_field_and_what_was_sent_stays(nora, content, says):
    where = begun(nora)
    send(nora, f"{where}files/")
    page = send(nora, f"{where}files/", content, name="x.pdf")
    assert page.text.count(says) == 2
    assert "shot.png" in page.text
    assert Evidence.objects.count() == 1


def test_a_file_that_is_too_large_is_refused_beside_its_field(nora, settings):
    settings.DESK_EVIDENCE_FILE_LIMIT = 60_000
    page = send(nora, f"{begun(nora)}files/", bytes(70_000))
    assert page.text.count("larger than the desk takes") == 2


@pytest.mark.parametrize(("language", "says"), [("en", "There is a problem"), ("zh-hans", "出现问题")])
def test_a_file_far_too_large_meets_a_page_that_says_what_to_do(nora, settings, language, says):
    where = begun(nora)
    answer(nora, where, "listings")
    settings.DESK_EVIDENCE_FILE_LIMIT = 60_000
    nora.defaults["HTTP_ACCEPT_LANGUAGE"] = language
    nora.cookies.pop("django_language", None)
    page = send(nora, f"{where}files/", bytes(400_000))
    assert (page.status_code, page["Content-Type"]) == (413, "text/html; charset=utf-8")
    assert "no-store" in page["Cache-Control"]
    assert says in page.text
    assert f'href="{where}files/"' in page.text
    assert not Evidence.objects.exists()
    assert "it copies our mark" in nora.get(f"{where}task/listings/").text


def test_the_same_file_twice_is_one_with_its_size_and_hash(nora):
    where = begun(nora)
    for _ in range(2):
        send(nora, f"{where}files/")
    one = Evidence.objects.get()
    page = plain(nora.get(f"{where}files/"))
    assert one.sha256 in page
    assert "bytes" in page
    assert f"{where}files/{one.pk}/" in nora.get(f"{where}files/").text


def test_a_file_is_taken_back_before_filing_and_not_after(nora):
    where = done(nora)
    send(nora, f"{where}files/")
    send(nora, f"{where}files/", files.jpeg(), name="b.jpg")
    first, second = Evidence.objects.order_by("number")
    assert "Take the file back" in plain(nora.get(f"{where}files/{first.pk}/"))
    nora.post(f"{where}files/{first.pk}/")
    first.refresh_from_db()
    assert (first.state, first.box.files) == ("destroyed", 1)
    file(nora, where)
    complaint = Grievance.objects.get().complaint
    page = nora.get(f"/complaints/{complaint.reference}/files/")
    assert "b.jpg" in page.text
    assert "Take back" not in plain(page)
    with pytest.raises(MoveNotAllowed):
        evidence.take_back(evidence=second, by=second.uploaded_by, at=clock.now())
