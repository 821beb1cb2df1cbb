"""Plays situations written down in YAML through the real actions on a scratch database (DESIGN 9)."""
