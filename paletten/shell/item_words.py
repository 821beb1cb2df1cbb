"""What the catalogue's items, and the reasons for withholding one, are called for people who never saw a key."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from disclosures.domain.catalogue import ItemKey
from disclosures.domain.extents import Detail
from disclosures.domain.reasons import Reason

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
REASONS: Mapping[Reason, Promise] = {
    Reason.OUTSIDE_POLICY: _("the privacy policy does not cover it"),
    Reason.NOT_PERMITTED_BY_BASIS: _("this clause of the policy does not permit it"),
    Reason.ONE_CHANNEL_ENOUGH: _("one way to reach the person is enough"),
    Reason.TRANSFER_NOT_ALLOWED: _("it may not leave the country where it is stored"),
    Reason.NOT_CONSENTED: _("the person did not consent to it"),
    Reason.NOT_OPTED_IN: _("the person did not choose to pass it on"),
    Reason.NARROWED_BY_SUBJECT: _("the person limited it"),
    Reason.INSTRUMENT_TOO_WEAK: _("the paper presented does not reach so far"),
    Reason.OUTSIDE_INSTRUMENT: _("the paper presented does not name it"),
    Reason.DECLINED_BY_REVIEWER: _("the desk decided to leave it out"),
    Reason.NOT_HELD: _("we hold none"),
    Reason.OUTSIDE_PERIOD: _("there is none in the period"),
}
"""Why something was withheld or cut, as its recipient reads it: the code in words, never those of staff."""
