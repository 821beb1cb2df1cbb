"""The words by which a purpose of sale, rent or trade is told (P2a)."""

from __future__ import annotations

import re
from typing import Final


def _all(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


VERBS: Final = _all("sell sells selling sold renting rented trading leasing monetise monetize monetising monetizing")
NOUNS_AND_VERBS: Final = _all("rent rents trade trades lease leases barter")
NOUNS: Final = _all("sale sales rental rentals monetisation monetization brokerage brokering")
TRADE: Final = VERBS | NOUNS_AND_VERBS | NOUNS
"""Words for selling, renting and trading; "resale" and its like are read as these."""

DATA: Final = _all(
    "data address addresses contacts detail details list lists profile profiles email emails numbers information",
    "info leads names database databases dataset datasets audience audiences",
)
PERSONS: Final = _all(
    "member members user users customer customers consumer consumers subscriber subscribers client clients person",
    "persons people buyer buyers seller sellers",
)
OF_PERSONS: Final = _all("records accounts phones identities base")
"""Data where the word before is one for persons, or "personal"."""
BETWEEN: Final = _all(
    "of in the a an all any some our your their its his her my this these those such out off on bulk",
    "personal private contact mailing phone telephone mobile postal home marketing collected identity records",
    "platform platforms site sites company companys shop shops valuable full whole complete entire",
)
"""What may stand between a word of trade and its object."""
OF: Final = _all("of in")
BEFORE_A_VERB: Final = _all("to will can may shall would")
JOINING: Final = _all("for to be being will shall are is get out and")
"""What may stand between data and the word of trade that follows it."""
AFTER: Final = _all("to out on off by with via through for only purposes purpose")
AIMS: Final = _all("for to")

SMALL: Final = _all(
    "a an the for of to on by in at it its our their them this these as is be will being with order only purpose",
    "purposes use used intended commercial profit money gain private bulk future later further direct onward out off",
    "third party parties partner partners broker brokers advertiser advertisers others we i want wish plan intend",
)
"""Words that add nothing to a purpose of sale."""
ABOUT: Final = _all(
    "about dispute disputes complaint complaints report reports reporting inquiry inquiries enquiry investigation",
    "investigations investigating investigate prosecution proceedings lawsuit litigation suit claim claims fraud",
    "illegal unlawful unauthorised unauthorized alleged suspected stop stopping prevent preventing prevention",
    "against concerning regarding evidence crime offence offense case misuse",
)
"""Words that make a sale the thing spoken about, not the thing wanted."""
DEALINGS: Final = ABOUT | _all(
    "return returns refund refunds delivery deliver purchase purchases buy buying order orders complete completing",
    "completion repair warranty invoice payment contract agreement item items goods camera cameras booking settle",
    "settling settlement cancel cancelling cancellation confirm confirming confirmation offer pickup shipping shipment",
)
"""Words of an ordinary dealing between members, in which a sale is the sale of a thing."""

OTHER_MEANINGS: Final = re.compile(
    r"\btrade[- ](?:marks?|secrets?|unions?|names?|fairs?|shows?|licen[cs]es?|associations?|dress|register|law|body)\b"
    r"|\btrading (?:standards|address|name|partner|company|licence|card|cards)\b"
    r"|\b(?:fair|free) trade\b|\bpoints? of sale\b|\bsales? (?:tax|contract|agreement|invoice)\b"
    r"|\bdata (?:cables?|cards?|sheets?|carriers?|projectors?)\b|\blist prices?\b|\baddress books?\b"
)
"""Things that are called by one of these words and are no dealing in data."""
