"""Why the desk cannot start or go on."""


class CannotRunError(Exception):
    """A sentence for the person at the terminal; it ends the run with exit code 1 and no trace."""
