"""What the web service received by itself when it was used (P1a, provenance `automatic`)."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from accounts.classification import Classified, NotPersonal, item


class AccessRecord(models.Model):
    """One visit at one instant: exactly the items that P1a names. A blank or null column means not received."""

    public_id = models.UUIDField(default=uuid.uuid4, editable=False, help_text="Its name outside; it tells no count.")
    subject = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="access_records")
    at = models.DateTimeField()
    ip_address = models.GenericIPAddressField(null=True, blank=True)
    browser_type = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=100, blank=True)
    device_features = models.TextField(blank=True, help_text="Hardware and software features, as one text.")
    page_requests = models.TextField(blank=True, help_text="The pages asked for, one path a line.")
    cookie_id = models.CharField(max_length=128, blank=True)

    CLASSIFIED: ClassVar[Classified] = {
        "id": NotPersonal("the row's own number"),
        "public_id": NotPersonal("a random name of the row"),
        "subject": NotPersonal("the account the visit belongs to, an id"),
        "at": item("access.visited_at"),
        "ip_address": item("access.ip_address"),
        "browser_type": item("access.browser_type"),
        "language": item("access.language"),
        "device_features": item("access.device_features"),
        "page_requests": item("access.page_requests"),
        "cookie_id": item("access.cookie_id"),
    }

    class Meta:
        indexes = [
            models.Index(fields=["subject", "at"], name="access_record_of_subject_at"),
            models.Index(fields=["at"], name="access_record_at"),  # for the end of their time
        ]

    def __str__(self) -> str:
        return f"access record {self.pk}"
