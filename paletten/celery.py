"""Celery's settings and app."""
