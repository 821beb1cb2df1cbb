"""Which page of a recipient is where, below ``received/``; the address names the case and is no secret."""

from django.urls import path

from disclosures.portals.recipients import code, opening, overview, saying, show

urlpatterns = [
    path("", overview.overview, name="received"),
    path("<str:reference>/", show.show, name="received-release"),
    path("<str:reference>/code/", code.type_in, name="received-code"),
    path("<str:reference>/code/send/", code.send, name="received-code-send"),
    path("<str:reference>/limits/", saying.accept_limits, name="received-limits"),
    path("<str:reference>/open/", opening.open_on_page, name="received-open"),
    path("<str:reference>/download/", opening.download, name="received-download"),
    path("<str:reference>/receipt/", saying.confirm_receipt, name="received-receipt"),
]
