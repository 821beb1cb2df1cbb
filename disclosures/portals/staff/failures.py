"""Why background work failed, in a sentence, and what is to be done about it; by the code that it left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Failure:
    """What went wrong, and what helps."""

    says: str | Promise
    helps: str | Promise


MAPPING = _("Ask an administrator to correct the mapping of that source or the platform, then try again.")
STORAGE = _("Ask an administrator to look at the disk and the storage of sealed files, then try again.")
DATABASE = _("Ask an administrator whether the database is well (System health says it), then try again.")
LOG = _("Ask an administrator to look it up in the log and to mend it, then try again.")

FAILURES: Mapping[str, Failure] = {
    "source_away": Failure(
        _("A source of members' data does not answer."),
        _("Ask an administrator to bring it back. System health says which it is; then try again."),
    ),
    "source_refused": Failure(_("A source of members' data refused what the desk asked for."), MAPPING),
    "source_misread": Failure(_("A source of members' data gave what cannot be read as declared."), MAPPING),
    "restored": Failure(
        _("A backup was restored: nobody knows whether it went out before."),
        _("Ask the recipient whether they have it. Then try again, or refuse the case."),
    ),
    "worker_lost": Failure(_("Its worker ended in the middle of it, each time."), LOG),
    "PackageTooLarge": Failure(
        _("The package is too large to be sealed."),
        _("Refuse the case; less can be asked for in a new one."),
    ),
    "SealBroken": Failure(_("What was preserved cannot be unsealed: its seal does not open."), LOG),
    "KeyringUnreadable": Failure(_("The desk cannot read its keys."), LOG),
    "OperationalError": Failure(_("The database did not answer in time."), DATABASE),
    "InterfaceError": Failure(_("The connection to the database broke."), DATABASE),
    **dict.fromkeys(
        (
            "OSError",
            "FileNotFoundError",
            "PermissionError",
            "ConnectionError",
            "ClientError",
            "EndpointConnectionError",
        ),
        Failure(_("The sealed storage does not take or give files."), STORAGE),
    ),
}
"""Codes and names of errors; what is not named here is a fault of the desk and shows by its name, for the log."""


def of(code: str) -> Failure:
    """What is known of a code."""
    if code in FAILURES:
        return FAILURES[code]
    if not code:
        return Failure(_now("Nobody knows why: the job left no word."), LOG)
    return Failure(_now("A fault of the desk; the log has it as %(code)s.") % {"code": code}, LOG)
