"""One person's browser on a phone, and what is wrong with the pages that it shows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from django.db import connection
from playwright.sync_api import Browser, ConsoleMessage, Error, Response

from accounts.cookies import choice
from accounts.models import User
from tests import browsing
from tests.browser import controls, keyboard

PHONE = {"width": 320, "height": 640}
ALLOWED = {choice.COOKIE: choice.written(choice.Category)}
PATIENCE = 15_000  # milliseconds, on a machine that plays other tests too
OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
    "rules": {"region": {"enabled": False}},  # the way back stands before the main part, so that the skip link skips it
}
MEASURE = """async (options) => ({
  width: document.documentElement.scrollWidth,
  headings: document.querySelectorAll('h1').length,
  broken: (await axe.run(options)).violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 150))]),
})"""
IS_AXE_THERE = "typeof axe !== 'undefined'"
REFUSED = re.compile(r"the server responded with a status of 4(09|22)")
"""What a browser says of a page that keeps what was typed, and says why it was not taken."""
LOGIN = "/account/login/"


class Look:
    """One person's browser, and what is wrong with what it showed."""

    def __init__(
        self, *, browser: Browser, address: str, cookies: Mapping[str, str] = ALLOWED, locale: str = "en-US"
    ) -> None:
        context = browser.new_context(base_url=address, viewport=PHONE, reduced_motion="reduce", locale=locale)
        context.set_default_timeout(PATIENCE)
        context.add_cookies([{"name": key, "value": said, "url": address} for key, said in cookies.items()])
        self.said: list[str] = []
        self.seen: set[str] = set()
        self.page = context.new_page()
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self._devtools = context.new_cdp_session(self.page)

    def _hear(self, line: ConsoleMessage) -> None:
        if line.type in {"error", "warning"} and not REFUSED.search(line.text):
            self.said.append(line.text)

    def scripts(self, turned: str) -> None:
        """``off``: the pages that come run none; ``on``: they do again."""
        self._devtools.send("Emulation.setScriptExecutionDisabled", {"value": turned == "off"})

    def at(self, where: str) -> tuple[bool, list[str]]:
        """Whether something was shown, and everything that is wrong with it, by every way of using it."""
        self.said.clear()
        answer = self._go(where)
        if answer is None:
            return True, []
        if not answer.ok or "text/html" not in answer.headers["content-type"]:
            return answer.ok, []
        if LOGIN in self.page.url and where != LOGIN:  # shown to others only
            return False, []
        return True, [] if self.page.url in self.seen else [*self.judge(), *self._other_ways(where)]

    def _go(self, where: str) -> Response | None:
        """Nothing, where it is a file that is taken away."""
        try:
            return self.page.goto(where)
        except Error as download:
            if "Download is starting" not in download.message:
                raise
            return None

    def _other_ways(self, where: str) -> list[str]:
        by_script = controls.of(self.page)
        wrong = keyboard.walk(self.page)
        self.scripts("off")
        self.page.goto(where)
        wrong += controls.missing(with_scripts=by_script, without=controls.of(self.page))
        width = self.page.evaluate("document.documentElement.scrollWidth")
        wrong += [f"{width} px wide without a script"] if width > PHONE["width"] else []
        self.scripts("on")
        return [f"{self.page.url}: {each}" for each in wrong]

    def judge(self) -> list[str]:
        """What is wrong with the page as it is shown. Its looks are judged on one database only."""
        self.seen.add(self.page.url)
        wrong = [f"the console says {line}" for line in self.said]
        wrong += self._looks() if connection.vendor == "sqlite" else []
        self.said.clear()
        return [f"{self.page.url}: {each}" for each in wrong]

    def _looks(self) -> list[str]:
        self.scripts("on")
        if not self.page.evaluate(IS_AXE_THERE):
            self.page.evaluate(AXE_SCRIPT)
        found: dict[str, Any] = self.page.evaluate(MEASURE, OPTIONS)
        wrong = [f"{found['width']} px wide"] if found["width"] > PHONE["width"] else []
        wrong += [f"{found['headings']} headings of the first level"] if found["headings"] != 1 else []
        return wrong + [f"{rule}: {nodes}" for rule, nodes in found["broken"]]


def signed_in(user: User) -> dict[str, str]:
    """The cookies of somebody who allowed what signing in needs, and did."""
    key = settings.SESSION_COOKIE_NAME
    return {**ALLOWED, key: browsing.signed_in(user).cookies[key].value}
