"""Makes the name of a file harmless: no path, no sign that hides or turns others around, the suffix of its content."""

from __future__ import annotations

import unicodedata

from disclosures.domain.evidence.kinds import SUFFIXES, FileType

LONGEST = 120
UNNAMED = "file"
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Control signs, those that turn the direction of writing, halves, private and unassigned ones, line ends."""


def safe_name(given: str, *, type_: FileType) -> str:
    """The name as it may be shown to people; at most 120 characters.

    >>> safe_name("../mei/order.exe", type_=FileType.PDF)
    'order.exe.pdf'
    """
    last = given.replace("\\", "/").rpartition("/")[2]
    seen = "".join(sign for sign in unicodedata.normalize("NFC", last) if unicodedata.category(sign) not in UNSEEN)
    stem, ending = _parted(" ".join(seen.split()).rstrip(". "), type_)
    return f"{stem[: LONGEST - len(ending)].strip('. ') or UNNAMED}{ending}"


def _parted(name: str, type_: FileType) -> tuple[str, str]:
    """Stem and suffix; a suffix that is not the content's stays in the stem and says nothing."""
    for ending in SUFFIXES[type_]:
        if name.casefold().endswith(ending):
            return name[: -len(ending)], name[-len(ending) :].casefold()
    return name, type_.suffix
