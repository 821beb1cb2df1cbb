"""Wraps the stored keys again after the wrapping key was renewed; packages themselves stay as they are."""

from __future__ import annotations

from collections.abc import Callable

from disclosures import keyring
from disclosures.models.sealed_key import SealedKey


def rewrap_all(*, progress: Callable[[int], None] = lambda _: None) -> int:
    """Put every key that an older wrapping key wrapped under the current one; return how many were changed.

    May be stopped and started again; a key that is shredded or changed meanwhile is left as it is then.
    """
    changed = 0
    for key in SealedKey.objects.all().iterator():
        wrapped_key, wrapped_by = keyring.rewrap(bytes(key.wrapped_key), by=key.wrapped_by)
        if wrapped_by != key.wrapped_by:
            unchanged = SealedKey.objects.filter(pk=key.pk, wrapped_by=key.wrapped_by)
            changed += unchanged.update(wrapped_key=wrapped_key, wrapped_by=wrapped_by)
            progress(changed)
    return changed
