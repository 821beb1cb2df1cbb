"""Sealed snapshots of preservations: taken, drawn on by a release, destroyed; opened by nobody else (DESIGN 5.1)."""
