"""Access records: what the web service receives by itself when a member uses it (P1a; docs/decisions/0020)."""
