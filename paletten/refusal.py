"""A web process that would be unsafe does not start: a setting that is wrong is found before anybody is served."""

from collections.abc import Iterable

from django.core.checks import CheckMessage

from paletten import checks


def refuse_unsafe_settings() -> None:
    """Ends a web process with a line for each thing to mend."""
    refuse(checks.safety())


def refuse_wrong_mapping() -> None:
    """Ends a web process or worker whose mapping file of sources is wrong."""
    from disclosures.sources.checks import check_mapping

    refuse(check_mapping())


def refuse(found: Iterable[CheckMessage]) -> None:
    """Ends the process when anything was found."""
    if found:
        lines = [f"{message.id}: {message.msg} {message.hint}" for message in found]
        raise SystemExit("\n".join(["The desk does not start like this:", *lines]))
