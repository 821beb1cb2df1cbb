"""What a form answers, what a refusal says and what a mail says, in Chinese."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.core import mail
from django.utils.translation import override

from accounts.models import Consent
from disclosures.domain.errors import DeskError, MoveNotAllowed
from disclosures.domain.words import Filled
from paletten.shell import words
from tests.browsing import visitor
from tests.sign_ins import PASSWORD, a_person, code_in_mail, type_password, with_app
from tests.terms.conftest import publish
from tests.words.conftest import LANGUAGE
from tests.words.reading import foreign, foreign_on

GIVE = "/me/consents/give/"
WHOLE = {
    "kind": "organisation", "recipient": "海港旅行", "purpose": "节日优惠", "length": "30",
    "items": ["contact.email", "access.visited_at"], "contact.email": "masked", "access.visited_at": "full",
}  # fmt: skip


@pytest.fixture
def browser():
    return visitor(headers=LANGUAGE)


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("/account/login/", {}),
        ("/account/login/", {"login": "nobody@people.example", "password": "wrong"}),
        ("/account/login/", {"login": "no address", "password": "wrong"}),
        ("/account/signup/", {}),
        ("/account/signup/", {"email": "x@people.example", "password1": "short"}),
        ("/account/signup/", {"email": "x@people.example", "password1": "123456789012"}),
        ("/account/signup/", {"email": "nora.nordlys@people.example", "password1": "nora.nordlys@people.example"}),
        ("/account/password/reset/", {}),
    ],
)
def test_before_signing_in_an_error_is_in_chinese(browser, db, path, sent):
    page = browser.post(path, sent)
    assert "出现问题" in page.text
    assert foreign_on(page.text, known=tuple(sent.values())) == []


def test_signing_up_and_its_mail_are_in_chinese(browser, db):
    page = browser.post("/account/signup/", {"email": "nora@people.example", "password1": PASSWORD}, follow=True)
    assert foreign_on(page.text) == []
    assert foreign_on(browser.post("/account/confirm-email/", {"code": "BBBB-BBBB"}).text, known=("BBBB-BBBB",)) == []
    (sent,) = mail.outbox
    code = code_in_mail()
    assert foreign(sent.subject + sent.body, known=(code,)) == []
    assert foreign_on(browser.post("/account/confirm-email/", {"code": code}, follow=True).text) == []


def test_a_forgotten_password_and_its_mails_are_in_chinese(browser, db):
    olga = a_person("olga")
    asked = browser.post("/account/password/reset/", {"email": olga.email}, follow=True)
    code = code_in_mail()
    chosen = browser.post("/account/password/reset/confirm/", {"code": code}, follow=True)
    done = browser.post("/account/password/reset/complete/", {"password1": f"{PASSWORD} twice"}, follow=True)
    assert [foreign_on(page.text) for page in (asked, chosen, done)] == [[], [], []]
    assert [foreign(sent.subject + sent.body, known=(code,)) for sent in mail.outbox] == [[]]


def test_a_second_factor_is_asked_and_refused_in_chinese(browser, db):
    olga = a_person("olga")
    with_app(olga)
    type_password(browser, olga)
    page = browser.post("/account/2fa/authenticate/", {"code": "000000"})
    assert "验证码不正确" in page.text
    assert foreign_on(page.text) == []


@pytest.mark.parametrize(
    "change",
    [
        {"kind": ""}, {"recipient": ""}, {"recipient": "无此机构"}, {"purpose": ""}, {"purpose": "出售您的数据"},
        {"purpose": "优惠；调查"}, {"items": []}, {"items": ["search.keywords"]}, {"contact.email": ""},
        {"length": ""}, {"length": "day"}, {"length": "day", "day-day": "31", "day-month": "2", "day-year": "2099"},
        {"length": "day", "day-day": "1", "day-month": "1", "day-year": "2020"},
        {"length": "day", "day-day": "1", "day-month": "1", "day-year": "2999"},
    ],
)  # fmt: skip
@pytest.mark.parametrize("step", ["to-whom", "for-what", "which-data", "how-much", "until-when"])
def test_giving_a_consent_is_asked_and_refused_in_chinese(mei, change, step):
    page = mei.post(GIVE, WHOLE | change | {"step": step})
    assert foreign_on(page.text, known=("search.keywords",)) == []


def test_a_consent_is_checked_given_and_withdrawn_in_chinese(mei):
    sent = WHOLE | {"step": "check", "ident": str(uuid4())}
    assert foreign_on(mei.post(GIVE, WHOLE | {"step": "until-when"}).text) == []
    assert foreign_on(mei.post(GIVE, sent, follow=True).text) == []
    newest = Consent.objects.order_by("-given_at", "-pk")[0]
    assert foreign_on(mei.post(f"/me/consents/{newest.public_id}/withdraw/", follow=True).text) == []
    assert foreign_on(mei.post(f"/me/consents/{newest.public_id}/withdraw/", follow=True).text) == []


def test_a_choice_of_cookies_is_answered_in_chinese(browser):
    assert foreign_on(browser.press("/cookies/choose/", {"choice": "none"}, follow=True).text) == []
    assert foreign_on(browser.post("/cookies/choose/", {"choice": "all"}).text) == []


def test_a_refusal_is_said_in_the_reader_s_language():
    with override("zh-hans"):
        assert str(words.said(MoveNotAllowed().detail)).startswith("案件目前的状态")
        filled = DeskError(Filled("Fill in: %(fields)s.", fields="purpose"))
        assert str(words.said(filled.detail)) == "请填写：purpose。"
    assert str(words.said(filled.detail)) == filled.detail == "Fill in: purpose."


def test_a_notice_says_what_it_is_in_both_languages(cast):
    """It leaves when nobody is there whose language could be asked."""
    publish(cast)
    cast.work()
    (sent,) = mail.outbox
    english, chinese = sent.subject.removesuffix(": privacy-policy-2").split(" / ")
    assert (english, chinese) == (
        "What you agreed to changes; read what is new",
        "您所同意的内容将有变更，请阅读新内容",
    )
    lines = sent.body.splitlines()
    assert lines[0] == "Sign in to the Paletten Disclosure Desk to read about privacy-policy-2."
    assert lines[1] == "请登录 Paletten 披露受理处，查阅 privacy-policy-2 的有关内容。"
