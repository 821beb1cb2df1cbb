"""Where reports of misuse answer."""

from django.urls import path

from disclosures.api.misuse import views

urlpatterns = [
    path("", views.Reports.as_view()),
    path("<uuid:report_id>/", views.OneReport.as_view()),
    path("<uuid:report_id>/uphold/", views.Uphold.as_view()),
    path("<uuid:report_id>/reject/", views.Reject.as_view()),
    path("<uuid:report_id>/lift/", views.Lift.as_view()),
]
