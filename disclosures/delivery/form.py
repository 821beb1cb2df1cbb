"""As what the values of a package leave; the ledger says it of each opening."""

from __future__ import annotations

from enum import StrEnum


class Form(StrEnum):
    """On the spot, or as a file."""

    CONTENT = "content"
    PAGE = "page"
    PDF = "pdf"
    JSON = "json"
    CSV = "csv"
    ZIP = "zip"
