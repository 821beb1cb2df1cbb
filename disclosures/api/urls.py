"""Which resource answers where, below /api/v1/."""

from django.urls import path

from disclosures.api import bases

urlpatterns = [
    path("bases/", bases.Bases.as_view(), name="api-bases"),
    path("bases/<str:code>/", bases.OneBasis.as_view(), name="api-basis"),
]
