"""The eyes of these tests: a page with one fault is found to have it, and a page without has none."""

from __future__ import annotations

import pytest
from playwright.sync_api import sync_playwright

from tests.browser import controls, keyboard
from tests.services import chromium

WELL = """<a href="#main" class="govuk-skip-link">Skip</a>
<form action="/here"><label>Name <input name="name"></label>
<input type="radio" name="one" value="a"><input type="radio" name="one" value="b">
<input type="date" name="day"><button>Go</button></form>
<details><summary>More</summary><a href="/more">More</a></details><p id="main">Text</p>"""
TRAP = "<script>onkeydown = (event) => document.activeElement.name === 'day' && event.preventDefault()</script>"
BY_KEYS = {
    WELL.replace("<button>", '<button tabindex="2">'): "comes before its turn",
    WELL.replace("<p ", '<p onclick="1" '): "with a mouse only",
    WELL + "<style>button:focus { outline: none }</style>": "nothing shows that the focus is on <button>",
    WELL.replace(' class="govuk-skip-link"', ""): "the first place is not the skip link",
    WELL + TRAP: "never comes",
}
WITHOUT_SCRIPTS = {
    WELL + "<script>document.body.append(document.createElement('button'))</script>": "there is no button",
    WELL.replace("<p ", '<p hx-get="/elsewhere" '): "nothing does the same",
}


@pytest.fixture(scope="module")
def page():
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium.find(), args=["--no-sandbox"])
        yield browser.new_page(base_url="http://desk.example")
        browser.close()


def test_what_keys_cannot_do(page):
    found = {}
    for html in (WELL, *BY_KEYS):
        page.set_content(html)
        found[html] = keyboard.walk(page)
    assert found.pop(WELL) == []
    for html, fault in BY_KEYS.items():
        assert any(fault in line for line in found[html]), fault


def test_what_is_missing_without_a_script(page):
    page.route("**/*", lambda route: route.fulfill(body="", content_type="text/html"))
    page.goto("/here")

    def of(html):
        page.set_content(html)
        return controls.of(page)

    without = of(WELL)
    assert controls.missing(with_scripts=of(WELL), without=without) == []
    for html, fault in WITHOUT_SCRIPTS.items():
        assert any(fault in line for line in controls.missing(with_scripts=of(html), without=without)), fault
