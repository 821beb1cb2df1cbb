"""Abuses that somebody tried on the desk, each by name: what a person must not get, and does not."""
