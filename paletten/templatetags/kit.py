"""``{% load kit %}``: fields, buttons and the error summary of the kit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from paletten.kit import parts

register = template.Library()


@register.simple_tag
def field(bound: BoundField, heading: str = "", hints: Mapping[str, Any] | None = None, width: str = "") -> SafeString:
    """Draw a field with its label, hint and error.

    ``heading="l"`` makes the label the page's one heading; ``width`` is the number of characters that are expected.
    """
    part = parts.part_of(bound, heading=heading, hints=hints, width=width)
    return render_to_string(part.template, {"part": part, "bound": bound})


@register.inclusion_tag("kit/button.html")
def button(text: str, **words: Any) -> dict[str, Any]:
    """Draw a button that sends the form, or with ``href`` a link that starts something.

    ``kind`` is ``secondary`` or ``warning``; ``name`` and ``value`` tell several buttons apart; ``once`` swallows the
    second click of a double click.
    """
    return {"text": text, **words}


@register.inclusion_tag("kit/error-summary.html")
def error_summary(*forms: BaseForm) -> dict[str, Any]:
    """Draw "There is a problem" with a link to each field; nothing when all is well."""
    return {"errors": [error for form in forms for error in _errors(form)]}


def _errors(form: BaseForm) -> Iterator[dict[str, Any]]:
    if not form.is_bound:
        return
    yield from ({"text": words} for words in form.non_field_errors())
    for bound in form:
        href = f"#{parts.part_of(bound).first_id}"
        yield from ({"text": words, "href": href} for words in parts.errors_of(bound))
