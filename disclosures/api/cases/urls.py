"""Where the cases answer."""

from django.urls import path

from disclosures.api import evidence
from disclosures.api.cases import (
    deciding,
    emergencies,
    filings,
    following,
    holding,
    objecting,
    parts,
    requesting,
    signing,
    timeline,
)

urlpatterns = [
    path("", filings.Cases.as_view(), name="api-cases"),
    path("<str:reference>/", filings.OneCase.as_view(), name="api-case"),
    path("<str:reference>/submit/", requesting.Submit.as_view()),
    path("<str:reference>/resubmit/", requesting.Resubmit.as_view()),
    path("<str:reference>/withdraw/", requesting.Withdraw.as_view()),
    path("<str:reference>/appeal/", requesting.Appeal.as_view()),
    path("<str:reference>/check/", deciding.Particulars.as_view()),
    path("<str:reference>/accept/", deciding.Accept.as_view()),
    path("<str:reference>/return/", deciding.Return.as_view()),
    path("<str:reference>/refuse/", deciding.Refuse.as_view()),
    path("<str:reference>/retry/", deciding.Retry.as_view()),
    path("<str:reference>/revoke/", deciding.Revoke.as_view()),
    path("<str:reference>/incident/", deciding.Incident.as_view()),
    path("<str:reference>/narrow/", deciding.Narrow.as_view()),
    path("<str:reference>/hold/", holding.Holds.as_view()),
    path("<str:reference>/hold/end/", holding.EndHold.as_view()),
    path("<str:reference>/emergency-review/", emergencies.Review.as_view()),
    path("<str:reference>/formal-instrument/", emergencies.Present.as_view()),
    path("<str:reference>/formal-instrument/accept/", emergencies.Accept.as_view()),
    path("<str:reference>/formal-instrument/refuse/", emergencies.Refuse.as_view()),
    path("<str:reference>/formal-instrument/give-up/", emergencies.GiveUp.as_view()),
    path("<str:reference>/drawn-review/", following.DrawnReviews.as_view()),
    path("<str:reference>/answer/", objecting.Answers.as_view()),
    path("<str:reference>/objections/", objecting.Objections.as_view()),
    path("<str:reference>/objections/uphold/", objecting.Uphold.as_view()),
    path("<str:reference>/objections/overrule/", objecting.Overrule.as_view()),
    path("<str:reference>/channel/", objecting.Channels.as_view()),
    path("<str:reference>/steps/<str:step>/approve/", signing.Approve.as_view()),
    path("<str:reference>/steps/<str:step>/return/", signing.ReturnStep.as_view()),
    path("<str:reference>/steps/<str:step>/refuse/", signing.RefuseStep.as_view()),
    path("<str:reference>/evidence/", evidence.OfCase.as_view()),
    path("<str:reference>/subjects/", parts.Subjects.as_view()),
    path("<str:reference>/items/", parts.Items.as_view()),
    path("<str:reference>/timeline/", timeline.Timeline.as_view()),
]
