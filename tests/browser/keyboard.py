"""By keyboard alone: what the Tab key comes to on a page, in which order, and whether one sees where one is."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

STOPS = (Path(__file__).parent / "stops.js").read_text(encoding="utf-8")
SKIP_LINK = "govuk-skip-link"
PARTS_OF_A_DATE = 8  # places inside of a field for a date and a time, which the Tab key walks through one by one
MORE = 5  # presses after the last place: to the browser itself and back


def walk(page: Page) -> list[str]:
    """Press Tab from the top to the end, and say what is wrong: each place once, in order, seen, none left out."""
    here = page.evaluate(STOPS)
    presses = len(here["stops"]) + MORE + PARTS_OF_A_DATE * here["inner_stops"]
    for _press in range(presses):
        page.keyboard.down("Tab")
    page.keyboard.up("Tab")
    came, unseen = page.evaluate("[walk.came, walk.unseen]")
    wrong = [f"comes before its turn by the Tab key: {each}" for each in here["jumping"]]
    wrong += [f"can be pressed with a mouse only: {each}" for each in here["for_the_mouse"]]
    wrong += [f"nothing shows that the focus is on {each}" for each in dict.fromkeys(unseen)]
    if not here["begun"] and here["stops"] and SKIP_LINK not in here["stops"][0]:
        wrong += [f"the first place is not the skip link but {here['stops'][0]}"]
    return wrong + _order(came, here["stops"])


def _order(came: list[int | str], stops: list[str]) -> list[str]:
    """Once round is enough; a page that put the focus somewhere at first begins there."""
    if not stops:
        return []
    once = came[: came.index(came[0], 1)] if came and came[0] in came[1:] else came
    round_ = [*range(len(stops))]
    begin = once[0] if once and isinstance(once[0], int) else 0
    if once == round_[begin:] + round_[:begin]:
        return []
    named = [stops[each] if isinstance(each, int) else each for each in once]
    left_out = [f"the Tab key never comes to {each}" for each in stops if each not in named]
    return left_out or [f"the Tab key goes another way than the page is read: {named}"]
