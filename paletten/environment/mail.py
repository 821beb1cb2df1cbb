"""How mail leaves: SMTP when EMAIL_URL is set, else one file per mail in a folder."""

from pathlib import Path
from typing import Any

import environ


def read_mail(*, env: environ.Env, data_dir: Path) -> dict[str, Any]:
    """Return the EMAIL_* settings; every mail carries references only, whichever way it leaves."""
    if env.str("EMAIL_URL", default=""):
        return {**env.email_url("EMAIL_URL"), "EMAIL_TIMEOUT": 10}
    return {
        "EMAIL_BACKEND": "paletten.mail.EmlFolder",
        "EMAIL_FILE_PATH": env.str("DESK_MAIL_DIR", default=str(data_dir / "mail")),
    }
