"""The code of a mail, asked for once more: a taken address costs the same mail and the same work as a free one."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.views import ConfirmEmailVerificationCodeView
from django.http import HttpResponse


class ConfirmEmail(ConfirmEmailVerificationCodeView):  # type: ignore[misc]  # the library has no types
    """The library's page. It writes no second mail where the address is taken, which the time of its answer tells."""

    def _resend_form_valid(self, form: Any) -> HttpResponse:
        """Sends the code again, or tells the owner again that there is an account."""
        answer: HttpResponse = super()._resend_form_valid(form)
        process = self._process
        if getattr(process, "did_send", False) and process.user is None:  # not where a limit stopped it
            get_adapter(self.request).send_account_already_exists_mail(process.email)
        return answer
