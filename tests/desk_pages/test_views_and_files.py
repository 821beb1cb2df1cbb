"""A filter of the queue kept under a name, and the queue as a table that somebody takes away."""

from __future__ import annotations

import csv
import io

import pytest

from accounts.models import Organisation
from disclosures.models import DeskExport, LedgerEntry, SavedView

NEW = "/staff/views/new/?tab=open&basis=legal_request"


@pytest.fixture
def ren(case, browser_of):
    return browser_of("reviewer.ren")


def table(browser, **asked) -> list[list[str]]:
    answer = browser.press("/staff/queue.csv", asked)
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_a_view_is_saved_under_a_name_and_leads_back_to_its_filters(ren, browser_of):
    assert "Authorities" not in ren.get("/staff/").text
    href = ren.press(NEW, {"name": "Authorities"}).headers["Location"]
    assert href == "/staff/?tab=open&basis=legal_request"
    assert f'<a href="{href.replace("&", "&amp;")}">Authorities</a>' in ren.get("/staff/").text
    assert "Authorities" not in browser_of("reviewer.rui").get("/staff/").text


def test_the_same_view_saved_twice_is_one_and_a_name_in_use_is_said_beside_its_field(ren):
    ren.press(NEW, {"name": "Authorities"})
    assert ren.press(NEW, {"name": "Authorities"}).status_code == 302
    other = ren.press("/staff/views/new/?tab=late", {"name": "Authorities"})
    assert "You have a view of this name" in other.text
    assert 'value="Authorities"' in other.text
    assert SavedView.objects.count() == 1


def test_there_are_twenty_views_and_no_more(ren):
    for number in range(20):
        assert ren.press(NEW, {"name": f"view {number}"}).status_code == 302
    assert "You keep twenty views already" in ren.press(NEW, {"name": "one more"}).text
    ren.press(f"/staff/views/{SavedView.objects.get(name='view 3').pk}/delete/")
    assert ren.press(NEW, {"name": "one more"}).status_code == 302


def test_one_renames_and_deletes_ones_own_and_nobody_elses(ren, browser_of):
    ren.press(NEW, {"name": "Authorities"})
    view = f"/staff/views/{SavedView.objects.get().pk}"
    rui = browser_of("reviewer.rui")
    assert rui.get(f"{view}/rename/").status_code == 404
    rui.press(f"{view}/delete/")
    assert ren.press(f"{view}/rename/", {"name": "Papers"}).headers["Location"] == "/staff/views/"
    assert "Papers" in ren.get("/staff/views/").text
    assert "Only the view goes" in ren.get(f"{view}/delete/").text
    assert SavedView.objects.exists()
    assert [ren.press(f"{view}/delete/").status_code for _ in "ab"] == [302, 302]
    assert not SavedView.objects.exists()


def test_the_table_has_what_the_filters_show(case, ren):
    head, *lines = table(ren, tab="open", basis="legal_request")
    assert head[0] == "Reference"
    assert [line[0] for line in lines] == [case.row.reference]
    assert "psb" in lines[0]
    assert table(ren, tab="open", basis="consent")[1:] == []


def test_that_it_was_taken_away_is_written_down(case, ren):
    assert ren.get("/staff/queue.csv").status_code == 405
    table(ren, tab="open", basis="legal_request")
    export = DeskExport.objects.get()
    assert (export.by.name, export.tab, export.basis, export.lines) == ("reviewer.ren", "open", "legal_request", 1)
    assert LedgerEntry.objects.get(event="queue_exported").content["body"]["lines"] == 1


def test_no_person_is_in_it_and_no_formula(case, ren):
    Organisation.objects.filter(name="psb").update(name="=HYPERLINK(9)")
    text = str(table(ren, tab="open"))
    assert "'=HYPERLINK" in text
    assert not [name for name in ("mei", "officer", "reviewer.ren") if name in text]
