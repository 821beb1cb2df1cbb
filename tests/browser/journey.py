"""One person's way through the pages, from sign-in on: in English by keyboard alone, in Chinese without scripts.

So each journey shows three things at once: both languages, no mouse, no script. On PostgreSQL, where looks are not
judged, it is made with a mouse and with scripts.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import connection
from django.utils.translation import gettext, override
from playwright.sync_api import Browser, FilePayload, Locator, expect

from accounts.models import User
from tests import sign_ins
from tests.browser import pictures
from tests.browser.hands import Hands, Keyboard, Mouse
from tests.browser.look import ALLOWED, Look

ENGLISH, CHINESE = "en", "zh-hans"
WHAT_IS_SHOWN = "[location.pathname, document.title, document.querySelector('main')?.innerText].join()"
"""The same page again is not judged again."""


class Journey:
    """What one person does and sees; whatever is wrong with a page on the way is kept in ``wrong``."""

    def __init__(
        self,
        *,
        language: str,
        browser: Browser,
        address: str,
        cookies: Mapping[str, str] = ALLOWED,
        locale: str = "en-US",
    ) -> None:
        self.language, self.wrong, self.judged = language, list[str](), set[str]()
        self.look = Look(browser=browser, address=address, cookies=cookies, locale=locale)
        self.page = self.look.page
        self.main = self.page.get_by_role("main")
        by_keys = language == ENGLISH and connection.vendor == "sqlite"
        self.hands: Hands = Keyboard(self.page) if by_keys else Mouse()
        self.scripts = "on" if language == ENGLISH or pictures.are_wanted() else "off"
        self.look.scripts(self.scripts)

    def begins(self, start: str) -> None:
        """At a page, in their language."""
        self.page.goto(start)
        self.speaks()

    def speaks(self) -> None:
        """Choose the language; the desk begins in English."""
        if self.language == CHINESE:
            self.go(self.page.get_by_role("button", name="简体中文"))

    def signs_in(self, name: str, secret: str = "") -> None:
        self.fill(login=User.objects.get(name=name).email, password=sign_ins.PASSWORD)
        self.press("Sign in")
        if secret:
            self.fill(code=sign_ins.code_of(secret))
            self.press("Sign in")

    def say(self, words: str) -> str:
        with override(self.language):
            return gettext(words)

    def go(self, place: Locator) -> None:
        """Press what leads to another page."""
        with self.page.expect_navigation():
            self.hands.press(place)
        self.judge()

    def at(self, address: str) -> None:
        self.page.goto(address)
        self.judge()

    def judge(self) -> None:
        shown = self.page.evaluate(WHAT_IS_SHOWN)
        if shown not in self.judged:
            self.judged.add(shown)
            self.wrong.extend(self.look.judge())
            self.look.scripts(self.scripts)

    def follow(self, words: str) -> None:
        self.go(self.main.get_by_role("link", name=self.say(words)).first)

    def press(self, words: str) -> None:
        self.go(self.main.get_by_role("button", name=self.say(words), exact=True).first)

    def tick(self, *values: str) -> None:
        for value in values:
            self.hands.tick(self.page.locator(f'input[value="{value}"]'))

    def check(self, *names: str) -> None:
        for name in names:
            self.hands.tick(self.page.locator(f'input[name="{name}"]').first)

    def fill(self, **typed: object) -> None:
        for name, value in typed.items():
            self.hands.write(self.page.locator(f'[name="{name.replace("__", "-")}"]'), str(value))

    def choose(self, **chosen: str) -> None:
        for name, value in chosen.items():
            self.hands.choose(self.page.locator(f'select[name="{name}"]'), value)

    def date(self, name: str, day: date) -> None:
        self.fill(**{f"{name}__day": day.day, f"{name}__month": day.month, f"{name}__year": day.year})

    def enclose(self, name: str, content: bytes) -> None:
        file: FilePayload = {"name": name, "mimeType": "", "buffer": content}
        self.hands.enclose(self.page.locator('input[type="file"]'), file)
        self.press("Send this file")

    def downloads(self, place: Locator):
        """What comes by pressing it."""
        with self.page.expect_download() as coming:
            self.hands.press(place)
        return coming.value

    def goes_on(self) -> None:
        self.press("Save and continue")

    def is_refused(self) -> None:
        """What is wrong stands on top, and the focus is there; it is put there by a script."""
        summary = self.page.locator(".govuk-error-summary")
        expect(summary).to_be_visible()
        if self.scripts == "on":
            expect(summary).to_be_focused()

    def sees(self, words: str) -> None:
        expect(self.main).to_contain_text(self.say(words))

    def identity(self, words: str) -> None:
        expect(self.page.locator(".pc-identity")).to_contain_text(self.say(words))

    def heading(self, words: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(self.say(words))

    def picture(self, group: str, step: str) -> None:
        pictures.take(self.page, group, step, self.language)

    def is_helped(self, group: str) -> None:
        """From the foot of the page to the help of one's role, or from there to that of another group."""
        if pictures.are_wanted():
            return  # it may show one that the running desk does not know yet
        self.go(self.page.get_by_role("contentinfo").get_by_role("link", name=self.say("Help"), exact=True))
        own = f"/help/{group}/"
        if not self.page.url.endswith(own):
            self.go(self.page.locator('a[href="/help/"]').first)
            self.go(self.main.locator(f'a[href="{own}"]'))
