"""Journeys in a real Chromium, on a running desk; collected only where there is one (tests/services/chromium.py)."""
