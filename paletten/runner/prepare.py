"""What must be true before the first page: keys, tables, and on the first start the demo (`… prepare [demo]`)."""

import os
import sys

import django

FILLED = 3  # the exit code that says: there is data already, or nothing to fill it with


def main(part: str) -> None:
    """Do one part; Django is loaded once for each, in a process that ends and gives its memory back."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "paletten.settings")
    django.setup()
    from django.core.management import call_command, get_commands

    if part == "tables":
        call_command("migrate", interactive=False, verbosity=0)
        sys.exit(0 if _is_empty() and "demo" in get_commands() else FILLED)
    call_command("demo", verbosity=0)  # who can sign in is said at the end, when the desk is up


def _is_empty() -> bool:
    from accounts.models.user import SYSTEM_NAME, User

    return not User.objects.exclude(name=SYSTEM_NAME).exists()


if __name__ == "__main__":
    main(sys.argv[1])
