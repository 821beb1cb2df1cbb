"""Which page of the auditors is where, below ``audit/``."""

from django.urls import path

from disclosures.portals.auditors import integrity, looking, looks

urlpatterns = [
    path("", integrity.show, name="audit"),
    path("export/", integrity.export, name="audit-export"),
    path("sample/", looking.sample, name="audit-sample"),
    path("exceptions/", looking.exceptions, name="audit-exceptions"),
    path("looks/", looks.show, name="audit-looks"),
]
