"""Reports of misuse: made by anybody, decided by two."""
