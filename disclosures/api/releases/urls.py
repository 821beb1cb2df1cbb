"""Where the releases answer."""

from django.urls import path

from disclosures.api.releases import views

urlpatterns = [
    path("", views.Releases.as_view(), name="api-releases"),
    path("<str:release_id>/", views.OneRelease.as_view(), name="api-release"),
    path("<str:release_id>/content/", views.Content.as_view(), name="api-release-content"),
    path("<str:release_id>/download/", views.Download.as_view(), name="api-release-download"),
    path("<str:release_id>/revoke/", views.Revoke.as_view(), name="api-release-revoke"),
]
