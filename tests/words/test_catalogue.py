"""The Chinese catalogue is whole: every sentence is in it, translated, and the compiled file says the same."""

from __future__ import annotations

import ast
import re
from functools import cache
from importlib import resources

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from accounts.sign_in import library_words
from disclosures.domain import errors
from disclosures.domain.words import Filled
from tests.architecture import trees
from tests.words import marked

FOLDER = trees.ROOT / "locale" / "zh_Hans" / "LC_MESSAGES"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|</?\w+>|`[^`]+`")
RULES = tuple(f"disclosures/{part}" for part in ("actions", "delivery", "domain", "policies", "queries"))


@cache
def written() -> Catalog:
    return read_po((FOLDER / "django.po").open("rb"), locale="zh_Hans")


def english(message):
    return message.id if isinstance(message.id, str) else message.id[0]


def chinese(message):
    return message.string if isinstance(message.string, str) else message.string[0]


def many(message):
    """Where there is a form for several, Chinese has it for one too."""
    return message.id if isinstance(message.id, str) else message.id[1]


def entries(catalogue):
    return [message for message in catalogue if message.id]


def test_what_is_marked_is_in_the_catalogue_and_nothing_else():
    assert {(_context(message), english(message)) for message in entries(written())} == marked.messages()
    assert not written().obsolete


def test_everything_is_translated_and_nobody_guessed():
    assert [english(message) for message in entries(written()) if not chinese(message) or message.fuzzy] == []


def test_the_compiled_file_says_what_the_written_one_says():
    compiled = read_mo((FOLDER / "django.mo").open("rb"))
    assert _pairs(compiled) == _pairs(written())


def _pairs(catalogue):
    return {(_context(message), english(message)): chinese(message) for message in entries(catalogue)}


def _context(message):
    """The reader of compiled files leaves it as bytes."""
    return message.context.decode() if isinstance(message.context, bytes) else message.context or ""


def test_what_is_filled_in_and_what_is_code_is_the_same_in_both_languages():
    different = [
        english(message)
        for message in entries(written())
        if sorted(PLACEHOLDER.findall(many(message))) != sorted(PLACEHOLDER.findall(chinese(message)))
    ]
    assert different == []


def test_a_sentence_ends_as_one_in_both_languages():
    ends = {".": "。", "?": "？", ":": "："}
    unlike = [
        english(message)
        for message in entries(written())
        if (english(message)[-1] in ends or chinese(message)[-1] in ends.values())
        and ends.get(english(message)[-1]) != chinese(message)[-1]
    ]
    assert unlike == ["to"]  # "to" somebody, before an address: Chinese has no such word without a colon


def test_chinese_is_written_with_its_own_punctuation():
    between = re.compile(r"[\u4e00-\u9fff][,;:?!()]|[,;:?!()][\u4e00-\u9fff]")
    assert [chinese(message) for message in entries(written()) if between.search(chinese(message))] == []


@pytest.mark.parametrize("words", library_words.WORDS)
def test_a_sentence_of_the_library_is_still_one_of_its_own(words):
    theirs = resources.files("allauth") / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.mo"
    with theirs.open("rb") as file:
        assert words in read_mo(file)


def test_every_refusal_is_marked():
    """A sentence that a rule gives to who is refused is shown on a page in the reader's language."""
    kinds = {name for name, kind in vars(errors).items() if isinstance(kind, type)}
    unmarked = []
    for path in trees.files(*RULES):
        for node in ast.walk(trees.tree(path)):
            if isinstance(node, ast.Call) and trees.dotted(node.func).rpartition(".")[2] in kinds:
                unmarked += [f"{trees.name(path)}:{node.lineno}" for said in node.args if _is_bare(said)]
            if isinstance(node, ast.Assign | ast.AnnAssign) and _is_bare(node.value) and _sets_the_sentence(node):
                unmarked.append(f"{trees.name(path)}:{node.lineno}")
    assert unmarked == []


def _is_bare(node):
    return isinstance(node, ast.Constant | ast.JoinedStr | ast.BinOp)


def _sets_the_sentence(node):
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return any(trees.dotted(target) == "sentence" for target in targets)


def test_a_sentence_that_is_filled_in_knows_its_pattern():
    said = Filled("Fill in: %(fields)s.", fields="purpose")
    assert said == "Fill in: purpose."
    assert said.pattern % said.parts == said
