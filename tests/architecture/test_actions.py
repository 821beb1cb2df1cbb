"""Every action asks first, is durable and records (STYLE 4 to 6); read from the code, so that none is forgotten."""

from __future__ import annotations

import ast

import pytest

from disclosures.domain.topics import Topic
from disclosures.tasks.handlers import HANDLERS, ON_DEAD
from tests.architecture import trees

INSIDE = "inside the caller's transaction"
WRITES = frozenset(
    [
        *("create", "bulk_create", "get_or_create", "update_or_create", "insert"),
        *("update", "delete", "save", "take", "change", "set"),
    ]
)


def functions():
    for path in trees.files("disclosures/actions"):
        for node in trees.tree(path).body:
            if isinstance(node, ast.FunctionDef):
                yield path, node


def by_name(path) -> dict[str, ast.FunctionDef]:
    return {node.name: node for node in trees.tree(path).body if isinstance(node, ast.FunctionDef)}


def arguments(node: ast.FunctionDef) -> set[str]:
    return {argument.arg for argument in [*node.args.args, *node.args.kwonlyargs]}


def is_handler(node: ast.FunctionDef) -> bool:
    return [argument.arg for argument in node.args.args] == ["claim", "at"]


def says_inside(node: ast.FunctionDef) -> bool:
    return INSIDE in (ast.get_docstring(node) or "")


def is_durable(node: ast.AST) -> bool:
    """True below `transaction.atomic(durable=True)`, as a decorator or as the block of a handler."""
    return any(
        isinstance(call, ast.Call)
        and trees.dotted(call.func).endswith(".atomic")
        and any(
            key.arg == "durable" and isinstance(key.value, ast.Constant) and key.value.value for key in call.keywords
        )
        for call in ast.walk(node)
    )


def opens_transaction(node: ast.FunctionDef) -> bool:
    return any(trees.dotted(getattr(mark, "func", mark)).endswith(".atomic") for mark in node.decorator_list)


PUBLIC = [(path, node) for path, node in functions() if not node.name.startswith("_")]
ACTIONS = [(path, node) for path, node in PUBLIC if {"by", "at"} <= arguments(node) and opens_transaction(node)]
INNER = [
    (path, node)
    for path, node in PUBLIC
    if "at" in arguments(node) and not is_handler(node) and (path, node) not in ACTIONS
]


def named(pair) -> str:
    return f"{pair[0].stem}.{pair[1].name}"


every_action = pytest.mark.parametrize("action", ACTIONS, ids=named)


def reached(path, node: ast.FunctionDef, seen: frozenset[str] = frozenset()) -> list[str]:
    """The names called, in order, with what the module's own functions and other actions call in their place."""
    found: list[str] = []
    for call in trees.calls(node):
        found.append(call)
        home, _, called = call.rpartition(".")
        file = path if not home else path.with_name(f"{home}.py")
        if file.exists() and file.parent.name == "actions" and f"{file.stem}.{called}" not in seen:
            inner = by_name(file).get(called)
            if inner is not None:
                found += reached(file, inner, seen | {f"{file.stem}.{called}"})
    return found


def test_there_are_actions():
    assert len(ACTIONS) > 30


@every_action
def test_an_action_takes_its_arguments_by_name(action):
    _, node = action
    assert not node.args.args
    assert not node.args.posonlyargs


@every_action
def test_an_action_is_durable(action):
    _, node = action
    assert any(is_durable(mark) for mark in node.decorator_list)


@every_action
def test_an_action_asks_before_it_writes(action):
    path, node = action
    called = reached(path, node)
    asked = [place for place, call in enumerate(called) if call.startswith("policies.require")]
    written = [place for place, call in enumerate(called) if call.rpartition(".")[2] in WRITES]
    assert asked, "it asks no policy"
    assert not written or asked[0] < written[0]


@every_action
def test_an_action_records(action):
    assert "ledger.append" in reached(*action)


@pytest.mark.parametrize("inner", INNER, ids=named)
def test_what_is_no_action_says_whose_transaction_it_is_in_or_writes_nothing_of_its_own(inner):
    _, node = inner
    assert not opens_transaction(node)
    own = [call for call in trees.calls(node) if call.rpartition(".")[2] in WRITES and ".objects" in call]
    assert not own or says_inside(node), own


def test_each_topic_has_its_handler():
    assert set(HANDLERS) == set(Topic)
    assert set(ON_DEAD) <= set(Topic)


@pytest.mark.parametrize("handler", [pair for pair in PUBLIC if is_handler(pair[1])], ids=named)
def test_a_handler_finishes_or_buries_its_claim_in_its_own_durable_transaction(handler):
    path, node = handler
    assert is_durable(node)
    assert {"outbox.finish", "outbox.bury"} & {*reached(path, node)}


def test_every_public_verb_is_an_action_a_handler_or_inside_one():
    strays = [
        named(pair)
        for pair in PUBLIC
        if "by" in arguments(pair[1]) and pair not in ACTIONS and not says_inside(pair[1])
    ]
    assert strays == []
