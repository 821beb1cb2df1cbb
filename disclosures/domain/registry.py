"""Finds the basis files and their revisions; a case keeps the revision it was filed under (P0b)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules

from disclosures.domain.basis import Basis, BasisCode


@dataclass(frozen=True, slots=True)
class Registry:
    """All revisions of all bases present; immutable, so a process decides by one state of the law."""

    revisions: tuple[Basis, ...]

    def current(self, code: BasisCode | str) -> Basis:
        """The latest revision of a basis; ``KeyError`` when there is none."""
        found = [basis for basis in self.revisions if basis.code == code]
        if not found:
            raise KeyError(code)
        return max(found, key=lambda basis: basis.revision)

    def of(self, code: BasisCode | str, revision: int) -> Basis:
        """The revision a case was filed under; ``KeyError`` when there is none."""
        for basis in self.revisions:
            if basis.code == code and basis.revision == revision:
                return basis
        raise KeyError((code, revision))

    @property
    def in_force(self) -> tuple[Basis, ...]:
        """The latest revision of each basis, in the order of the clauses."""
        return tuple(self.current(code) for code in BasisCode if any(basis.code == code for basis in self.revisions))

    def revised(self, basis: Basis) -> Registry:
        """A registry with one revision more."""
        return Registry((*self.revisions, basis))


def load(*, package: str, path: Iterable[str]) -> Registry:
    """Imports each module of ``package`` and collects its ``REVISIONS``; two of one number are a ``ValueError``."""
    revisions = tuple(
        basis for module in iter_modules(path) for basis in import_module(f"{package}.{module.name}").REVISIONS
    )
    if len({(basis.code, basis.revision) for basis in revisions}) != len(revisions):
        raise ValueError(f"a basis in {package} has one revision number twice")
    return Registry(revisions)
