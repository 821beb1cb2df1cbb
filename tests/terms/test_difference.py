"""What differs between two versions, word by word and in both languages (P0b)."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from accounts.terms import difference
from accounts.terms.difference import Change
from accounts.terms.wording import Clause, Wording

TEXT = st.text(st.sampled_from("ab 我们存，.\n"), max_size=30)


def pieces(old, new):
    return [(piece.change.value, piece.text) for piece in difference.pieces(old, new)]


def test_a_word_is_the_smallest_thing_that_changes_in_english():
    assert pieces("We keep your name.", "We keep your mail.") == [
        ("same", "We keep your "), ("removed", "name"), ("added", "mail"), ("same", "."),
    ]  # fmt: skip


def test_a_character_is_the_smallest_thing_that_changes_in_chinese():
    assert pieces("保存三天", "保存七天") == [("same", "保存"), ("removed", "三"), ("added", "七"), ("same", "天")]


@given(TEXT, TEXT)
def test_both_texts_can_be_read_from_what_is_shown(old, new):
    shown = difference.pieces(old, new)
    assert "".join(piece.text for piece in shown if piece.change is not Change.ADDED) == old
    assert "".join(piece.text for piece in shown if piece.change is not Change.REMOVED) == new


def test_clauses_that_came_and_went_are_shown_where_they_stand():
    one, two, three = (Clause(ident, "Heading", "text") for ident in ("P1", "P2", "P3"))
    changed = difference.between(Wording("", (one, two)), Wording("", (one, three)))
    assert [(clause.id, clause.change.value) for clause in changed] == [
        ("P1", "same"), ("P2", "removed"), ("P3", "added"),
    ]  # fmt: skip


def test_a_first_clause_that_went_stands_first():
    one, two = Clause("P1", "Heading", "text"), Clause("P2", "Heading", "text")
    changed = difference.between(Wording("", (one, two)), Wording("", (two,)))
    assert [clause.id for clause in changed] == ["P1", "P2"]
