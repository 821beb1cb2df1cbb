"""``{% demo_factor as demo %}``: in a demo the code that its one second factor shows now, elsewhere nothing."""

from django import template

from accounts.sign_in import demo

register = template.Library()


@register.simple_tag
def demo_factor() -> dict[str, str] | None:
    """The code of this half minute; ``None`` outside a demo."""
    return {"code": demo.code()} if demo.is_shown() else None
