"""What the desk does: requests filed, checked, signed, released and ended."""
