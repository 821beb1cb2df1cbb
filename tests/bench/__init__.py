"""Measures the desk against floors, as ratios of one run (docs/benchmark.md)."""
