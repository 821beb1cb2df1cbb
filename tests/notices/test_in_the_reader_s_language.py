"""What is written to somebody who is away is in the language they chose; where nobody knows it, in both."""

from __future__ import annotations

import pytest

from accounts.models import Organisation, User
from tests.browsing import signed_in, visitor
from tests.cast import a_case
from tests.sign_ins import PASSWORD

pytestmark = pytest.mark.django_db
ENGLISH, CHINESE = "A disclosure about you is planned; you may object", "拟披露与您有关的数据，您可以提出异议"


def choose(user, language):
    signed_in(user).press("/language/", {"language": language, "next": "/"})


def subject_for(user, window, mails):
    window.worked()
    return next(message for message in mails() if message.to == [user.email])


def test_nobody_s_language_is_known_until_they_choose(window, mails):
    mail = subject_for(window.user("mei"), window, mails)
    assert ENGLISH in mail.subject
    assert CHINESE in mail.subject
    assert mail.extra_headers["Content-Language"] == "en, zh-hans"


@pytest.mark.parametrize(("language", "words", "others"), [("en", ENGLISH, CHINESE), ("zh-hans", CHINESE, ENGLISH)])
def test_what_they_chose_is_kept_with_the_account(window, mails, language, words, others):
    choose(window.user("mei"), language)
    mail = subject_for(window.user("mei"), window, mails)
    assert words in mail.subject
    assert others not in mail.subject + mail.body


def test_who_is_not_signed_in_changes_nobody_s(window):
    visitor().press("/language/", {"language": "en", "next": "/"})
    choose(window.user("ana"), "fr")
    assert not User.objects.exclude(language="").exists()


def test_an_organisation_without_people_is_written_to_in_its_own(mails, caller):
    case = a_case("violation")
    User.objects.filter(name="officer").update(is_active=False)
    psb = Organisation.objects.get(name="psb")
    said = caller(case.user("reviewer.ren")).post(f"/organisations/{psb.pk}/language/", {"language": "zh-hans"}).json()
    assert (said["language"], said["is_verified"]) == ("zh-hans", True)
    case.released()
    mail = next(message for message in mails() if message.to == ["office@psb.example"])
    assert "Something is ready for you" not in mail.subject


def test_who_signs_up_is_written_to_in_the_language_of_that_page(db):
    form = {"email": "new@people.example", "password1": PASSWORD}
    visitor().press("/account/signup/?lang=zh-hans", form)
    assert User.objects.get().language == "zh-hans"
