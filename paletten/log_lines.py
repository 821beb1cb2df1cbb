"""One JSON object for each log line: when, how grave, which module, and references."""

import json
import logging
from datetime import UTC, datetime

# What a log call may add by `extra=`; anything else stays out of the line (DESIGN 5.11: references, never data).
REFERENCES = ("case", "release", "job", "topic", "chain", "code", "status_code", "attempt", "source", "item")


class JsonLine(logging.Formatter):
    """Formats a record as one line that a machine can read."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; a trace names files and lines and the error's type, never its arguments."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, tz=UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": _request(record) or record.getMessage(),
        }
        line |= {name: str(getattr(record, name)) for name in REFERENCES if hasattr(record, name)}
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = record.exc_info[0].__name__
            line["trace"] = _places(record)
        return json.dumps(line, ensure_ascii=False)


def _request(record: logging.LogRecord) -> str:
    """What Django itself says of a request, without its address or headers: they hold whatever somebody wrote."""
    if not record.name.startswith(("django.request", "django.security")):
        return ""
    match = getattr(getattr(record, "request", None), "resolver_match", None)
    return f"{record.name} {getattr(record, 'status_code', '')} /{match.route if match else '…'}"


def _places(record: logging.LogRecord) -> list[str]:
    """Return file:line of each frame; an error's own text may quote a row, so it is left out."""
    places: list[str] = []
    frame = record.exc_info[2] if record.exc_info else None
    while frame is not None:
        places.append(f"{frame.tb_frame.f_code.co_filename}:{frame.tb_lineno}")
        frame = frame.tb_next
    return places
