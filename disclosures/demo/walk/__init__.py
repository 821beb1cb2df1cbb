"""One case of each basis from filing to release, read from the records: items and details, never a value."""

from disclosures.demo.walk.sheet import show

__all__ = ["show"]
