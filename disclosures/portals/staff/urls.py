"""Which page of the staff is where, below ``staff/``."""

from django.urls import include, path

from disclosures.portals.staff import health, permissions, queue, retention, statistics, transfers, waiting
from disclosures.portals.staff.case import acting, evidence, history, pages, preview, writing

urlpatterns = [
    path("", queue.show, name="queue"),
    path("take-next/", queue.take_next, name="take-next"),
    path("cases/<str:reference>/", pages.overview, name="case"),
    path("cases/<str:reference>/facts/", pages.show_facts, name="case-facts"),
    path("cases/<str:reference>/scope/", pages.show_scope, name="case-scope"),
    path("cases/<str:reference>/evidence/", evidence.show, name="case-evidence"),
    path("cases/<str:reference>/evidence/<uuid:evidence_id>/", evidence.download, name="case-evidence-download"),
    path("cases/<str:reference>/preview/", preview.show, name="case-preview"),
    path("cases/<str:reference>/signatures/", pages.show_signatures, name="case-signatures"),
    path("cases/<str:reference>/release/", pages.show_release, name="case-release"),
    path("cases/<str:reference>/notices/", pages.show_notices, name="case-notices"),
    path("cases/<str:reference>/messages/", writing.messages, name="case-messages"),
    path("cases/<str:reference>/notes/", writing.notes, name="case-notes"),
    path("cases/<str:reference>/history/", history.show, name="case-history"),
    path("cases/<str:reference>/do/<slug:act>/", acting.act, name="case-act"),
    path("registers/", include("disclosures.portals.staff.registers.urls")),
    path("permissions/", permissions.show, name="permissions"),
    path("transfers/", transfers.show, name="transfers"),
    path("retention/", retention.show, name="retention"),
    path("health/", health.show, name="health"),
    path("statistics/", statistics.show, name="statistics"),
    path("statistics/<slug:table>.csv", statistics.as_csv, name="statistics-csv"),
    path("waiting/", waiting.show, name="waiting"),
]
