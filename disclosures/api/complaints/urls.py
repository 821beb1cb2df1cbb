"""Addresses below /api/v1/complaints/."""

from django.urls import path

from disclosures.api import evidence
from disclosures.api.complaints import views

urlpatterns = [
    path("", views.Complaints.as_view()),
    path("<str:reference>/", views.OneComplaint.as_view()),
    path("<str:reference>/pass-on/", views.PassOn.as_view()),
    path("<str:reference>/withdraw/", views.Withdraw.as_view()),
    path("<str:reference>/close/", views.Close.as_view()),
    path("<str:reference>/counter-statement/", views.CounterStatement.as_view()),
    path("<str:reference>/counter-statement/pass-on/", views.PassOnCounterStatement.as_view()),
    path("<str:reference>/report-suit/", views.ReportSuit.as_view()),
    path("<str:reference>/evidence/", evidence.OfComplaint.as_view()),
]
