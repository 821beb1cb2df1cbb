"""An entry of our own register of organisations, and what can be one: releases and call-backs go there only (P3c)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from disclosures.domain import mail_domains
from disclosures.domain.errors import DeskError
from disclosures.domain.mail_domains import Trouble
from disclosures.domain.roles import OrganisationKind
from disclosures.domain.words import Filled, _

PHONE: Final = re.compile(r"\+[0-9][0-9 ()-]{5,38}")


class DomainNotOfficial(DeskError):
    """A domain that cannot show who somebody works for."""

    code = "domain_not_official"
    sentence = _("This domain cannot stand for an organisation. Enter the one that its official site and mail use.")


class DomainLookalike(DeskError):
    """A domain that a reader takes for one of our register."""

    code = "domain_lookalike"
    sentence = _("This domain looks like one of our register that is somebody else's. Compare them letter by letter.")


SENTENCES: Final[Mapping[Trouble, str]] = {
    Trouble.NOT_A_DOMAIN: "This is not a domain. Enter what stands after the @ of official mail.",
    Trouble.OTHER_ALPHABET: "A domain in letters of another alphabet is not taken: nobody can compare it by eye.",
    Trouble.ANYBODYS_SUFFIX: "Anybody can have a name under this ending. Enter the organisation's own domain.",
    Trouble.PUBLIC_MAIL: "Anybody can have mail there. Enter the organisation's own domain.",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """An organisation as our register knows it. ``phone_source`` says where the number was published."""

    name: str
    kind: OrganisationKind
    domain: str
    phone: str
    phone_source: str
    registered_email: str
    country: str = "CN"

    def plain(self) -> Entry:
        """In one spelling, so that two entries of one thing are equal."""
        return replace(
            self,
            name=self.name.strip(),
            domain=mail_domains.normalised(self.domain),
            phone=self.phone.strip(),
            phone_source=self.phone_source.strip(),
            registered_email=self.registered_email.strip().lower(),
        )


def require_sound(entry: Entry) -> None:
    """``DomainNotOfficial``, or ``invalid`` with the fields that are wrong; the address is on the official domain."""
    trouble = mail_domains.trouble(entry.domain)
    if trouble is not None:
        raise DomainNotOfficial(SENTENCES[trouble], fields=("domain",))
    host = entry.registered_email.rpartition("@")[2]
    sound = {
        "name": bool(entry.name),
        "phone": PHONE.fullmatch(entry.phone) is not None,
        "phone_source": bool(entry.phone_source),
        "registered_email": host == entry.domain or host.endswith(f".{entry.domain}"),
    }
    wrong = tuple(name for name, is_right in sound.items() if not is_right)
    if wrong:
        pattern = _("Correct or fill in: %(fields)s. Releases go to an address on the official domain.")
        raise DeskError(Filled(pattern, fields=", ".join(wrong)), fields=wrong)


def near(entry: Entry, *, registered: Iterable[str]) -> tuple[str, ...]:
    """Registered domains that are near this one, to be looked at; ``DomainLookalike`` where the eye sees the same."""
    like = mail_domains.likeness(entry.domain, registered=registered)
    if like.same_to_the_eye:
        raise DomainLookalike(fields=("domain",))
    return like.near
