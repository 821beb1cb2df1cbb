#!/usr/bin/env python
"""Command line of the desk: `python manage.py …`."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Hand the command line to Django with the desk's settings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "paletten.settings")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
