"""What a field template is given: one bound field in the kit's words (label, hint, error, value, options)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.forms.utils import flatatt
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from paletten.kit.dates import LABELS, PARTS, DateInput

# What Django adds and the kit leaves out: the server says what is wrong, and nothing typed is cut off unseen.
LEFT_OUT = frozenset(
    {
        "required",
        "maxlength",
        "minlength",
        "aria-invalid",
        "aria-describedby",
        "autocomplete",
        "placeholder",
        "type",
        "class",
        "id",
        "rows",
        "cols",
    }
)
DJANGOS_ROWS = "10"  # what Django writes when nobody chose; the kit's own are fewer
ROWS = "5"
TEMPLATES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxSelectMultiple, "kit/checkboxes.html"),
    (forms.RadioSelect, "kit/radios.html"),
    (forms.CheckboxInput, "kit/checkbox.html"),
    (forms.Select, "kit/select.html"),
    (forms.Textarea, "kit/textarea.html"),
    (forms.PasswordInput, "kit/password.html"),
    (forms.FileInput, "kit/file.html"),
    (forms.HiddenInput, "kit/hidden.html"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One choice of radios, checkboxes or a select."""

    id: str
    value: str
    text: Any
    hint: Any = ""
    chosen: bool = False
    group: Any = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One of the three boxes of a date."""

    id: str
    name: str
    label: Any
    width: int
    value: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A field as the templates read it."""

    template: str
    id: str
    name: str
    type: str
    label: Any
    hint: Any
    error: Any
    value: Any
    classes: str
    attributes: SafeString
    heading: str
    inline: bool
    rows: Any
    autocomplete: str
    options: tuple[Option, ...] = ()
    boxes: tuple[Box, ...] = ()

    @property
    def first_id(self) -> str:
        """The id of the control that an error leads to."""
        return self.boxes[0].id if self.boxes else self.id

    @property
    def described_by(self) -> str:
        """The ids of hint and error, for ``aria-describedby``."""
        said = (("hint", self.hint), ("error", self.error))
        return " ".join(f"{self.id}-{what}" for what, words in said if words)


def part_of(bound: BoundField, *, heading: str = "", hints: Mapping[str, Any] | None = None, width: str = "") -> Part:
    """The part for a bound field. ``heading`` (``l``, ``m`` …) makes its label the page's heading (``l``) or bolder."""
    widget = bound.field.widget
    template = getattr(widget, "kit_template", "") or template_of(widget)
    attributes = {**widget.attrs, **bound.build_widget_attrs(widget.attrs, widget)}
    kept = {name: value for name, value in attributes.items() if name not in LEFT_OUT}
    return Part(
        template=template,
        id=id_of(bound),
        name=bound.html_name,
        type=str(attributes.get("type") or getattr(widget, "input_type", "") or "text"),
        label=bound.label,
        hint=bound.help_text,
        error=next(errors_of(bound), ""),
        value=_shown(bound),
        classes=" ".join(filter(None, [str(attributes.get("class", "")), width and f"govuk-input--width-{width}"])),
        attributes=flatatt(kept),
        heading=heading,
        inline=bool(getattr(widget, "inline", False)),
        rows=ROWS if attributes.get("rows", DJANGOS_ROWS) == DJANGOS_ROWS else attributes["rows"],
        autocomplete=str(attributes.get("autocomplete", "")),
        options=tuple(_options(bound, hints=hints or {})),
        boxes=tuple(_boxes(bound)),
    )


def errors_of(bound: BoundField) -> Iterator[Any]:
    """What is wrong, in words that say of which field: Django's own for an empty one would not."""
    for error in bound.errors.as_data():
        is_plain = error.code == "required" and error.message == forms.Field.default_error_messages["required"]
        yield _("Fill in: %(label)s") % {"label": bound.label} if is_plain else error.messages[0]


def id_of(bound: BoundField) -> str:
    """The id of the field's first control, where the error summary leads."""
    return str(bound.field.widget.attrs.get("id") or bound.auto_id or bound.html_name)


def template_of(widget: forms.Widget) -> str:
    """The kit's template for a widget; anything unknown is one line of text."""
    return next((template for kind, template in TEMPLATES if isinstance(widget, kind)), "kit/input.html")


def _shown(bound: BoundField) -> Any:
    """What was typed, or the initial value; never a password or a file again."""
    if isinstance(bound.field.widget, forms.PasswordInput | forms.FileInput | DateInput):
        return ""
    return bound.field.widget.format_value(bound.value())


def _boxes(bound: BoundField) -> Iterator[Box]:
    widget = bound.field.widget
    if not isinstance(widget, DateInput):
        return
    value = bound.value()
    values = value if isinstance(value, list) else widget.decompress(value)
    for part, label, shown in zip(PARTS, LABELS, values, strict=True):
        width = 4 if part == PARTS[-1] else 2
        ids = {"id": f"{id_of(bound)}-{part}", "name": f"{bound.html_name}-{part}"}
        yield Box(**ids, label=label, width=width, value=shown)


def _options(bound: BoundField, *, hints: Mapping[str, Any]) -> Iterator[Option]:
    widget = bound.field.widget
    if not isinstance(widget, forms.widgets.ChoiceWidget):
        return
    place = 0
    for group, options, _index in widget.optgroups(bound.html_name, widget.format_value(bound.value())):
        for option in options:
            place += 1
            value = option["value"]
            yield Option(
                id=id_of(bound) if place == 1 else f"{id_of(bound)}-{place}",
                value=str(value),
                text=option["label"],
                hint=hints.get(str(value), ""),
                chosen=bool(option["selected"]),
                group=group or "",
            )
