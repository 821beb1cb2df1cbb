"""Sessions rest encrypted: codes that were mailed, forms that wait for a password, and addresses lie in them."""

from __future__ import annotations

import binascii
import json
from typing import Any

from cryptography.exceptions import InvalidTag
from django.contrib.sessions.backends import db

from accounts.sign_in import secret_box

MARK = b"session 1"


class SessionStore(db.SessionStore):
    """Django's, in the database, under the secret key."""

    def encode(self, session_dict: dict[str, Any]) -> str:
        """For the database."""
        return secret_box.lock(json.dumps(session_dict, separators=(",", ":")), mark=MARK)

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        """From the database; what this desk did not write is no session."""
        try:
            found: dict[str, Any] = json.loads(secret_box.unlock(str(session_data), mark=MARK))
        except (InvalidTag, binascii.Error):
            return {}
        return found
