"""Cookies are each visitor's choice: nothing is set before a yes, and nothing after a no (P5a, P5b)."""
