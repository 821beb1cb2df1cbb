"""Rules about the code are tests too (STYLE 15)."""
