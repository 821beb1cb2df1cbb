"""The mark that stands for what is not shown."""

from typing import Final

HIDDEN: Final = "…"
