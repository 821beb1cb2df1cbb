"""The database refuses impossible rows, whoever writes them: raw rows, no actions (STYLE 13)."""
