"""Which token belongs to which engagement: such a token reaches nothing else and ends with it (P2a)."""

from __future__ import annotations

from datetime import datetime

from django.db import models


class EngagementToken(models.Model):
    """The bond of one token."""

    token = models.OneToOneField("accounts.Token", primary_key=True, on_delete=models.CASCADE, related_name="bond")
    engagement = models.ForeignKey("disclosures.Engagement", on_delete=models.PROTECT, related_name="tokens")

    def __str__(self) -> str:
        return f"token {self.token_id} of engagement {self.engagement_id}"

    def is_live(self, *, at: datetime) -> bool:
        """Asked at each request, so that an end is an end at once, whether or not any job ran."""
        return self.engagement.is_active(at=at)
