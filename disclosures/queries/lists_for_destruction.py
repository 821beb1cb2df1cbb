"""What stands on a list of cases that have had their time, as far as somebody of the desk works on them."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch

from accounts.models import User
from disclosures.models import DueCase
from disclosures.policies import visibility


def cases_shown_to(by: User) -> Prefetch[Any]:
    """The cases of each list, without those to which ``by`` is a party."""
    worked = visibility.cases_worked_by(by).values("pk")
    return Prefetch("cases", DueCase.objects.filter(case__in=worked).select_related("case"))
