"""What leaves is said in the language that its reader chose; where nobody knows it, in each that the desk speaks."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext, override

from accounts.models import Organisation, User


def of(reader: User | Organisation | None) -> tuple[str, ...]:
    """The reader's own, if they ever chose one; else every language of the desk, in order."""
    known = tuple(code for code, _name in settings.LANGUAGES)
    return (reader.language,) if reader is not None and reader.language in known else known


def each(words: str, *, reader: User | Organisation | None = None) -> list[str]:
    """The words in each language of the reader."""
    said = []
    for code in of(reader):
        with override(code):
            said.append(gettext(words))
    return said
