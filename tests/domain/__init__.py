"""The engine's tests: no database, no Django."""
