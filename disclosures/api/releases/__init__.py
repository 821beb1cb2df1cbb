"""Releases: what is ready, opening it, downloading it, revoking it."""
