"""Reads the settings that differ between machines from the environment, one concern per file."""
