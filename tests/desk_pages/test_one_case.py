"""The pages of one case: from taking it on to the release, its end and its history, as staff press them."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session

from accounts.models import User
from disclosures import outbox
from disclosures.actions import consents, decisions, messages, refused_signatures
from disclosures.api.cases import particulars
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.errors import DeskError
from disclosures.domain.events import Event
from disclosures.domain.extents import Detail, Extent
from disclosures.domain.grounds import RefusalCode
from disclosures.domain.roles import Role
from disclosures.domain.route import StepName
from disclosures.models import Case, LedgerEntry, Release, clock
from disclosures.portals.staff import event_words
from disclosures.portals.staff.case import history, pages
from disclosures.portals.staff.words import PARTICULARS
from tests.cast import a_case, a_world

PAGES = ("", "facts/", "scope/", "evidence/", "messages/", "notes/", "signatures/", "release/", "notices/", "history/")


def at(case, page: str = "") -> str:
    return f"/staff/cases/{case.row.reference}/{page}"


def press(browser, case, act: str, **typed):
    """Open the act's page and press its button, with what its form carries."""
    shown = browser.get(at(case, f"do/{act}/"))
    assert shown.status_code == 200, shown.status_code
    hidden = dict(re.findall(r'name="(shown)"[^>]* value="([^"]*)"', shown.text))
    return browser.press(at(case, f"do/{act}/"), hidden | typed)


def test_a_case_is_taken_on_signed_released_and_revoked_by_pressing(browser_of):
    case = a_case("consent", world=a_world(at=clock.now())).submitted()
    rui = browser_of("reviewer.rui")
    assert press(rui, case, "accept").status_code == 302
    assert press(rui, case, "sign").status_code == 302
    waits = rui.get(at(case, "release/")).text
    assert "The release is being made" in waits
    assert '<meta http-equiv="refresh"' in waits
    outbox.drain(at=clock.now())
    shown = rui.get(at(case, "release/")).text
    assert "0 of 50" in shown
    assert f'href="{at(case, "do/revoke/")}"' in shown
    assert '<meta http-equiv="refresh"' not in shown
    assert press(rui, case, "revoke", reason="asked by the agency").status_code == 302
    assert Release.objects.get().ended_at is not None
    history = rui.get(at(case, "history/?verify=yes")).text
    assert "The access was revoked" in history
    assert "each follows from the one before" in history


def test_the_next_step_says_what_is_missing_before_the_case_can_be_taken_on(case, browser_of):
    assert "this is missing" not in browser_of("reviewer.rui").get(at(case)).text
    Case.objects.filter(pk=case.row.pk).update(called_back_at=None, called_back_by=None, called_back_number="")
    page = browser_of("reviewer.rui").get(at(case)).text
    assert "this is missing: The agency was called back at its published number." in page
    shown = browser_of("reviewer.rui").get(at(case, "do/check/")).text
    assert f"In our register for psb: {case.row.recipient_organisation.phone}" in shown
    offered = page.partition('id="next"')[2].partition("</section>")[0]
    assert "do/accept/" not in offered


@pytest.mark.parametrize("page", PAGES)
def test_every_page_shows_before_and_after_the_release(case, browser_of, page):
    rui = browser_of("reviewer.rui")
    assert rui.get(at(case, page)).status_code == 200
    case.accepted().signed().worked()
    assert rui.get(at(case, page)).status_code == 200


def test_a_party_and_a_stranger_find_no_such_case(case, browser_of):
    mei = case.row.named[0].subject
    mei.role_assignments.create(role=Role.REVIEWER)
    assert {browser_of("mei").get(at(case, page)).status_code for page in PAGES} == {404}
    assert browser_of("mei").get("/staff/cases/LR-2222-2222/").status_code == 404
    assert browser_of("officer").get(at(case)).status_code == 403


@pytest.mark.parametrize("detail", ["masked", "none"])
def test_an_older_tab_or_a_second_press_narrows_nothing_and_keeps_what_was_typed(detail, case, browser_of):
    case.accepted()
    ren = browser_of("reviewer.ren")
    where, typed = at(case, "do/narrow/"), {"item": "contact.email", "reason": "that is enough"}
    shown = re.search(r'name="shown"[^>]* value="([^"]*)"', ren.get(where).text)[1]
    assert ren.press(where, typed | {"detail": "masked", "shown": shown}).status_code == 302
    late = ren.press(where, typed | {"detail": detail, "shown": shown})
    assert late.status_code == 409
    assert "The scope changed after you opened this page" in late.text
    assert "that is enough" in late.text
    assert case.row.narrowings.count() == 1
    now = re.search(r'name="shown"[^>]* value="([^"]*)"', late.text)[1]
    assert now != shown
    assert ren.press(where, typed | {"detail": "none", "shown": now}).status_code == 302


def test_a_narrowing_needs_a_reason_and_keeps_what_was_typed(case, browser_of):
    case.accepted()
    ren = browser_of("reviewer.ren")
    answer = ren.press(at(case, "do/narrow/"), {"item": "contact.email", "detail": "masked", "begins-day": "3"})
    assert answer.status_code == 200
    assert "Enter a reason" in answer.text
    assert re.search(r'value="masked"[^>]*checked', answer.text)
    assert 'value="3"' in answer.text
    assert press(ren, case, "narrow", item="contact.email", detail="masked", reason="enough").status_code == 302
    scope = ren.get(at(case, "scope/")).text
    assert "our decision: narrowed by the desk" in scope
    assert "enough" in scope


def test_widening_is_refused_beside_the_form(case, browser_of):
    case.accepted().does("narrow", by="reviewer.ren", item="contact.email", to="masked", reason="enough")
    answer = press(browser_of("reviewer.ren"), case, "narrow", item="contact.email", detail="full", reason="more")
    assert answer.status_code == 422
    assert "A scope can only be narrowed" in answer.text


def test_who_may_not_sign_is_told_why_instead_of_a_button(case, browser_of):
    case.accepted().does("narrow", by="reviewer.ren", item="contact.email", to="masked", reason="enough")
    page = browser_of("reviewer.ren").get(at(case, "signatures/")).text
    assert "You cannot sign this step" in page
    assert "do/sign/" not in page
    assert "Your role does not sign this step" in browser_of("privacy.pan").get(at(case, "signatures/")).text


def test_a_signature_over_a_scope_that_changed_is_refused(case, browser_of):
    case.accepted()
    rui = browser_of("reviewer.rui")
    form = rui.get(at(case, "do/sign/")).text
    shown = re.search(r'name="shown"[^>]* value="([0-9a-f]{64})"', form)[1]
    case.does("narrow", by="reviewer.ren", item="contact.email", to="masked", reason="enough")
    answer = rui.press(at(case, "do/sign/"), {"shown": shown})
    assert answer.status_code == 409
    assert "The scope changed after you opened it" in answer.text


def test_pressing_twice_does_it_once_and_says_what_is_the_matter(case, browser_of):
    rui = browser_of("reviewer.rui")
    assert rui.press(at(case, "do/accept/")).status_code == 302
    again = rui.press(at(case, "do/accept/"))
    assert again.status_code == 409
    assert "Look at its present state" in again.text
    assert Case.objects.get(pk=case.row.pk).status == "review"


def test_holdings_are_no_reason_to_refuse_where_the_clause_does_not_tell_them(browser_of):
    case = a_case("consent", world=a_world(at=clock.now())).submitted()
    page = browser_of("reviewer.ren").get(at(case, "do/refuse/")).text
    assert 'value="incomplete"' in page
    assert 'value="not_held"' not in page


def test_an_edited_entry_is_named_by_the_button(case, browser_of, monkeypatch):
    monkeypatch.setattr(history.ledger, "verify_chain", lambda _name: ["edited: case entry 2: its text differs"])
    page = browser_of("reviewer.rui").get(at(case, "history/?verify=yes")).text
    assert "This history is not whole" in page
    assert "entry 2" in page


def test_a_message_says_who_will_read_it_and_a_note_is_read_by_colleagues_only(case, browser_of):
    ren = browser_of("reviewer.ren")
    page = ren.get(at(case, "messages/")).text
    assert "Send to psb, who will read it" in page
    assert ren.press(at(case, "messages/"), {"to": "requester", "text": "Which listing?"}).status_code == 302
    assert ren.press(at(case, "notes/"), {"text": "sounds hurried"}).status_code == 302
    assert "Which listing?" in ren.get(at(case, "messages/")).text
    assert "sounds hurried" not in ren.get(at(case, "messages/")).text
    assert "sounds hurried" in browser_of("counsel.chen").get(at(case, "notes/")).text


def test_a_member_who_does_not_know_of_the_case_is_not_written_to_and_the_text_stays(case, browser_of):
    page = browser_of("reviewer.ren").get(at(case, "messages/")).text
    assert "The member does not know of the case" in page
    assert "Send to mei, who will read it" not in page
    assert "Send to psb, who will read it" in page
    answer = browser_of("reviewer.ren").press(at(case, "messages/"), {"to": "subject:0", "text": "Hello there"})
    assert answer.status_code == 409
    assert "The member does not know of the case" in answer.text
    assert "Hello there" in answer.text
    assert browser_of("reviewer.ren").press(at(case, "messages/"), {"to": "everybody", "text": "x"}).status_code == 404


def test_an_objection_is_the_next_step_of_a_supervisor_who_signed_nothing(browser_of):
    case = a_case("transaction_dispute", world=a_world(at=clock.now())).submitted().accepted().signed()
    case.does("object", by="mei", reason="he threatened me")
    page = browser_of("counsel.cai").get(at(case)).text
    assert "he threatened me" in page
    assert re.search(r'href="[^"]*/do/uphold-objection/" role="button"', page)
    assert "Nothing is released until somebody who signed nothing here has decided it." in page
    assert "Then it is released by itself" not in page
    assert "do/uphold-objection" not in browser_of("reviewer.ren").get(at(case)).text
    assert press(browser_of("counsel.cai"), case, "overrule-objection", reason="settled").status_code == 302
    assert case.row.objections.get().decision == "settled"


def test_a_missing_fact_is_named_beside_the_refusal(browser_of):
    case = a_case("transaction_dispute", world=a_world(at=clock.now())).submitted()
    case.stage.world.transactions["t1"].performances.all().delete()
    answer = browser_of("reviewer.ren").press(at(case, "do/accept/"))
    assert answer.status_code == 422
    assert "Who asks has performed their part" in answer.text


def test_a_message_and_a_note_pressed_twice_are_written_once(case, browser_of):
    ren = browser_of("reviewer.ren")
    for page, more in (("messages/", {"to": "requester"}), ("notes/", {})):
        ident = re.search(r'name="ident"[^>]* value="([0-9a-f-]{36})"', ren.get(at(case, page)).text)[1]
        for _ in range(2):
            assert ren.press(at(case, page), {"text": "once", "ident": ident, **more}).status_code == 302
    assert case.row.messages.count() == 1
    assert case.row.notes.count() == 1


def test_every_event_of_the_ledger_has_its_words():
    assert set(event_words.EVENTS) == set(Event)


def test_the_history_of_a_case_is_told_in_words_and_in_the_readers_language(case, browser_of):
    case.accepted().signed().worked()
    rui = browser_of("reviewer.rui")
    told = rui.get(at(case, "history/")).text
    assert "Step: Legal review" in told
    assert "legal_review" not in told
    in_chinese = rui.get(at(case, "history/"), headers={"Accept-Language": "zh-hans"}).text
    assert "步骤：" in in_chinese or "步骤: " in in_chinese
    deadline = rui.get(at(case), headers={"Accept-Language": "zh-hans"}).text
    assert "10 天" in deadline
    assert "days from" not in deadline


def test_staff_read_why_a_refusal_was_appealed(case, browser_of):
    decisions.refuse(
        case=case.row, by=case.user("reviewer.ren"), at=case.at, code=RefusalCode.MANIFEST_ERRORS, reason="no seal"
    )
    decisions.appeal(case=case.row, by=case.row.filed_by, at=case.at, reason="the seal is on page two")
    page = browser_of("reviewer.rui").get(at(case)).text
    assert "no seal" in page
    assert "the seal is on page two" in page


def test_staff_read_what_the_member_answered(browser_of):
    asked = a_case(
        "consent", world=a_world(at=clock.now()), asks=["contact.email", "contact.phone"], purpose="a third prize"
    )
    asked.submitted().accepted()
    granted = {ItemKey.CONTACT_EMAIL: Extent(Detail.FULL)}
    consents.answer(case=asked.row, grant=granted, by=asked.user("mei"), at=asked.at)
    page = browser_of("reviewer.rui").get(at(asked)).text
    assert re.search(r"The member answered</h2><p class=\"govuk-body\">Granted: Email", page)


def test_a_note_reaches_the_colleague_it_mentions_and_nobody_who_is_barred(case, browser_of):
    case.accepted()
    chen, filer = case.user("counsel.chen"), case.row.filed_by
    ren = browser_of("reviewer.ren")
    page = at(case, "notes/")
    assert f'value="{filer.pk}"' not in ren.get(page).text
    barred = ren.press(page, {"text": "look at the seal", "mentions": [str(filer.pk)]})
    assert (barred.status_code, case.row.notes.count()) == (200, 0)
    assert "look at the seal" in barred.text
    assert ren.press(page, {"text": "look at the seal", "mentions": [str(chen.pk)]}).status_code == 302
    assert chen.name in ren.get(page).text.partition("To reach:")[2].partition("</span>")[0]
    assert case.row.reference in browser_of("counsel.chen").get("/staff/?tab=mentioned").text
    assert case.row.reference not in ren.get("/staff/?tab=mentioned").text


def test_no_note_reaches_who_is_barred_from_the_case(case):
    with pytest.raises(DeskError):
        messages.note(
            case=case.row, text="x", by=case.user("reviewer.ren"), at=case.at, mentions=[case.row.named[0].subject]
        )


def tries(case) -> int:
    return LedgerEntry.objects.filter(event=Event.SIGNATURE_REFUSED, chain=f"case:{case.row.pk}").count()


def test_who_presses_again_on_a_signature_that_was_refused_them_says_nothing_new(browser_of):
    case = a_case("violation", world=a_world(at=clock.now())).submitted().accepted()
    shown = re.search(
        r'name="shown"[^>]* value="([0-9a-f]{64})"', browser_of("reviewer.rui").get(at(case, "do/sign/")).text
    )[1]
    triage = browser_of("reviewer.triage")
    assert [triage.press(at(case, "do/sign/"), {"shown": shown}).status_code for _press in range(3)] == [403] * 3
    assert tries(case) == 1
    other = User.objects.get(name="reviewer.triage")
    twin = User.objects.create(name="reviewer.twin", person=other.person, password="!")
    twin.role_assignments.create(role=Role.REVIEWER)
    refused_signatures.record(case=case.row, step=StepName.REVIEW, by=twin, at=clock.now())
    assert tries(case) == 1, "a second account is the same person"


def test_a_signature_refused_over_another_scope_or_to_another_person_is_another_try(case):
    case.accepted()
    ren, rui = (User.objects.get(name=name) for name in ("reviewer.ren", "reviewer.rui"))
    step = StepName.AUTHENTICATE
    for by in (ren, ren, rui, rui):
        refused_signatures.record(case=case.row, step=step, by=by, at=clock.now())
    assert tries(case) == 2
    case.does("narrow", by="reviewer.ren", item="contact.email", to="masked", reason="enough")
    for _press in range(2):
        refused_signatures.record(case=case.row, step=step, by=ren, at=clock.now())
    assert tries(case) == 3


def followed(page: str) -> str:
    found = re.search(r'hx-get="([^"]+)"', page)
    return found[1] if found else ""


@pytest.fixture
def approved(db):
    """A case whose release no worker makes yet."""
    return a_case("consent", world=a_world(at=clock.now())).submitted().accepted().signed()


def test_a_page_that_follows_a_release_stops_after_a_while_and_says_so(approved, browser_of, monkeypatch):
    monkeypatch.setattr(pages, "MOST_LOOKS", 3)
    rui, where, looks = browser_of("reviewer.rui"), at(approved, "release/"), 0
    page = rui.get(where).text
    while following := followed(page):
        assert "This page follows by itself." in page
        page, looks = rui.get(following).text, looks + 1
    assert looks == 3
    assert "Reload to go on" in page
    assert f'href="{where}"' in page
    assert '<meta http-equiv="refresh"' not in page
    assert followed(rui.get(where).text), "who loads it again goes on"
    for rubbish in ("x", "-1", "99999", "9" * 400):
        assert not followed(rui.get(f"{where}?looked={rubbish}").text)


def test_a_page_that_follows_by_itself_keeps_no_session_alive(approved, browser_of):
    rui = browser_of("reviewer.rui")
    following = followed(rui.get(at(approved, "release/")).text)
    assert following
    kept = Session.objects.values_list("session_key", "session_data", "expire_date")
    before = list(kept)
    answer = rui.get(following)
    assert list(kept) == before
    assert settings.SESSION_COOKIE_NAME not in answer.cookies


def test_no_code_of_the_desk_s_own_stands_on_the_pages_of_a_case(approved, browser_of):
    rui = browser_of("reviewer.rui")
    approved.worked()
    notices = rui.get(at(approved, "notices/")).text
    assert "Something is ready for you" in notices
    assert "released_to_recipient" not in notices
    approved.does("revoke", by="reviewer.rui", reason="asked")
    assert "(Revoked by the desk)" in rui.get(at(approved, "release/")).text
    violation = a_case("violation", world=approved.stage.world).submitted()
    assert "A regulator" in rui.get(at(violation)).text


def test_every_part_of_a_paper_and_of_an_emergency_has_its_words():
    assert {*particulars.INSTRUMENT, *particulars.EMERGENCY} <= set(PARTICULARS)


def test_an_act_that_is_refused_leads_back_to_its_case(approved, browser_of):
    answer = browser_of("reviewer.rui").get(at(approved, "do/accept/"))
    assert answer.status_code == 409
    assert "See how it stands now" in answer.text
    assert f'href="{at(approved)}"' in answer.text


def test_the_paper_of_a_hold_is_named_in_words(case, browser_of):
    later = clock.now() + timedelta(days=9)
    held = {"hold_kind": "order", "hold_paper": "court_order C-9", "hold_by": "a court", "hold_until": later}
    Case.objects.filter(pk=case.row.pk).update(**held)
    rui = browser_of("reviewer.rui")
    for where in (at(case), at(case, "notices/"), "/staff/holds/"):
        page = rui.get(where).text
        assert "Court order C-9" in page, where
        assert "court_order" not in page, where


def test_what_was_asked_before_says_how_it_came_and_how_it_went(case, browser_of):
    before = a_case("legal_request", world=case.stage.world).submitted()
    decisions.refuse(
        case=before.row,
        code=RefusalCode.MANIFEST_ERRORS,
        reason="wrong seal",
        by=case.user("reviewer.ren"),
        at=before.at,
    )
    page = browser_of("reviewer.rui").get(at(case, "facts/")).text
    row = page.partition(f">{before.row.reference}</a>")[2].partition("</tr>")[0]
    for said in ("Filed by themselves", "Refused", "The paper has manifest errors"):
        assert said in row
