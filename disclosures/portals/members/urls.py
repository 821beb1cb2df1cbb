"""Which page of a member is where, below ``me/``."""

from django.urls import path

from disclosures.portals.members import (
    accused,
    agreement,
    answering,
    case,
    consents,
    everything,
    giving,
    misuse,
    objecting,
    overview,
    passed_on,
    preferences,
    watched,
)

urlpatterns = [
    path("", overview.overview, name="my-data"),
    path("about/<str:reference>/", case.show, name="about-me"),
    path("about/<str:reference>/answer/", answering.answer, name="about-me-answer"),
    path("about/<str:reference>/object/", objecting.raise_objection, name="about-me-object"),
    path("about/<str:reference>/channel/", objecting.offer_channel, name="about-me-channel"),
    path("complaints/<str:reference>/", accused.show, name="accused"),
    path("complaints/<str:reference>/do/<slug:act>/", accused.act, name="accused-act"),
    path("messages/<str:reference>/", passed_on.answer, name="passed-on"),
    path("everything.csv", everything.as_csv, name="everything-csv"),
    path("everything.pdf", everything.as_pdf, name="everything-pdf"),
    path("record/", watched.who_opened, name="who-opened"),
    path("misuse/", misuse.report, name="misuse"),
    path("agreement/", agreement.agree, name="agreement"),
    path("consents/", consents.overview, name="consents"),
    path("consents/give/", giving.give, name="consent-give"),
    path("consents/<uuid:consent_id>/", consents.receipt, name="consent"),
    path("consents/<uuid:consent_id>/receipt.json", consents.receipt_file, name="consent-receipt"),
    path("consents/<uuid:consent_id>/withdraw/", consents.withdraw, name="consent-withdraw"),
    path("preferences/", preferences.preferences, name="preferences"),
    path("preferences/partners/", preferences.answer_partners, name="preferences-partners"),
]
