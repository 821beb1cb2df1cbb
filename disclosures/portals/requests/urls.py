"""Which page of those who ask is where, below ``requests/``."""

from django.urls import path

from disclosures.portals.requests import acts, enclosed, one, overview
from disclosures.portals.requests.filing import walk

urlpatterns = [
    path("", overview.overview, name="requests"),
    path("new/", walk.begin, name="request-new"),
    path("<str:reference>/", one.show, name="request"),
    path("<str:reference>/receipt/", one.receipt, name="request-receipt"),
    path("<str:reference>/filed/", one.filed, name="request-filed"),
    path("<str:reference>/ask/<slug:question>/", walk.ask, name="request-ask"),
    path("<str:reference>/check/", walk.check, name="request-check"),
    path("<str:reference>/files/", enclosed.send, name="request-files"),
    path("<str:reference>/files/<uuid:file_id>/", enclosed.take_back, name="request-file"),
    path("<str:reference>/files/<uuid:file_id>/open/", enclosed.open_again, name="request-file-open"),
    path("<str:reference>/do/<slug:verb>/", acts.act, name="request-act"),
]
