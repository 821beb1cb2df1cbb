"""What a decision is called, for those who take it and those who are told."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from disclosures.domain.grounds import RefusalCode
from disclosures.domain.moves import Outcome

REFUSALS: Mapping[str, Promise] = {
    RefusalCode.INCOMPLETE: _("The filing is incomplete"),
    RefusalCode.MANIFEST_ERRORS: _("The paper has manifest errors"),
    RefusalCode.INSUFFICIENT_INFORMATION: _("It does not say enough to act on"),
    RefusalCode.NOT_HELD: _("We hold nothing of what is asked"),
    RefusalCode.IMPOSSIBLE: _("It cannot be done, for no fault of ours"),
    RefusalCode.NOT_PROPERLY_ISSUED: _("The paper was not issued by who may issue it"),
    RefusalCode.NOT_FOR_IDENTIFYING_USER: _("It asks for more than who the person is"),
    RefusalCode.SERVICE_NOT_COVERED: _("The service is not covered"),
    RefusalCode.IMMUNITIES: _("Immunities or privileges stand against it"),
    RefusalCode.CONFLICT_OF_LAWS: _("Another country's law forbids it"),
}
OUTCOMES: Mapping[str, Promise] = {
    Outcome.GRANTED: _("Granted"),
    Outcome.PARTLY_GRANTED: _("Partly granted"),
    Outcome.NOTHING_TO_RELEASE: _("Nothing to release"),
    Outcome.NOT_CONSENTED: _("The member did not consent"),
    Outcome.OBJECTION_UPHELD: _("The member's objection was upheld"),
    Outcome.FACT_LAPSED: _("A condition no longer held"),
    **REFUSALS,
}
