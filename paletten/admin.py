"""The admin: states and the ledger, to look at. Nothing is changed, no value and no word of a case is shown."""

from __future__ import annotations

from typing import ClassVar

import allauth.account.admin
import allauth.mfa.admin
import allauth.usersessions.admin  # noqa: F401 - the same
import django.contrib.auth.admin  # noqa: F401 - the same
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db.models import Model
from django.http import HttpRequest

from accounts.models import Organisation
from disclosures.models import Case, Engagement, Job, LedgerEntry, Notice, Release

admin.site.site_header = admin.site.site_title = "Paletten Disclosure Desk"
admin.site.index_title = "To look at; nothing is changed here"
admin.site.unregister(Group)  # roles are the desk's own; a group would mean nothing
admin.site.unregister((EmailAddress, Authenticator, UserSession))  # each person's own, and nobody else's


class ReadOnly(admin.ModelAdmin):  # type: ignore[type-arg]  # Django's own takes none
    """Shows the fields that are named, and refuses every change whoever asks (SAFETY: the administrator)."""

    actions = None
    show_full_result_count = False  # counting 100,000 rows for a line nobody reads
    columns: ClassVar[tuple[str, ...]] = ()

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        """The same columns in the list and on the page of one."""
        return self.columns

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> tuple[str, ...]:
        """The columns, and nothing else of the row."""
        return self.columns

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """None: a filter in the address would answer questions about columns that are not shown."""
        return False

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody."""
        return False


SHOWN: dict[type[Model], tuple[str, ...]] = {
    Case: ("reference", "basis", "status", "outcome", "version", "submitted_at", "window_ends_at"),
    Engagement: ("name", "partner", "approved_at", "ends_at", "ended_at"),
    Job: ("topic", "state", "attempts", "last_error", "run_after", "created_at", "finished_at"),
    LedgerEntry: ("chain", "seq", "event", "text"),
    Notice: ("case", "kind", "due_at", "sent_at"),
    Organisation: ("name", "kind", "country", "verified_at", "suspended_at"),
    Release: ("case", "status", "country_to", "released_at", "ended_at", "end_reason"),
}

for model, columns in SHOWN.items():
    admin.site.register(model, type(f"{model.__name__}Admin", (ReadOnly,), {"columns": columns}))
