"""Which page of a partner is where, below ``attestations/``."""

from django.urls import path

from disclosures.portals.partners import attestations

urlpatterns = [
    path("", attestations.overview, name="attestations"),
    path("<str:reference>/", attestations.attest, name="attestation"),
]
