"""Addresses of organisations, people, memberships and roles."""

from django.urls import path

from disclosures.api.outsiders import memberships, organisations, people, role_grants

urlpatterns = [
    path("organisations/", organisations.Organisations.as_view()),
    path("organisations/<str:organisation_id>/", organisations.OneOrganisation.as_view()),
    path("organisations/<str:organisation_id>/change/", organisations.Change.as_view()),
    path("organisations/<str:organisation_id>/language/", organisations.ChooseLanguage.as_view()),
    path("organisations/<str:organisation_id>/verify/", organisations.Verify.as_view()),
    path("organisations/<str:organisation_id>/end-verification/", organisations.EndVerification.as_view()),
    path("organisations/<str:organisation_id>/join/", memberships.Join.as_view()),
    path("memberships/", memberships.Memberships.as_view()),
    path("memberships/<uuid:membership_id>/", memberships.OneMembership.as_view()),
    path("memberships/<uuid:membership_id>/approve/", memberships.Approve.as_view()),
    path("memberships/<uuid:membership_id>/refuse/", memberships.Refuse.as_view()),
    path("memberships/<uuid:membership_id>/end/", memberships.End.as_view()),
    path("people/<str:name>/", people.OnePerson.as_view()),
    path("people/<str:name>/verify/", people.VerifyPerson.as_view()),
    path("people/<str:name>/end-verification/", people.EndVerificationOfPerson.as_view()),
    path("people/<str:name>/end-role/", people.EndRole.as_view()),
    path("role-grants/", role_grants.Grants.as_view()),
    path("role-grants/<uuid:grant_id>/", role_grants.OneGrant.as_view()),
    path("role-grants/<uuid:grant_id>/approve/", role_grants.Approve.as_view()),
    path("role-grants/<uuid:grant_id>/refuse/", role_grants.Refuse.as_view()),
]
