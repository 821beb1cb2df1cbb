"""Which page of a member is where, below ``me/``."""

from django.urls import path

from disclosures.portals.members import agreement, consents, giving, preferences

urlpatterns = [
    path("agreement/", agreement.agree, name="agreement"),
    path("consents/", consents.overview, name="consents"),
    path("consents/give/", giving.give, name="consent-give"),
    path("consents/<uuid:consent_id>/", consents.receipt, name="consent"),
    path("consents/<uuid:consent_id>/receipt.json", consents.receipt_file, name="consent-receipt"),
    path("consents/<uuid:consent_id>/withdraw/", consents.withdraw, name="consent-withdraw"),
    path("preferences/", preferences.preferences, name="preferences"),
    path("preferences/partners/", preferences.answer_partners, name="preferences-partners"),
]
