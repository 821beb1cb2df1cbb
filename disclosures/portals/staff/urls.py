"""Which page of the staff is where, below ``staff/``."""

from django.urls import path

from disclosures.portals.staff import permissions, transfers, waiting

urlpatterns = [
    path("permissions/", permissions.show, name="permissions"),
    path("transfers/", transfers.show, name="transfers"),
    path("waiting/", waiting.show, name="waiting"),
]
