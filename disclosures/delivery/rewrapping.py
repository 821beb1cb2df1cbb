"""Wraps the stored keys again after the wrapping key was renewed; packages themselves stay as they are."""

from __future__ import annotations

from collections.abc import Callable

from disclosures import keyring
from disclosures.delivery import vault


def rewrap_all(*, progress: Callable[[int], None] = lambda _: None) -> int:
    """Put every key that an older wrapping key wrapped under the current one; return how many were changed.

    May be stopped and started again; a key that is shredded or changed meanwhile is left as it is then.
    """
    changed = 0
    for keys in vault.EVERY:
        rows = keys.table._default_manager
        for pk, wrapped, by in rows.values_list("pk", "wrapped_key", "wrapped_by").iterator():
            wrapped_key, wrapped_by = keyring.rewrap(bytes(wrapped), by=by)
            if wrapped_by != by:
                unchanged = rows.filter(pk=pk, wrapped_by=by)
                changed += unchanged.update(wrapped_key=wrapped_key, wrapped_by=wrapped_by)
                progress(changed)
    return changed
