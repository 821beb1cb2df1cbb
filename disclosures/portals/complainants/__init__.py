"""Where people complain that listings infringe a right of theirs, and follow what becomes of it (P3e)."""
