"""The languages of the desk: what it publishes in each, and writes to a person in the one they chose."""

from django.db import models


class Language(models.TextChoices):
    """As the settings list them."""

    ENGLISH = "en"
    CHINESE = "zh-hans"
