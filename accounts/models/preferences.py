"""What a member said about marketing, and what their browser said for them (P2c)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.classification import not_personal

REST_AFTER_NO = timedelta(days=90)
"""For so long nobody is asked again after a no (P3a, P2c)."""


class Preferences(models.Model):
    """One row for each member who said anything, or whose browser did; without one the defaults hold."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.PROTECT, related_name="preferences"
    )
    own_marketing = models.BooleanField(default=True, help_text="Told of our own products until switched off.")
    own_marketing_at = models.DateTimeField(null=True, blank=True, help_text="When the member last said so.")
    partner_marketing = models.BooleanField(default=False, help_text="As the member last said; off until then.")
    partner_marketing_at = models.DateTimeField(null=True, blank=True, help_text="When the member last said so.")
    signal_at = models.DateTimeField(null=True, blank=True, help_text="First Global Privacy Control signal.")

    CLASSIFIED = not_personal(
        "switches that the member sets for themselves",
        "user",
        "own_marketing",
        "own_marketing_at",
        "partner_marketing",
        "partner_marketing_at",
        "signal_at",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="own_marketing_is_switched_off_by_the_member",
                condition=Q(own_marketing=True) | Q(own_marketing_at__isnull=False),
            ),
            models.CheckConstraint(
                name="partner_marketing_is_switched_on_by_the_member",
                condition=Q(partner_marketing=False) | Q(partner_marketing_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"preferences {self.pk}"

    @property
    def is_signal_standing(self) -> bool:
        """True while the browser's signal counts: the member has said nothing since."""
        said = self.partner_marketing_at
        return self.signal_at is not None and (said is None or said < self.signal_at)

    @property
    def shares_for_marketing(self) -> bool:
        """Whether data may go to partners for their marketing: only a yes that no later signal overrules."""
        return self.partner_marketing and not self.is_signal_standing

    def may_be_asked(self, *, at: datetime) -> bool:
        """Whether a page may ask about partners' marketing: not after a yes, nor within 90 days of a no."""
        if self.shares_for_marketing:
            return False
        noes = (self.signal_at if self.is_signal_standing else None, self.partner_marketing_at)
        return all(no is None or no <= at - REST_AFTER_NO for no in noes)
