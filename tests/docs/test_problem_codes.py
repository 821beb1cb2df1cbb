"""The table of problem codes in docs/api.md against the code: every code, its status, and no other."""

import importlib
import pkgutil
import re
from pathlib import Path

import accounts
import disclosures
import paletten
from disclosures.api.problems import CODES
from disclosures.domain.errors import DeskError

PAGE = Path(__file__).resolve().parents[2] / "docs" / "api.md"
ROW = re.compile(r"^\| (\d{3}) \| `([a-z_]+)` \| (.+) \|$", flags=re.MULTILINE)


def kinds_of_refusal():
    """Every subclass, wherever it is declared."""
    for package in (accounts, disclosures, paletten):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            # To import the server's way in is to start a web process.
            if not {"migrations", "management", "wsgi"} & {*found.name.split(".")}:
                importlib.import_module(found.name)
    waiting, found = [DeskError], set()
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if kind.__module__.split(".")[0] in {"accounts", "disclosures", "paletten"}:
            found.add(kind)
    return found


def test_the_table_holds_every_code_with_its_status_and_no_other():
    told = {(int(status), code) for status, code, _ in ROW.findall(PAGE.read_text(encoding="utf-8"))}
    raised = {(kind.status, kind.code) for kind in kinds_of_refusal()}
    raised |= {(kind.status_code, code) for kind, (code, _) in CODES.items()}
    assert told >= raised
    assert {code for _, code in told} - {code for _, code in raised} <= {"too_large"}


def test_the_sentences_in_the_table_are_those_that_are_sent():
    told = {code: sentence for _, code, sentence in ROW.findall(PAGE.read_text(encoding="utf-8"))}
    for kind in kinds_of_refusal():
        if kind.sentence != DeskError.sentence:
            assert told[kind.code] == kind.sentence
