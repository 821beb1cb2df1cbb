"""The command that plays scenarios, alone in an empty folder: what passes, what fails, and what it says."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "tests" / "scenarios"

HOLDS = """
id: base
title: A consent that covers a part
policy: P3a
given:
  members: {mei: {access: [{at: 2026-02-10T08:00:00+08:00, ip_address: 203.0.113.7}]}, eve: {}}
  organisations: {travelco: {kind: company}}
  people: {tom: {role: partner, of: travelco}}
  consents: [{of: mei, to: travelco, purpose: prize, items: [contact.email, access.ip_address], until: 2026-06-01}]
case:
  basis: consent
  filed_by: tom
  subjects: [mei]
  recipient: travelco
  purpose: prize
  asks:
    contact.email: masked
    contact.phone: full
    access.ip_address: {detail: full, from: 2026-02-01, to: 2026-03-01}
do:
  - submit: {by: tom}
  - accept: {by: tom, fails: not_permitted}
  - accept: {by: reviewer.ren}
  - sign: {step: review, by: reviewer.rui}
expect:
  status: released
  outcome: partly_granted
  route: [review]
  leaves: {contact.email: masked, access.ip_address: {detail: full, from: 2026-02-01, to: 2026-03-01}}
  withheld: {contact.phone: not_consented}
  told: [mei, tom]
"""

LEAVES = {"contact.email": "masked", "access.ip_address": {"detail": "full", "from": "2026-02-01", "to": "2026-03-01"}}
SUBMIT = {"submit": {"by": "tom"}}
ACCEPT = {"accept": {"by": "reviewer.ren"}}

WRONG = {
    # what is not in the format: where to change, to what, and a word that the line must say
    "unknown-key": ("colour", "red", "colour"),
    "unknown-given": ("given.planets", {}, "planets"),
    "unknown-member-key": ("given.members.mei.height", 170, "height"),
    "unknown-access-key": ("given.members.mei.access", [{"at": "2026-02-10", "colour": "red"}], "colour"),
    "unknown-person-key": ("given.people.tom.age", 3, "age"),
    "unknown-case-key": ("case.colour", "red", "colour"),
    "unknown-particular": ("case.particulars", {"colour": "red"}, "colour"),
    "unknown-instrument-key": ("case.particulars", {"instrument": {"colour": "red"}}, "colour"),
    "unknown-expectation": ("expect.colour", "red", "colour"),
    "unknown-verb": ("do", [{"dance": {"by": "tom"}}], "dance"),
    "unknown-word": ("do", [{"submit": {"by": "tom", "to": "mei"}}], "to"),
    "unknown-code": ("do", [{"submit": {"by": "tom", "fails": "too_late"}}], "too_late"),
    "unknown-fact": ("do", [{"submit": {"by": "tom", "fails": "fact_missing", "fact": "is_tall"}}], "is_tall"),
    "unknown-refusal-code": ("do", [SUBMIT, {"refuse": {"by": "reviewer.ren", "code": "bored"}}], "bored"),
    "unknown-step": ("do", [SUBMIT, ACCEPT, {"sign": {"by": "reviewer.rui", "step": "dance"}}], "dance"),
    "unknown-item": ("case.asks", ["contact.fax"], "contact.fax"),
    "unknown-item-consented": (
        "given.consents",
        [{"of": "mei", "to": "travelco", "purpose": "prize", "items": ["shoe"]}],
        "shoe",
    ),
    "unknown-item-expected": ("expect.leaves", {"contact.fax": "full"}, "contact.fax"),
    "unknown-item-withheld": ("expect.withheld", {"contact.fax": "not_held"}, "contact.fax"),
    "unknown-item-narrowed": (
        "do",
        [SUBMIT, ACCEPT, {"narrow": {"item": "contact.fax", "to": "none", "by": "reviewer.ren", "reason": "no"}}],
        "contact.fax",
    ),
    "unknown-item-lacked": ("given.members.mei.lacks", ["contact.fax"], "contact.fax"),
    "unknown-detail": ("case.asks", {"contact.email": "blurred"}, "blurred"),
    "unknown-detail-expected": ("expect.leaves", {"contact.email": "blurred"}, "blurred"),
    "unknown-reason": ("expect.withheld", {"contact.phone": "too_late"}, "too_late"),
    "unknown-status": ("expect.status", "done", "done"),
    "unknown-outcome": ("expect.outcome", "fine", "fine"),
    "unknown-step-expected": ("expect.route", ["dance"], "dance"),
    "unknown-told": ("expect.told", ["mei", "tom", "zoe"], "zoe"),
    "unknown-basis": ("case.basis", "curiosity", "curiosity"),
    "unknown-recipient": ("case.recipient", "nobody", "nobody"),
    "unknown-filer": ("case.filed_by", "nobody", "nobody"),
    "unknown-actor": ("do", [{"submit": {"by": "nobody"}}], "nobody"),
    "unknown-organisation-kind": ("given.organisations.travelco.kind", "circus", "circus"),
    "unknown-role": ("given.people.tom.role", "clown", "clown"),
    "unknown-transfer-ground": ("case.particulars", {"transfer_ground": "mood"}, "mood"),
    "missing-word": ("do", [{"submit": {}}], "missing by"),
    "missing-fact-code": ("do", [{"submit": {"by": "tom", "fact": "is_party"}}], "fact"),
    "two-verbs": ("do", [{"submit": {"by": "tom"}, "accept": {"by": "tom"}}], "one verb"),
    "bad-duration": ("do", [{"wait": {"for": "a while"}}], "a while"),
    "bad-worker": ("do", [{"worker": {"is": "tired"}}], "tired"),
    "bad-time": ("at", "yesterday", "yesterday"),
    "backward-period": (
        "case.asks",
        {"access.ip_address": {"detail": "full", "from": "2026-03-01", "to": "2026-02-01"}},
        "refused with filing_incomplete",
    ),
    "negative-duration": ("do", [{"wait": {"for": "-P1D"}}], "forward only"),
    "unknown-ground": ("case.legal_ground", {"ground": "whim", "article": "1"}, "whim"),
    "unknown-ground-key": ("case.legal_ground", {"ground": "consent", "law": "PIPL 13"}, "law"),
    "members-in-a-list": ("given.members", ["mei"], "given.members: a mapping is wanted"),
    "name-that-is-a-number": ("given.members", {7: {}}, "write it in quotes: 7"),
    "consents-in-a-mapping": ("given.consents", {"of": "mei"}, "given.consents: a list is wanted"),
    "missing-in-given": ("given.consents", [{"of": "mei"}], "missing purpose, to"),
    "missing-case": ("case", None, "case: a mapping is wanted"),
    "subjects-in-a-text": ("case.subjects", "mei", "case.subjects: a list is wanted"),
    "ground-in-a-text": ("case.legal_ground", "consent", "case.legal_ground: a mapping is wanted"),
    "half-a-period": ("case.particulars", {"instrument": {"period": ["2026-01-01"]}}, "a list of 2 is wanted"),
    "flag-in-a-text": ("given.people.tom.verified", "no", "true or false is wanted"),
    "list-in-a-text": ("given.organisations.travelco.country", ["CN"], "a text is wanted"),
    "withheld-in-a-list": ("expect.withheld", ["contact.phone"], "expect.withheld: a mapping is wanted"),
    # what did not happen
    "wrong-status": ("expect.status", "closed", "status: expected closed, got released"),
    "wrong-outcome": ("expect.outcome", "granted", "outcome: expected granted, got partly_granted"),
    "wrong-route": ("expect.route", ["review", "privacy"], "route: expected"),
    "wrong-detail": ("expect.leaves", LEAVES | {"contact.email": "full"}, "item contact.email: expected full"),
    "wrong-item-leaves": ("expect.leaves", LEAVES | {"contact.phone": "full"}, "decided by not_consented"),
    "wrong-item-forgotten": ("expect.leaves", {"contact.email": "masked"}, "item access.ip_address: expected none"),
    "wrong-period": (
        "expect.leaves",
        LEAVES | {"access.ip_address": {"detail": "full", "from": "2026-02-02", "to": "2026-03-01"}},
        "item access.ip_address: expected 2026-02-0",
    ),
    "wrong-reason": ("expect.withheld", {"contact.phone": "not_held"}, "withheld contact.phone: expected not_held"),
    "wrong-withheld-forgotten": ("expect.withheld", {}, "withheld contact.phone"),
    "wrong-withheld-too-many": (
        "expect.withheld",
        {"contact.phone": "not_consented", "contact.email": "not_held"},
        "withheld contact.email: expected not_held",
    ),
    "wrong-told": ("expect.told", ["mei"], "told: expected"),
    "wrong-told-too-many": ("expect.told", ["mei", "tom", "eve"], "told: expected"),
    "wrong-nothing-released": ("expect.nothing_released", True, "nothing_released"),
    "refusal-that-does-not-come": ("do", [{"submit": {"by": "tom", "fails": "filing_incomplete"}}], "not refused"),
    "refusal-with-another-code": (
        "do",
        [SUBMIT, {"submit": {"by": "tom", "fails": "not_found"}}],
        "expected not_found, got move_not_allowed",
    ),
    "refusal-not-foreseen": ("do", [{"accept": {"by": "reviewer.ren"}}], "refused with move_not_allowed"),
}
WRONG_FACT = """
id: wrong-fact
given:
  members: {ana: {}, bo: {}}
  transactions: {t1: {buyer: ana, seller: bo, status: open, performed_by: []}}
case:
  {basis: transaction_dispute, filed_by: ana, subjects: [bo], recipient: ana, purpose: dispute, asks: [contact.phone],
   legal_ground: {ground: contract_necessity, article: PIPL 13}, particulars: {transaction: t1}}
do:
  - submit: {by: ana}
  - accept: {by: reviewer.ren, fails: fact_missing, fact: transaction_open}
"""


def changed(place, value, *, name):
    """The scenario that holds, changed at one place."""
    scenario = yaml.safe_load(HOLDS) | {"id": name}
    if place == "do":
        scenario["expect"] = {}
    at = scenario
    *way, last = place.split(".")
    for key in way:
        at = at[key]
    at[last] = value
    return scenario


def run(*words, folder):
    """The command as somebody runs it who has set up nothing."""
    command = [sys.executable, str(ROOT / "manage.py"), "scenarios", *map(str, words)]
    return subprocess.run(
        command, cwd=folder, env={"PATH": "/usr/bin:/bin"}, capture_output=True, text=True, timeout=300, check=False
    )


@pytest.fixture(scope="module")
def said(tmp_path_factory):
    """What the command says of one scenario that holds and of all the wrong ones, by their names."""
    folder = tmp_path_factory.mktemp("wrong")
    scenarios = [yaml.safe_load(HOLDS), yaml.safe_load(WRONG_FACT)]
    scenarios += [changed(place, value, name=name) for name, (place, value, _) in WRONG.items()]
    (folder / "wrong.yaml").write_text(yaml.safe_dump(scenarios))
    ended = run(folder / "wrong.yaml", folder=folder)
    assert (ended.returncode, ended.stderr) == (1, "")
    lines = {scenario["id"]: [] for scenario in scenarios}
    for line in ended.stdout.splitlines()[:-1]:
        lines[line.split()[1].rstrip(":")].append(line)
    return lines


def test_what_holds_passes_beside_what_does_not(said):
    assert said["base"] == ["PASS base"]


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_scenario_fails_and_says_where(said, name):
    assert all(line.startswith(f"FAIL {name}: ") for line in said[name])
    assert any(WRONG[name][2] in line for line in said[name]), said[name]


def test_another_fact_than_the_one_missing(said):
    assert said["wrong-fact"] == [
        "FAIL wrong-fact: do 2 accept: expected fact_missing transaction_open, got fact_missing has_performed"
    ]


@pytest.fixture(scope="module")
def nowhere(tmp_path_factory):
    return tmp_path_factory.mktemp("nowhere")


def test_alone_in_an_empty_folder_it_passes_and_leaves_nothing_there(nowhere):
    ended = run(FOLDER / "a_consent.yaml", FOLDER / "g_other_and_common.yaml", folder=nowhere)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert ended.stdout.splitlines()[0] == "PASS a-01"
    assert ended.stdout.splitlines()[-1] == "12 passed, 0 failed"
    assert list(nowhere.iterdir()) == []


def test_for_machines_it_is_one_document(nowhere, tmp_path):
    scenarios = [yaml.safe_load(HOLDS), changed("expect.status", "closed", name="wrong-status")]
    (tmp_path / "two.yaml").write_text(yaml.safe_dump(scenarios))
    ended = run("--json", tmp_path, folder=nowhere)
    assert ended.returncode == 1
    holds, wrong = json.loads(ended.stdout)
    assert holds == {"id": "base", "title": "A consent that covers a part", "passed": True, "differences": []}
    assert wrong["passed"] is False
    assert wrong["differences"] == ["status: expected closed, got released"]


def test_a_file_that_is_no_list_of_scenarios_fails_and_the_others_are_played(nowhere, tmp_path):
    odd = {"a": "{}", "b": "- 7", "c": "- title: no id", "d": "a: [", "e": "", "f": "- {id: x, at: 2026-13-45}"}
    odd |= {"g": "- {id: x, title: one, title: two}"}
    for name, content in odd.items():
        (tmp_path / f"{name}.yaml").write_text(content)
    (tmp_path / "holds.yaml").write_text(f"- {HOLDS.strip().replace(chr(10), chr(10) + '  ')}")
    ended = run(tmp_path, folder=nowhere)
    *each, passed, closing = ended.stdout.splitlines()
    assert [line.partition(": ")[0] for line in each] == [f"FAIL {name}.yaml" for name in odd]
    assert "written twice: title" in each[-1]
    assert (passed, closing) == ("PASS base", "1 passed, 7 failed")
    assert (ended.returncode, ended.stderr) == (1, "")


def test_where_there_is_no_scenario_there_is_an_error(nowhere, tmp_path):
    ended = run(tmp_path, folder=nowhere)
    assert ended.returncode == 1
    assert "no scenario in there" in ended.stderr


def test_a_path_that_is_not_there_is_an_error(nowhere):
    ended = run(nowhere / "none.yaml", folder=nowhere)
    assert ended.returncode == 1
    assert "no such file or folder" in ended.stderr
