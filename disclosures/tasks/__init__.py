"""Celery's entry points, a few lines each: they ask the clock, call one thing, and hold no logic."""
