"""The wiring as an app: start page, static files and system checks."""

from django.apps import AppConfig


class PalettenConfig(AppConfig):
    """Registers the checks that keep an unsafe desk from starting."""

    name = "paletten"

    def ready(self) -> None:
        """Load the checks; importing them registers them."""
        from paletten import checks  # noqa: F401 - Django's registry must be ready first
