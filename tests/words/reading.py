"""Reads a Chinese page as its reader does, and finds what is not Chinese."""

from __future__ import annotations

import re
from html.parser import HTMLParser

SILENT = frozenset({"script", "style", "code"})
VOID = frozenset({"meta", "link", "img", "input", "br", "hr", "path", "wbr"})
SPOKEN = ("aria-label", "alt", "title", "placeholder")
NAMES = frozenset(
    {
        *("Paletten", "Camera", "Cookie", "API", "IP", "JSON", "OpenAPI", "GPC", "JavaScript", "PIN", "SMTP"),
        *("PDF", "CSV", "ZIP", "SHA", "Ed", "SQLite", "PostgreSQL", "Redis", "Valkey", "noeviction", "UTC", "Python"),
    }
)
"""Names of things, which have no other in Chinese."""
VALUES = re.compile(r"\S+@\S+|`[^`]+`|https?://\S+|width=device-width\S*|/[a-z/]+|#\w+")
WORD = re.compile(r"[A-Za-z]{2,}(?:[’'-][A-Za-z]+)*")


class _Reader(HTMLParser):
    """Keeps what is shown or spoken, but for what stands in another language and says so, and for codes."""

    def __init__(self) -> None:
        super().__init__()
        self.silent: list[bool] = []
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        is_foreign = tag != "html" and given.get("lang", "zh") not in {"zh", "zh-hans"}
        is_silent = tag in SILENT or is_foreign or "pc-code" in given.get("class", "").split()
        if not is_silent and not any(self.silent):
            self.said += [given[name] for name in SPOKEN if name in given]
        if tag not in VOID:
            self.silent.append(is_silent)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self.silent.pop()

    def handle_data(self, data: str) -> None:
        if not any(self.silent):
            self.said.append(data)


def foreign(text: str, *, known: tuple[str, ...] = ()) -> list[str]:
    """English words in a text; ``known`` are names that people typed."""
    for value in known:
        text = text.replace(value, "")
    return [word for word in WORD.findall(VALUES.sub("", text)) if word not in NAMES]


def foreign_on(page: str, *, known: tuple[str, ...] = ()) -> list[str]:
    """English words that a page shows or a screen reader speaks."""
    reader = _Reader()
    reader.feed(page)
    return foreign("\n".join(reader.said), known=known)
