"""Which page of an authority is where."""

from django.urls import path

from disclosures.portals.authorities import asking, preservations, registration

urlpatterns = [
    path("register/", registration.explain, name="register"),
    path("register/agency/", registration.follow, name="register-agency"),
    path("register/join/<int:agency_id>/", registration.join, name="register-join"),
    path("preservations/", preservations.overview, name="own-preservations"),
    path("preservations/new/", asking.begin, name="own-preservation-new"),
    path("preservations/drafts/<str:draft>/ask/<slug:question>/", asking.ask, name="own-preservation-ask"),
    path("preservations/drafts/<str:draft>/check/", asking.check, name="own-preservation-check"),
    path("preservations/drafts/<str:draft>/drop/", asking.drop, name="own-preservation-drop"),
    path("preservations/<str:preservation>/", preservations.show, name="own-preservation"),
    path("preservations/<str:preservation>/extend/", preservations.extend, name="own-preservation-extend"),
    path("preservations/<str:preservation>/withdraw/", preservations.withdraw, name="own-preservation-withdraw"),
]
