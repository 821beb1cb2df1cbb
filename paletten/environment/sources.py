"""Where members' data is read besides the desk's own tables: a mapping file, and the secrets that it names."""

from collections.abc import Mapping

PREFIX = "DESK_SOURCE_"


def read_secrets(*, environ: Mapping[str, str]) -> dict[str, str]:
    """Return every variable that a mapping file may name, so that a file can name no other."""
    return {name: value for name, value in environ.items() if name.startswith(PREFIX)}
