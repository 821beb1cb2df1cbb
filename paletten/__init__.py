"""Wiring only: settings, environment, addresses, start page and the runner."""
