"""The tests: `python -m tests.run`."""
