"""How somebody uses a page: with a mouse, or by keyboard alone."""

from __future__ import annotations

from typing import Protocol

from playwright.sync_api import FilePayload, Locator, Page

FARTHEST = 150  # presses of the Tab key


class Hands(Protocol):
    """What hands do; each place is found first."""

    def press(self, place: Locator) -> None: ...
    def tick(self, place: Locator) -> None: ...
    def write(self, place: Locator, words: str) -> None: ...
    def choose(self, place: Locator, value: str) -> None: ...
    def enclose(self, place: Locator, file: FilePayload) -> None: ...


class Mouse:
    """A click at each place."""

    def press(self, place: Locator) -> None:
        place.click()

    def tick(self, place: Locator) -> None:
        place.check()

    def write(self, place: Locator, words: str) -> None:
        place.fill(words)

    def choose(self, place: Locator, value: str) -> None:
        place.select_option(value)

    def enclose(self, place: Locator, file: FilePayload) -> None:
        place.set_input_files(file)


class Keyboard:
    """No mouse: the Tab key leads to each place, Enter, Space, the arrows and letters do the rest."""

    def __init__(self, page: Page) -> None:
        self.page, self.keys = page, page.keyboard
        page.on("filechooser", lambda _chooser: None)  # from now on: one that opens at once would come too early

    def press(self, place: Locator) -> None:
        self._tab_to(place)
        self.keys.press("Enter")

    def tick(self, place: Locator) -> None:
        """One of a group of radios is come to by the arrows."""
        if place.is_checked():
            return
        if place.get_attribute("type") == "radio":
            self._tab_to(place, within="one => one.name === there.name")
            self._by_arrows_to(place)
        else:
            self._tab_to(place)
        if not place.is_checked():
            self.keys.press("Space")

    def write(self, place: Locator, words: str) -> None:
        self._tab_to(place)
        self.keys.press("ControlOrMeta+A")
        if place.get_attribute("type") == "datetime-local":
            day, _t, time = words.partition("T")
            year, month, of_month = day.split("-")
            hour, minute = (int(part) for part in time.split(":"))
            self.keys.type(f"{month}{of_month}{year}")
            self.keys.press("ArrowRight")
            self.keys.type(f"{(hour + 11) % 12 + 1:02}{minute:02}{'AM' if hour < 12 else 'PM'}")
        elif words:
            self.keys.insert_text(words)
        else:
            self.keys.press("Delete")

    def choose(self, place: Locator, value: str) -> None:
        self._tab_to(place)
        self.keys.press("Home")
        for _press in range(place.locator("option").count()):
            if place.input_value() == value:
                return
            self.keys.press("ArrowDown")
        raise AssertionError(f"the arrows do not come to {value}")

    def enclose(self, place: Locator, file: FilePayload) -> None:
        self._tab_to(place)
        with self.page.expect_file_chooser() as chooser:
            self.keys.press("Space")
        chooser.value.set_files(file)

    def _tab_to(self, place: Locator, within: str = "one => one === there") -> None:
        target = place.element_handle()
        is_there = f"there => ({within})(document.activeElement)"
        for _press in range(FARTHEST):
            if target.evaluate(is_there):
                self.keys.up("Tab")
                return
            self.keys.down("Tab")
        raise AssertionError(f"no way by the Tab key to {target.evaluate('there => there.outerHTML')[:200]}")

    def _by_arrows_to(self, place: Locator) -> None:
        target = place.element_handle()
        for _press in range(FARTHEST):
            if target.evaluate("there => there === document.activeElement"):
                return
            self.keys.press("ArrowDown")
        raise AssertionError(f"the arrows do not come to {target.evaluate('there => there.outerHTML')[:200]}")
