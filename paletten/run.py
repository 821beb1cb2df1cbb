"""Runs the whole desk on one machine: `python -m paletten.run` (or `make run`). Ctrl-C stops all of it."""

import sys

from paletten.runner import desk

if __name__ == "__main__":
    sys.exit(desk.run())
