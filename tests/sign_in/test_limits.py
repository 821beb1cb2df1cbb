"""Tries are counted, in the database: a wiped cache unlocks nobody."""

import pytest
from django.core.cache import cache

from accounts.models import Counter
from tests.browsing import visitor
from tests.sign_ins import PASSWORD, a_person, code_of, sign_in, type_password, with_app


def test_a_password_is_guessed_five_times_and_then_the_right_one_fails_too(db):
    user = a_person()
    for _ in range(5):
        assert "are not correct" in type_password(visitor(), user, "a guess of a stranger").text
    assert "Too many" in type_password(visitor(), user).text


def test_an_unknown_address_is_locked_alike(client, db):
    for _ in range(5):
        client.post("/account/login/", {"login": "no@people.example", "password": "a guess of a stranger"})
    page = client.post("/account/login/", {"login": "no@people.example", "password": "a guess of a stranger"})
    assert "Too many" in page.text


def test_a_code_of_an_app_is_guessed_five_times(client, db):
    user = a_person()
    secret = with_app(user)
    type_password(client, user)
    for _ in range(5):
        client.post("/account/2fa/authenticate/", {"code": "000000"})
    assert "Too many" in client.post("/account/2fa/authenticate/", {"code": code_of(secret)}).text


@pytest.mark.parametrize(
    ("path", "words", "limit"),
    [
        ("/account/signup/", {"email": "x", "password1": "x"}, 20),
        ("/account/password/reset/", {"email": "no@people.example"}, 5),
        ("/account/login/", {"login": "x", "password": "x"}, 30),
    ],
)
def test_each_form_of_strangers_has_its_limit(client, db, path, words, limit):
    answers = [client.post(path, words).status_code for _ in range(limit + 1)]
    assert answers[-1] == 429
    assert 429 not in answers[:limit]
    assert "Wait a few minutes" in client.post(path, words).text


@pytest.mark.parametrize(
    ("path", "words", "limit"),
    [
        ("/account/reauthenticate/", {"password": "a guess of a stranger"}, 5),
        ("/account/password/change/", {"oldpassword": "a guess", "password1": PASSWORD, "password2": PASSWORD}, 5),
        ("/account/email/", {"email": "x", "action_add": "yes"}, 10),
    ],
)
def test_each_form_of_one_s_account_has_its_limit(client, db, path, words, limit):
    sign_in(client, a_person(), method="password")
    pages = [client.post(path, words) for _ in range(limit + 1)]
    assert pages[-1].status_code == 429 or "Too many" in pages[-1].text
    assert pages[limit - 1].status_code != 429


def test_what_is_counted_names_nobody(client, db):
    user = a_person()
    type_password(client, user, "a guess of a stranger")
    rows = str(list(Counter.objects.values()))
    assert rows
    assert user.email not in rows
    assert "127.0.0.1" not in rows


def test_a_counter_is_kept_until_its_end_and_one_of_two_takes_it(db):
    assert cache.add("code", "y", timeout=60)
    assert not cache.add("code", "y", timeout=60)
    assert cache.get("code") == "y"
    cache.set("code", [1], timeout=-1)
    assert cache.get("code") is None
    assert cache.add("code", "z", timeout=60)
    cache.set("other", 1, timeout=60)
    assert cache.delete("code")
    assert not cache.delete("code")
    assert cache.touch("other", 10)
    assert [cache.incr("other"), cache.incr("other", 3)] == [2, 5]
    with pytest.raises(ValueError, match="no such counter"):
        cache.incr("code")
    cache.clear()
    assert not Counter.objects.exists()
