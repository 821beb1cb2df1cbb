"""The family name of a person: first in Chinese writing, last in Western writing."""

from __future__ import annotations

import re
from typing import Final

from disclosures.domain.masking import letters

# fmt: off
_COMPOUND: Final = frozenset({
    "欧阳", "上官", "司马", "诸葛", "皇甫", "尉迟", "公孙", "令狐", "长孙", "慕容",
    "宇文", "司徒", "夏侯", "东方", "轩辕", "端木", "呼延", "南宫", "独孤", "申屠",
    "闻人", "赫连", "澹台", "濮阳", "淳于", "单于", "钟离", "鲜于", "闾丘", "东郭",
    "西门", "万俟", "拓跋", "完颜", "纳兰", "歐陽", "司馬", "諸葛", "尉遲", "公孫",
    "長孫", "東方", "軒轅", "南宮", "獨孤", "聞人", "赫連", "澹臺", "濮陽", "單于",
    "鍾離", "鮮于", "閭丘", "東郭", "西門", "萬俟", "完顏", "納蘭",
})
"""Chinese family names of two characters, in both scripts."""
# fmt: on
_HAN: Final = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
_AFTER_A_NAME: Final = frozenset({"jr", "sr", "ii", "iii", "iv", "phd", "md", "esq"})


def family_name(value: str) -> str:
    """As "李" for "李明", "欧阳" for "欧阳修", "Weber" for "Anna Weber" or "Weber, Anna"; of a single name a letter."""
    text = value.strip()
    return _first_written(text) if _HAN.match(text) else _last_written(text)


def _first_written(text: str) -> str:
    """Of a Chinese name its first character, or the two of a compound family name."""
    signs = "".join(text.split())
    for family in (signs[:2], signs[:1]):
        if len(signs) > len(family) and (len(family) == 1 or family in _COMPOUND):
            return family
    return letters.first_letter(text)


def _last_written(text: str) -> str:
    """Of a Western name the last word, or what is before a comma; titles that follow a name do not count."""
    words = [word.strip(",") for word in text.split()]
    named = [word for word in words if word and word.strip(".").casefold() not in _AFTER_A_NAME]
    before, comma, behind = text.partition(",")
    given_follows = comma and any(word.strip(".,").casefold() not in _AFTER_A_NAME for word in behind.split())
    if len(named) < 2:  # noqa: PLR2004 -- a single name is not a family name: the whole would be shown
        return letters.first_letter(text)
    return before.strip() if given_follows and before.strip() else named[-1]
