"""The field templates against the kit's own examples: the same HTML, whitespace and the order of attributes apart."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django import forms
from django.template import Context, Template

from paletten.kit.dates import DateField

FIXTURES = Path(__file__).parent / "fixtures"
VOID = {"input", "path"}
WIDGETS = {
    "textarea": forms.Textarea,
    "radios": forms.RadioSelect,
    "checkboxes": forms.CheckboxSelectMultiple,
    "select": forms.Select,
    "file-upload": forms.FileInput,
    "password-input": forms.PasswordInput,
}


class Tree(HTMLParser):
    """The page as nested tuples, in which spaces and the order of attributes and classes do not matter."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        named = {name: " ".join(sorted(value.split())) if name == "class" else value or "" for name, value in attrs}
        self.found.append((tag, tuple(sorted(named.items()))))

    def handle_endtag(self, tag):
        if tag not in VOID:
            self.found.append(f"/{tag}")

    def handle_data(self, data):
        if words := " ".join(data.split()):
            self.found.append(words)


def examples(*components):
    return [
        pytest.param(component, one["options"], one["html"], id=f"{component}: {one['name']}")
        for component in components
        for one in json.loads((FIXTURES / f"{component}.json").read_text(encoding="utf-8"))
    ]


def drawn(template, **context):
    return Tree(Template("{% load kit %}" + template).render(Context(context))).found


def a_field(component, options):
    label = (options.get("label") or options["fieldset"]["legend"])["text"]
    words = {"label": label, "help_text": options.get("hint", {}).get("text", ""), "required": False}
    if component == "date-input":
        return DateField(**words)
    names = ("autocomplete", "inputmode", "rows", "spellcheck")
    attrs = {name: str(options[name]).lower() for name in names if options.get(name) is not None}
    attrs |= {"class": options["classes"].replace("govuk-radios--inline", "").strip()} if options.get("classes") else {}
    widget = WIDGETS.get(component, forms.TextInput)(attrs)
    widget.input_type = options.get("type", getattr(widget, "input_type", "text"))
    widget.inline = "govuk-radios--inline" in options.get("classes", "")
    choices = [(item["value"], item["text"]) for item in options.get("items", ())]
    match component:
        case "checkboxes":
            return forms.MultipleChoiceField(choices=choices, widget=widget, **words)
        case "radios" | "select":
            return forms.ChoiceField(choices=choices, widget=widget, **words)
        case _:
            return forms.CharField(widget=widget, **words)


def a_form(component, options):
    """A form with this one field, filled, and refused where the example is."""
    name = options.get("namePrefix") or options.get("name") or options["id"]
    chosen = [item["value"] for item in options.get("items", ()) if item.get("selected") or item.get("checked")]
    value = options.get("values") or chosen or options.get("value")
    if component == "select":
        value = value[0] if isinstance(value, list) and value else value
    if component == "date-input" and value:
        value = [value[f"{name}-{part}"] for part in ("day", "month", "year")]
    error = options.get("errorMessage", {}).get("text")

    class Form(forms.Form):
        def clean(self):
            if error:
                self.add_error(name, error)

    field = a_field(component, options)
    field.widget.attrs["id"] = options.get("idPrefix") or options.get("id") or name
    Form.base_fields = {name: field}
    return Form({name: chosen[0] if chosen else ""} if error else None, initial={name: value}), name


def heading_of(options):
    label = options.get("label") or options.get("fieldset", {}).get("legend", {})
    size = (label.get("classes") or "--").rpartition("--")[2]
    return size if label.get("isPageHeading") or size else ""


@pytest.mark.parametrize(
    ("component", "options", "html"),
    examples("input", "textarea", "radios", "checkboxes", "select", "date-input", "file-upload", "password-input"),
)
def test_a_field_is_drawn_as_the_kit_draws_it(component, options, html):
    form, name = a_form(component, options)
    hints = {str(item["value"]): item["hint"]["text"] for item in options.get("items", ()) if "hint" in item}
    heading = heading_of(options)
    found = drawn("{% field bound heading=heading hints=hints %}", bound=form[name], heading=heading, hints=hints)
    assert found == Tree(as_we_say(component, options, html)).found


def as_we_say(component, options, html):
    """Two things we do not have: a date whose boxes are not named after it, and a choice that cannot be chosen."""
    if component == "date-input" and "namePrefix" not in options:
        html = html.replace('name="', f'name="{options["id"]}-')
    return html.replace(" disabled", "") if component == "select" else html


@pytest.mark.parametrize(("component", "options", "html"), examples("button"))
def test_a_button_is_drawn_as_the_kit_draws_it(component, options, html):
    kind = options.get("classes", "").rpartition("--")[2]
    words = {name: options[name] for name in ("href", "name", "value") if name in options}
    tag = "{% button text kind=kind href=href name=name value=value start=start once=once %}"
    context = {"kind": kind, "start": options.get("isStartButton"), "once": options.get("preventDoubleClick")}
    found = drawn(tag, text=options.get("text"), **context | {"href": "", "name": "", "value": ""} | words)
    assert found == Tree(html).found


@pytest.mark.parametrize(("component", "options", "html"), examples("error-summary"))
def test_the_error_summary_is_drawn_as_the_kit_draws_it(component, options, html):
    words = {"title": options["titleText"], "description": options.get("descriptionText")}
    found = drawn('{% include "kit/error-summary.html" %}', errors=options["errorList"], **words)
    assert found == Tree(html).found
