"""SQLite as the desk needs it; Django looks for the backend in `base`."""
