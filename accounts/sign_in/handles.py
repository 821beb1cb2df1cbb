"""The opaque name of a new account: it says nothing about its person, and stands on cases and in the ledger."""

import secrets

LETTERS = "23456789abcdefghjkmnpqrstvwxyz"  # without those that look alike
LENGTH = 12


def make() -> str:
    """A new one; 58 random bits, so that nobody guesses another's."""
    return "p-" + "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
