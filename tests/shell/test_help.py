"""Help for each group: its page, and a picture in each language for each step that names one."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from accounts.models import User
from disclosures.domain.roles import Role
from disclosures.portals.visitors import help_pages
from disclosures.portals.visitors.help_texts import GUIDES
from paletten.shell.context import HELP
from tests import browsing
from tests.architecture import trees
from tests.cast import a_world

LANGUAGES = [code for code, _name in settings.LANGUAGES]
MOST = 120_000
"""Bytes of a picture: a page of help loads a handful."""
NAMED = {
    help_pages.picture(group, step.picture, language)
    for group, guide in GUIDES.items()
    for step in guide.steps
    if step.picture
    for language in LANGUAGES
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("group", GUIDES)
def test_anybody_reads_it_with_pictures_that_say_what_they_are(group, language, client):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    page = client.get(f"/help/{group}/").text
    shown = re.findall(r'<img class="pc-picture" src="/static/([^"]+)" alt="([^"]+)"', page)
    assert len(shown) == sum(1 for step in GUIDES[group].steps if step.picture)
    assert all(name in NAMED and name.endswith(f"-{language}.webp") for name, _alt in shown)


def test_every_picture_is_there_and_small_and_no_other():
    """`make pictures` takes them."""
    missing = [name for name in sorted(NAMED) if finders.find(name) is None]
    assert missing == []
    kept = {
        f"paletten/help/{path.name}": path for path in (trees.ROOT / "paletten/static/paletten/help").glob("*.webp")
    }
    assert set(kept) == NAMED
    assert {name: path.stat().st_size for name, path in kept.items() if path.stat().st_size > MOST} == {}


def test_the_guide_of_the_repository_leads_to_it_and_is_led_to():
    for group, guide in GUIDES.items():
        text = (trees.ROOT / "docs" / "guides" / f"{guide.more}.md").read_text(encoding="utf-8")
        assert f"`/help/{group}/`" in text


def test_every_role_of_a_person_has_its_help():
    assert set(HELP) == set(Role) - {Role.SERVICE}
    assert set(HELP.values()) <= set(GUIDES)


def test_the_foot_of_each_page_leads_to_one_s_own(db):
    a_world()
    assert 'href="/help/members/"' in browsing.signed_in(User.objects.get(name="mei")).get("/me/").text
    assert 'href="/help/"' in browsing.visitor().get("/policy/").text


def test_nobody_s_help_is_nowhere(client):
    assert client.get("/help/administrators/").status_code == 404
    assert client.get("/help/").status_code == 200
