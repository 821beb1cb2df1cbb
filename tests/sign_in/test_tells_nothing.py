"""Nobody learns here whether an address is registered: not by the answer, not by the work, not by the mail."""

import re
from collections import Counter as Tally

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.browsing import visitor
from tests.sign_ins import PASSWORD, a_person

KNOWN, UNKNOWN = "olga@people.example", "unknown@people.example"
FORMS = {
    "sign-up": ("/account/signup/", lambda email: {"email": email, "password1": PASSWORD}),
    "forgotten password": ("/account/password/reset/", lambda email: {"email": email}),
    "sign-in": ("/account/login/", lambda email: {"login": email, "password": "not their password"}),
}


def _knock(form, email):
    """Page, work and mail of one try."""
    path, words = FORMS[form]
    client, before = visitor(), len(mail.outbox)
    client.get(path)
    hashed = _hashes()
    with (
        CaptureQueriesContext(
            connection,
        ) as made,
        hashed,
    ):
        answer = client.post(path, words(email), follow=True)
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.text).replace(email, "…")
    verbs = Tally(query["sql"].split()[0] for query in made.captured_queries)
    return answer.redirect_chain, page, verbs, hashed.count, len(mail.outbox) - before


class _hashes:  # noqa: N801 - used as a word
    """Counts how often a password was hashed."""

    def __enter__(self):
        from django.contrib.auth.hashers import MD5PasswordHasher

        self.count, self.kind, self.really = 0, MD5PasswordHasher, MD5PasswordHasher.encode

        def encode(hasher, password, salt):
            self.count += 1
            return self.really(hasher, password, salt)

        MD5PasswordHasher.encode = encode
        return self

    def __exit__(self, *_error):
        self.kind.encode = self.really


@pytest.mark.parametrize("form", FORMS)
def test_a_known_and_an_unknown_address_get_the_same(db, form):
    a_person()
    known, unknown = _knock(form, KNOWN), _knock(form, UNKNOWN)
    assert known[0] == unknown[0], "another way"
    assert known[1] == unknown[1], "another page"
    assert known[3] == unknown[3], "a password was hashed for one of them only"
    assert known[4] == unknown[4], "a mail for one of them only"
    for verb in ("INSERT", "UPDATE", "DELETE"):
        assert known[2][verb] == unknown[2][verb], (verb, known[2], unknown[2])
    # Two looks at a row by its key, on the page that follows: under a thousandth of what hashing costs.
    assert abs(known[2]["SELECT"] - unknown[2]["SELECT"]) <= 2, (known[2], unknown[2])


def test_the_owner_of_a_taken_address_hears_of_it(client, db):
    a_person()
    client.post("/account/signup/", {"email": KNOWN, "password1": PASSWORD})
    (sent,) = mail.outbox
    assert sent.to == [KNOWN]
    assert "There is one already" in sent.body


def test_who_asks_for_an_address_without_account_hears_of_it(client, db):
    client.post("/account/password/reset/", {"email": UNKNOWN})
    (sent,) = mail.outbox
    assert "No account has this address" in sent.body


def test_a_mail_server_that_is_away_makes_no_difference(client, db, monkeypatch):
    def away(*_words, **_more):
        raise ConnectionRefusedError

    monkeypatch.setattr(mail.backends.locmem.EmailBackend, "send_messages", away)
    a_person()
    answers = [client.post("/account/password/reset/", {"email": email}) for email in (KNOWN, UNKNOWN)]
    assert [answer.status_code for answer in answers] == [302, 302]
