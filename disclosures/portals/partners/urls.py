"""Which page of a partner is where."""

from django.urls import path

from disclosures.portals.partners import attestations, engagements, tokens

urlpatterns = [
    path("engagements/", engagements.overview, name="own-engagements"),
    path("engagements/<str:engagement>/", engagements.show, name="own-engagement"),
    path("tokens/", tokens.overview, name="own-tokens"),
    path("tokens/new/", tokens.make, name="own-token-new"),
    path("tokens/<uuid:token_id>/end/", tokens.end, name="own-token-end"),
    path("attestations/", attestations.overview, name="attestations"),
    path("attestations/<str:reference>/", attestations.attest, name="attestation"),
]
