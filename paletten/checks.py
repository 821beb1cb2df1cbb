"""Checks that keep an unsafe desk from starting."""
