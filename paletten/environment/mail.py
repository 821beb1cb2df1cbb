"""How mail leaves: SMTP when EMAIL_URL is set, else one file per mail in a folder."""

from typing import Any

import environ


def read_mail(*, env: environ.Env) -> dict[str, Any]:
    """Return the EMAIL_* settings; every mail carries references only, whichever way it leaves."""
    if env.str("EMAIL_URL", default=""):
        return dict(env.email_url("EMAIL_URL"))
    return {"EMAIL_BACKEND": "paletten.mail.EmlFolder"}
