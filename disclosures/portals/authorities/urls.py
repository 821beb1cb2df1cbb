"""Which page of an authority is where."""

from django.urls import path

from disclosures.portals.authorities import preservations

urlpatterns = [
    path("preservations/", preservations.overview, name="own-preservations"),
    path("preservations/new/", preservations.ask, name="own-preservation-new"),
    path("preservations/<str:preservation>/", preservations.show, name="own-preservation"),
    path("preservations/<str:preservation>/extend/", preservations.extend, name="own-preservation-extend"),
    path("preservations/<str:preservation>/withdraw/", preservations.withdraw, name="own-preservation-withdraw"),
]
