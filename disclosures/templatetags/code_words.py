"""Shows what stands between backticks as code."""

from __future__ import annotations

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def code_words(cell: str) -> SafeString:
    """The cell with every second part, those between backticks, as code; all of it escaped."""
    return format_html_join(
        "", "{}", ((format_html("<code>{}</code>", part) if n % 2 else part,) for n, part in enumerate(cell.split("`")))
    )
