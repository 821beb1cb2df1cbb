"""House rules that a linter does not know (STYLE "House style")."""

from __future__ import annotations

import ast
import re

import pytest

from tests.architecture import trees

NAMELESS = {"utils", "util", "helpers", "helper", "common", "misc", "managers", "stuff"}
WRITTEN_BY_HAND = [*trees.files(), *trees.files("tests"), trees.ROOT / "manage.py"]


def test_no_module_is_named_after_having_no_name():
    found = [trees.name(path) for path in WRITTEN_BY_HAND if NAMELESS & {*path.with_suffix("").parts}]
    assert found == []


def test_each_file_says_first_what_it_is_for():
    silent = [
        trees.name(path)
        for path in WRITTEN_BY_HAND
        if path.read_text(encoding="utf-8").strip() and not (ast.get_docstring(trees.tree(path)) or "").strip()
    ]
    assert silent == []


IGNORES = re.compile(r"#\s*(noqa|type: ignore)(?P<codes>[:\[][^#\n]*)?", re.IGNORECASE)
REASON = re.compile(r"(noqa: [A-Z0-9, ]+ --? .{5,})|(type: ignore\[[a-z-]+(, ?[a-z-]+)*\]\s+# .{5,})")


def test_no_check_is_switched_off_without_a_reason():
    found = []
    for path in WRITTEN_BY_HAND:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if IGNORES.search(line) and not REASON.search(line):
                found.append(f"{trees.name(path)}:{number}: {line.strip()}")
    assert found == []


def test_nothing_is_left_to_do_and_no_test_is_skipped():
    marks = re.compile(r"#.*\b(TODO|FIXME|XXX)\b|pytest\.mark\.(skip|xfail)|pytest\.skip\(|\bbreakpoint\(\)")
    found = [
        f"{trees.name(path)}:{number}"
        for path in WRITTEN_BY_HAND
        if path.name != "test_house_style.py"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if marks.search(line)
    ]
    assert found == []


@pytest.mark.parametrize("folder", ["accounts", "disclosures", "paletten"])
def test_no_public_function_takes_a_switch_by_position(folder):
    found = []
    for path in trees.files(folder):
        for node in ast.walk(trees.tree(path)):
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                switches = [
                    one.arg for one in node.args.args if one.annotation and trees.dotted(one.annotation) == "bool"
                ]
                found += [f"{trees.name(path)}: {node.name}({', '.join(switches)})"] if switches else []
    assert found == []


@pytest.mark.parametrize("layer", ["domain", "actions", "queries", "policies"])
def test_no_clock_is_read_below_the_interfaces(layer):
    clocks = {"datetime.now", "datetime.utcnow", "timezone.now", "time.time", "date.today", "clock.now"}
    found = [
        f"{trees.name(path)}: {call}"
        for path in trees.files(f"disclosures/{layer}")
        for call in trees.calls(trees.tree(path))
        if call in clocks
    ]
    assert found == []
