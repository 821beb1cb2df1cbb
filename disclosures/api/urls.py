"""Which resource answers where, below /api/v1/."""

from django.urls import include, path

from disclosures.api import bases

urlpatterns = [
    path("bases/", bases.Bases.as_view(), name="api-bases"),
    path("bases/<str:code>/", bases.OneBasis.as_view(), name="api-basis"),
    path("cases/", include("disclosures.api.cases.urls")),
    path("releases/", include("disclosures.api.releases.urls")),
]
