"""A clause is data, and nobody asks which clause it is (DESIGN 6, STYLE 1)."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from disclosures.bases import REGISTRY
from disclosures.domain.basis import BasisCode
from tests.architecture import trees

CODES = frozenset(BasisCode)
MAY_NAME_A_CLAUSE = {
    "disclosures/bases": "they are the clauses",
    "disclosures/domain/basis.py": "the enum's own file",
    "disclosures/demo": "a demo is written about certain clauses, as a test is",
}
SWITCHES = (
    ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef, ast.For, ast.While, ast.If, ast.IfExp, ast.Match,
    ast.Try, ast.With, ast.BoolOp, ast.comprehension,
)  # fmt: skip


def law_files():
    return [path for path in trees.files("disclosures/bases") if path.name != "__init__.py"]


@pytest.mark.parametrize("path", law_files(), ids=lambda path: path.stem)
def test_a_clause_has_no_function_loop_or_branch(path):
    found = [f"{type(node).__name__} in line {node.lineno}" for node in ast.walk(trees.tree(path))
             if isinstance(node, SWITCHES)]  # fmt: skip
    assert found == []


def test_there_is_one_file_for_each_clause():
    assert {path.stem for path in law_files()} == set(BasisCode)
    assert {basis.code for basis in REGISTRY.in_force} == set(BasisCode)


def names_a_clause(node: ast.AST | None) -> bool:
    if isinstance(node, ast.Attribute):
        return trees.dotted(node).startswith("BasisCode.") or ".BasisCode." in trees.dotted(node)
    if isinstance(node, ast.Constant):
        return node.value in CODES
    if isinstance(node, ast.Tuple | ast.List | ast.Set):
        return any(names_a_clause(member) for member in node.elts)
    return False


def questions(module: ast.Module):
    """Where code asks which clause it has: a comparison, a case, a key, a filter by it."""
    for node in ast.walk(module):
        asked: list[ast.AST | None] = []
        if isinstance(node, ast.Compare):
            asked = [node.left, *node.comparators]
        elif isinstance(node, ast.Dict):
            asked = [*node.keys]
        elif isinstance(node, ast.MatchValue):
            asked = [node.value]
        elif isinstance(node, ast.Subscript):
            asked = [node.slice]
        elif isinstance(node, ast.keyword) and (node.arg or "").split("__")[0] in {"basis", "code"}:
            asked = [node.value]
        if any(names_a_clause(one) for one in asked):
            yield f"line {node.lineno if hasattr(node, 'lineno') else node.value.lineno}: {ast.unparse(node)[:80]}"


def is_excused(path: Path) -> bool:
    return any(trees.name(path).startswith(excused) for excused in MAY_NAME_A_CLAUSE)


def test_nobody_asks_which_clause_it_is():
    found = {
        trees.name(path): list(questions(trees.tree(path)))
        for path in trees.files()
        if not is_excused(path)
    }  # fmt: skip
    assert {path: asked for path, asked in found.items() if asked} == {}


@pytest.mark.parametrize(
    "asking",
    [
        'case.basis == "consent"',
        "case.basis == BasisCode.OTHER",
        'case.basis in {"violation", "other"}',
        "TABLE = {BasisCode.CONSENT: 1}",
        'TABLE = {"legal_request": 1}',
        'TABLE["legal_request"]',
        "Case.objects.filter(basis=basis.BasisCode.OTHER)",
        'match case.basis:\n    case "consent":\n        pass',
    ],
)
def test_the_search_for_that_question_finds_it(asking):
    assert list(questions(ast.parse(asking)))


# Tables straight from the models: the migrations are tried elsewhere, and take most of the time of a run.
QUICK = {
    "quick_settings.py": """
from paletten.settings import *

class NoMigrations(dict):
    __contains__ = lambda self, app: True
    __getitem__ = lambda self, app: None

MIGRATION_MODULES = NoMigrations()
INSTALLED_APPS = ["quick", *INSTALLED_APPS]
""",
    "quick/__init__.py": "",
    "quick/management/__init__.py": "",
    "quick/management/commands/__init__.py": "",
    "quick/management/commands/migrate.py": """
from django.core.management.commands import migrate

class Command(migrate.Command):
    def handle(self, *args, **options):
        return super().handle(*args, **{**options, "run_syncdb": True})
""",
}


def a_desk_without(gone: str, folder: Path) -> None:
    for part in trees.PRODUCT:
        shutil.copytree(trees.ROOT / part, folder / part)
    shutil.copy(trees.ROOT / "manage.py", folder)
    (folder / "disclosures" / "bases" / f"{gone}.py").unlink()
    for name, text in QUICK.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def given_scenarios_without(gone: BasisCode) -> list[dict]:
    """Two of each other clause, taking turns: in the seven runs each scenario is played."""
    given = sorted((trees.ROOT / "tests" / "scenarios").glob("[a-g]_*.yaml"))
    scenarios = [scenario for path in given for scenario in yaml.safe_load(path.read_text(encoding="utf-8"))]
    turn, chosen = [*BasisCode].index(gone), []
    for code in BasisCode:
        own = [scenario for scenario in scenarios if scenario["case"]["basis"] == code != gone]
        chosen += [own[place % len(own)] for place in {2 * turn, 2 * turn + 1} if own]
    return chosen


@pytest.mark.parametrize("gone", BasisCode)
def test_with_one_clause_taken_away_the_others_still_pass(gone, tmp_path):
    desk = tmp_path / "desk"
    a_desk_without(gone, desk)
    scenarios = given_scenarios_without(gone)
    assert {scenario["case"]["basis"] for scenario in scenarios} == set(BasisCode) - {gone}
    (desk / "others.yaml").write_text(yaml.safe_dump(scenarios, allow_unicode=True), encoding="utf-8")
    env = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    played = subprocess.run(
        [sys.executable, "manage.py", "scenarios", "others.yaml"],
        cwd=desk,
        env=env | {"DJANGO_SETTINGS_MODULE": "quick_settings", "DESK_DATA_DIR": str(tmp_path / "data")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert played.returncode == 0, played.stdout[-2000:] + played.stderr[-2000:]
    assert f"{len(scenarios)} passed, 0 failed" in played.stdout
