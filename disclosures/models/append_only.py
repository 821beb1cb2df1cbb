"""Rows that are written once: Python's half of the lock; the database's half is `disclosures.ledger.triggers`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Never, TypeVar

from django.db import models

Row_co = TypeVar("Row_co", bound=models.Model, covariant=True)


class AppendOnlyViolated(TypeError):
    """Code tried to change or delete what may only be added to. A programming error, never a user's."""


class AppendOnlyQuerySet(models.QuerySet[Row_co]):
    """Refuses every bulk way to change or delete; reading and adding are left alone."""

    def _refuse(self) -> Never:
        raise AppendOnlyViolated(f"{self.model.__name__} rows are written once")

    def update(self, **_fields: Any) -> Never:
        """Refuse."""
        self._refuse()

    def delete(self) -> Never:
        """Refuse."""
        self._refuse()

    def _raw_delete(self, using: str | None) -> Never:
        del using
        self._refuse()

    def bulk_update(self, *_args: Any, **_options: Any) -> Never:
        """Refuse."""
        self._refuse()

    def update_or_create(self, *_args: Any, **_options: Any) -> Never:
        """Refuse."""
        self._refuse()

    def bulk_create(self, objs: Iterable[Row_co], *args: Any, **options: Any) -> list[Row_co]:
        """Add rows; refuses the variants that overwrite or silently skip."""
        if args or options.keys() - {"batch_size"}:
            self._refuse()
        return super().bulk_create(objs, **options)


class AppendOnlyModel(models.Model):
    """A model whose instances can be added and read, and nothing else."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True
        # Related-object and deletion code go through the base manager: it must refuse too.
        base_manager_name = "objects"

    def save(self, *args: Any, **options: Any) -> None:
        """Insert; `force_insert` saves the UPDATE that Django would try first when a key is given."""
        if args or not self._state.adding or options.keys() - {"using", "force_insert"}:
            raise AppendOnlyViolated(f"{type(self).__name__} rows are written once")
        super().save(force_insert=True, using=options.get("using"))

    def delete(self, *_args: Any, **_options: Any) -> Never:
        """Refuse."""
        raise AppendOnlyViolated(f"{type(self).__name__} rows are kept")
