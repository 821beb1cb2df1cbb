"""Draws every form of the desk with the kit's field templates."""

from django.forms.renderers import TemplatesSetting


class KitRenderer(TemplatesSetting):
    """``{{ form }}`` draws all fields, ``{% field form.name %}`` one; templates come from the apps, as for pages."""

    form_template_name = "kit/form.html"
    field_template_name = "kit/field.html"
