"""Mail for a desk without SMTP: one .eml file each, in a folder only the desk can read."""

import os
import secrets
from email.message import Message
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import EmailMessage


class EmlFolder(BaseEmailBackend):
    """Writes each mail whole under a name of its own; a reader never sees half a mail."""

    def __init__(self, *, fail_silently: bool = False, **_kwargs: Any) -> None:
        super().__init__(fail_silently=fail_silently)
        self.folder = Path(settings.DESK_MAIL_DIR)

    def send_messages(self, email_messages: Any) -> int:
        """Write the mails and return how many there were."""
        messages: list[EmailMessage] = list(email_messages)
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for message in messages:
            _write_mail(folder=self.folder, mail=message.message())
        return len(messages)


def _write_mail(*, folder: Path, mail: Message) -> None:
    stamp = mail["Message-ID"].strip("<>").split("@", maxsplit=1)[0]
    name = f"{stamp}-{secrets.token_hex(4)}.eml"
    half = folder / f".{name}"
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(mail.as_bytes())
    half.rename(folder / name)
