"""What the catalogue's items are called on pages for people who never saw a key."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from disclosures.domain.catalogue import ItemKey
from disclosures.domain.extents import Detail

ITEMS: Mapping[ItemKey, Promise] = {
    ItemKey.ACCOUNT_USERNAME: _("User name"),
    ItemKey.ACCOUNT_REGISTERED_AT: _("Day of registration"),
    ItemKey.IDENTITY_LEGAL_NAME: _("Legal name"),
    ItemKey.IDENTITY_DATE_OF_BIRTH: _("Date of birth"),
    ItemKey.IDENTITY_GOVERNMENT_ID: _("Number of an identity document"),
    ItemKey.CONTACT_EMAIL: _("Email address"),
    ItemKey.CONTACT_PHONE: _("Phone number"),
    ItemKey.CONTACT_POSTAL_ADDRESS: _("Postal address"),
    ItemKey.PAYMENT_ACCOUNT: _("Payment account"),
    ItemKey.ACCESS_IP_ADDRESS: _("IP addresses of visits"),
    ItemKey.ACCESS_VISITED_AT: _("Times of visits"),
    ItemKey.ACCESS_BROWSER_TYPE: _("Browser types"),
    ItemKey.ACCESS_LANGUAGE: _("Languages of the browser"),
    ItemKey.ACCESS_DEVICE_FEATURES: _("Features of the device"),
    ItemKey.ACCESS_PAGE_REQUESTS: _("Pages visited"),
    ItemKey.ACCESS_COOKIE_ID: _("Cookie numbers"),
    ItemKey.PARTNER_PROFILE: _("What partners told us"),
    ItemKey.COMPLAINT_RIGHT: _("Right relied on in a complaint"),
    ItemKey.COMPLAINT_STATEMENT: _("Statement in a complaint"),
    ItemKey.SEARCH_KEYWORDS: _("Search words"),
    ItemKey.POSTED_PARTICIPATION: _("Taking part"),
    ItemKey.POSTED_TRANSACTIONS: _("Transaction information"),
    ItemKey.POSTED_EVALUATIONS: _("Ratings"),
    ItemKey.ENFORCEMENT_BREACHES: _("Breaches of rules"),
    ItemKey.ENFORCEMENT_MEASURES: _("Measures taken"),
}
DETAILS: Mapping[Detail, Promise] = {
    Detail.NONE: _("nothing"),
    Detail.EXISTENCE: _("only whether there is one"),
    Detail.MASKED: _("partly hidden"),
    Detail.FULL: _("in full"),
}
