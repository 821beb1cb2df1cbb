"""Evidence files: taken in piece by piece, looked into, sealed, scanned, given out, destroyed (decision 0060)."""
