"""THE LAW: one file per clause of section 3 of the policy, data only. A new clause is one new file here."""

from disclosures.domain.registry import load

REGISTRY = load(package=__name__, path=__path__)
"""Every revision of every basis: ``REGISTRY.current(code)``, ``REGISTRY.of(code, revision)``."""
