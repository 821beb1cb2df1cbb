"""A web process that would be unsafe does not start: a setting that is wrong is found before anybody is served."""

from paletten import checks


def refuse_unsafe_settings() -> None:
    """Ends the process with a line for each thing to mend."""
    found = checks.safety()
    if found:
        lines = [f"{message.id}: {message.msg} {message.hint}" for message in found]
        raise SystemExit("\n".join(["The desk does not start like this:", *lines]))
