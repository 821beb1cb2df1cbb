"""Filters for the templates of the doors."""
