"""A web process that would be unsafe does not start; one that is safe sets cookies that no neighbour can plant."""

import os
import subprocess
import sys

import pytest

from tests.deployable import PRODUCTION
from tests.services.processes import ROOT

START = "import paletten.wsgi"
COOKIES = """
import paletten.wsgi
from django.test import Client
browser = Client(headers={"host": "desk.example.cn", "sec-fetch-site": "same-origin"})
browser.post("/cookies/choose/", {"choice": "all"}, secure=True)
browser.get("/account/login/", secure=True)
print(*(cookie.OutputString() for cookie in browser.cookies.values()), sep="\\n")
"""


def _run(words, tmp_path, **env):
    bare = {"PATH": os.environ["PATH"], "DESK_DATA_DIR": str(tmp_path), **env}
    return subprocess.run(
        [sys.executable, "-c", words], cwd=ROOT, env=bare, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    ("env", "code"),
    [
        ({**PRODUCTION, "DESK_HTTPS": "off"}, "desk.E006"),
        ({**PRODUCTION, "DESK_HOSTS": "*"}, "desk.E004"),
        ({**PRODUCTION, "DESK_HOSTS": ".example.cn"}, "desk.E004"),
        ({**PRODUCTION, "DESK_SECRET_KEY": "short"}, "desk.E007"),
        ({**PRODUCTION, "DESK_DEMO": "on"}, "desk.E005"),
    ],
)
def test_it_says_what_to_mend_and_does_not_start(tmp_path, env, code):
    said = _run(START, tmp_path, **env)
    assert said.returncode == 1
    assert code in said.stderr
    assert "Traceback" not in said.stderr
    assert PRODUCTION["DESK_SECRET_KEY"] not in said.stderr


def test_a_safe_desk_starts_and_its_cookies_are_its_own(tmp_path):
    said = _run(COOKIES, tmp_path, **PRODUCTION)
    assert said.returncode == 0, said.stderr
    cookies = said.stdout.splitlines()
    assert {cookie.partition("=")[0] for cookie in cookies} == {
        "__Host-cookie_choice",
        "__Host-visitor",
        "__Host-csrf",
    }
    for cookie in cookies:
        assert [part for part in ("Path=/", "Secure", "HttpOnly", "SameSite=Lax") if part not in cookie] == [], cookie
        assert "Domain" not in cookie


def test_a_demo_starts_at_home(tmp_path):
    assert _run(START, tmp_path, DESK_DEMO="on").returncode == 0
