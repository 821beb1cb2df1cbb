"""Whose word each value of our register of organisations is: who entered it may not be who verifies it (P3c)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.classification import never_released, not_personal


class RegisterValueQuerySet(models.QuerySet["RegisterValue"]):
    """Facts about entered values."""

    def standing(self) -> RegisterValueQuerySet:
        """As the register says now."""
        return self.filter(replaced_at__isnull=True)


class RegisterValue(models.Model):
    """One value of one organisation's entry, as somebody entered it; a changed one is kept as replaced."""

    class Field(models.TextChoices):
        NAME = "name"
        COUNTRY = "country"
        DOMAIN = "domain"
        PHONE = "phone"
        ADDRESS = "registered_email"

    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="values")
    field = models.CharField(max_length=20, choices=Field.choices)
    value = models.CharField(max_length=254)
    source = models.CharField(max_length=300, blank=True, help_text="Of a number: where it was published.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    person = models.UUIDField(help_text="The natural person who entered it.")
    at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)

    objects = RegisterValueQuerySet.as_manager()

    CLASSIFIED = {
        **not_personal(
            "an organisation's own data, and who entered it",
            "id",
            "organisation",
            "field",
            "value",
            "source",
            "by",
            "at",
            "replaced_at",
        ),
        **never_released("joins the accounts of one person", "person"),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "field"],
                condition=Q(replaced_at__isnull=True),
                name="one_standing_value_of_a_field",
            ),
            models.CheckConstraint(
                name="register_field_is_known",
                condition=Q(field__in=["name", "country", "domain", "phone", "registered_email"]),
            ),
            models.CheckConstraint(
                name="entered_number_says_where_it_was_published", condition=~Q(field="phone") | ~Q(source="")
            ),
            models.CheckConstraint(
                name="register_value_is_replaced_later",
                condition=Q(replaced_at__isnull=True) | Q(replaced_at__gte=F("at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field} of organisation {self.organisation_id}"
