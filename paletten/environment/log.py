"""How the desk logs: one JSON object a line, references only."""

from typing import Any


def read_logging(*, level: str) -> dict[str, Any]:
    """Return Django's LOGGING: everything to standard error, no request bodies, no query values."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": "paletten.log_lines.JsonLine"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            # Django's own handlers would mail whole requests to administrators and print SQL with values.
            "django": {"handlers": [], "level": level, "propagate": True},
            "django.db.backends": {"level": "WARNING"},
            # A refused request is an answer, not an event: the path may name what a stranger guessed.
            "django.request": {"level": "ERROR"},
            "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
            # They name the addresses they ask, and with them the platform's ids of members.
            "urllib3": {"level": "ERROR"},
            "sqlalchemy": {"level": "ERROR"},
        },
    }
