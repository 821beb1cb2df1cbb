"""Finds what is marked for translation in code and templates, as `make messages` does, without gettext's programs."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from django.utils.translation.template import templatize

from tests.architecture import trees

PLAIN = frozenset({"_", "gettext", "gettext_lazy", "gettext_noop"})
IN_CONTEXT = frozenset({"pgettext", "pgettext_lazy", "npgettext", "npgettext_lazy"})
COUNTED = frozenset({"ngettext", "ngettext_lazy"})
LITERAL = r"u?(?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")"
IN_TEMPLATE = re.compile(rf"\b(_|n?p?gettext)\(\s*({LITERAL}(?:\s*,\s*{LITERAL})*)", re.DOTALL)

Message = tuple[str, str]
"""Context and words; most have no context."""


def messages() -> frozenset[Message]:
    """All of them."""
    return frozenset([*_in_code(), *_in_templates()])


def _in_code() -> Iterator[Message]:
    for path in trees.files():
        for node in ast.walk(trees.tree(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                said = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
                yield from _message(node.func.id, said)


def _in_templates() -> Iterator[Message]:
    for folder in trees.PRODUCT:
        for path in sorted((trees.ROOT / folder).rglob("templates/**/*.*")):
            for name, said in IN_TEMPLATE.findall(templatize(path.read_text(encoding="utf-8"))):
                yield from _message(name, [ast.literal_eval(one) for one in re.findall(LITERAL, said, re.DOTALL)])


def _message(name: str, said: list[str]) -> Iterator[Message]:
    if said and name in PLAIN | COUNTED:
        yield "", said[0]
    if said and name in IN_CONTEXT:
        yield said[0], said[1]
