"""The files that belong to a thing of a register: what each is, where it is, and opening it again."""

from __future__ import annotations

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from disclosures.portals import enclosing
from disclosures.portals.staff.registers.shape import About, Cell, Table


def table(about: About, *, title: Promise, empty: Promise, register: str, ident: str) -> Table:
    """Each file, with a button where it can be opened; opening it is recorded by name."""
    return Table(
        title=title,
        heads=(_("File"), _("Size"), _("State"), _("Open again")),
        rows=tuple(
            (
                Cell(file["name"], sub=f"{file['type']} · SHA-256 {file['sha256']}"),
                Cell(file["size"]),
                Cell(file["state"], colour=file["colour"]),
                Cell("–")
                if not file["is_given"]
                else Cell(file=file | {"href": reverse(f"register-{register}-file", args=[ident, file["id"]])}),
            )
            for file in enclosing.rows(about.thing, by=about.by)
        ),
        empty=empty,
    )
