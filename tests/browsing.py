"""Browsers for tests of pages: a stranger's, and one of somebody who allowed cookies and is signed in."""

from __future__ import annotations

from typing import Any

from django.test import Client

from accounts.cookies import choice
from accounts.cookies.choice import Category
from accounts.models import User
from tests import sign_ins

SAME = {"Sec-Fetch-Site": "same-origin"}


class Browser(Client):
    """As a browser sends a form of the page it shows."""

    def press(self, path: str, data: Any = None, **headers: str) -> Any:
        return self.post(path, data or {}, headers={**SAME, **headers})


def stranger(**words: Any) -> Browser:
    """Somebody who has never been here."""
    return Browser(**words)


def visitor(*allowed: Category, **words: Any) -> Browser:
    """Somebody who said yes to these cookies; to the necessary one if nothing is said."""
    browser = stranger(**words)
    browser.cookies[choice.COOKIE] = choice.written(allowed or (Category.NECESSARY,))
    return browser


def signed_in(user: User, **words: Any) -> Browser:
    """Somebody who allowed what signing in needs, and did."""
    browser = visitor(**words)
    sign_ins.sign_in(browser, user)
    return browser
