"""Decisions that a member broke a rule, and what becomes of an appeal (P3d)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from disclosures import policies
from disclosures.actions import findings
from disclosures.actions.findings import Breach, Verdict
from disclosures.domain.errors import DeskError
from disclosures.domain.roles import LEGAL_STAFF, Role
from disclosures.models import Finding
from disclosures.policies import registers
from disclosures.portals.staff import acting
from disclosures.portals.staff.acting import LONGEST, NOT_YET, Question, Read, midnight
from disclosures.portals.staff.registers.shape import About, Act, Cell, Line, Part, Register, person
from disclosures.queries import named
from paletten.kit.dates import DateField
from paletten.shell.words import said

APPEALS = {
    Finding.Appeal.NONE: _("No appeal"),
    Finding.Appeal.PENDING: _("Appeal to be decided"),
    Finding.Appeal.DISMISSED: _("Appeal dismissed"),
    Finding.Appeal.UPHELD: _("Appeal upheld"),
}
MOST_INJURED = 50


def _text(label: Any, missing: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": missing},
    )


class Recording(Question):
    """Who broke which rule, when, what shows it, and who was injured."""

    member = forms.CharField(
        label=_("Member"),
        help_text=_("The platform's number of the member, or their handle."),
        max_length=200,
        error_messages={"required": _("Enter the member")},
    )
    rule = forms.CharField(label=_("Rule"), max_length=200, error_messages={"required": _("Enter the rule")})
    facts = _text(_("What happened"), _("Enter what happened"), _("The member reads it."))
    evidence = _text(_("What shows it"), _("Enter what shows it"), _("It stays in the file."))
    acted_from = DateField(label=_("First day of the acts"), error_messages={"required": _("Enter the first day")})
    acted_to = DateField(label=_("Last day of the acts"), error_messages={"required": _("Enter the last day")})
    injured = forms.CharField(
        label=_("Who was injured (optional)"),
        help_text=_("One member on each line."),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_member(self) -> User:
        """Somebody whom the desk knows."""
        return self._known(self.cleaned_data["member"].strip())

    def clean_injured(self) -> list[User]:
        """Each of them; the words stay as they were typed where one is not known."""
        names = [name.strip() for name in self.cleaned_data["injured"].splitlines() if name.strip()]
        if len(names) > MOST_INJURED:
            raise ValidationError(_("Name at most 50"))
        return [self._known(name) for name in names]

    def _known(self, name: str) -> User:
        try:
            return named.member_of_platform(name, by=self.about.by)
        except DeskError as unknown:
            raise ValidationError(f"{name}: {said(unknown.detail)}") from None

    def clean(self) -> dict[str, Any]:
        """The acts have a beginning before their end."""
        read = super().clean() or {}
        first, last = read.get("acted_from"), read.get("acted_to")
        if first and last and last < first:
            self.add_error("acted_to", _("The last day must be the first day or later"))
        return read


class Decision(Question):
    """What becomes of the appeal, and why."""

    verdict = forms.ChoiceField(
        label=_("What becomes of the appeal"),
        choices=[
            (Verdict.UPHELD.value, _("The member is right: the finding is taken away")),
            (Verdict.DISMISSED.value, _("The finding stands and is final")),
        ],
        widget=forms.RadioSelect,
        error_messages=NOT_YET,
    )
    reason = acting.reason(_("It stays in the file."))


def _record(about: About, read: Read) -> Finding:
    breach = Breach(
        rule=read["rule"],
        facts=read["facts"],
        evidence=read["evidence"],
        acted_from=midnight(read["acted_from"]),
        acted_to=midnight(read["acted_to"] + timedelta(days=1)),
    )
    return findings.record(member=read["member"], injured=read["injured"], breach=breach, by=about.by, at=about.at)


def _decide(about: About, read: Read) -> None:
    findings.decide_appeal(
        finding=about.thing, verdict=Verdict(read["verdict"]), reason=read["reason"], by=about.by, at=about.at
    )


def _state(row: Finding, at: datetime) -> Cell:
    if row.is_final(at=at):
        return Cell(_("Final"), colour="green")
    if row.appeal == Finding.Appeal.PENDING:
        return Cell(APPEALS[Finding.Appeal.PENDING], colour="yellow", at=row.appealed_at)
    if row.appeal == Finding.Appeal.UPHELD:
        return Cell(APPEALS[Finding.Appeal.UPHELD], colour="grey")
    return Cell(_("Can be appealed until"), colour="blue", at=row.appeal_until)


def _lines(about: About) -> Iterator[Line]:
    thing = about.thing
    injured = ", ".join(sorted(one.name for one in thing.injured.all()))
    yield Line(_("State"), _state(thing, about.at))
    yield Line(_("Member"), Cell(thing.member.name))
    yield Line(_("Rule"), Cell(thing.rule))
    yield Line(_("What happened"), Cell(thing.facts))
    yield Line(_("What shows it"), Cell(thing.evidence))
    yield Line(_("Who was injured"), Cell(injured or str(_("Nobody is named"))))
    yield Line(_("First day of the acts"), Cell(at=thing.acted_from))
    yield Line(_("End of the acts"), Cell(at=thing.acted_to))
    yield Line(_("Decided by"), Cell(person(thing.decided_by), at=thing.decided_at))
    yield Line(_("Appeal"), Cell(APPEALS[Finding.Appeal(thing.appeal)], at=thing.appealed_at))
    if thing.appeal_reason:
        yield Line(_("Why the member appeals"), Cell(thing.appeal_reason))
    if thing.appeal_decided_at is not None:
        decider = person(thing.appeal_decided_by)
        yield Line(_("Appeal decided"), Cell(thing.appeal_decision, at=thing.appeal_decided_at, sub=decider))


def _rows(by: Any) -> QuerySet[Finding]:
    seen = registers.findings_visible_to(by).select_related("member", "decided_by", "appeal_decided_by")
    return seen.order_by("-decided_at", "-pk")


REGISTER = Register(
    name="findings",
    word="finding",
    title=_("Findings"),
    says=_("Decisions that a member broke a rule. The member is told and can appeal; another person decides then."),
    empty=_("No finding is here. A reviewer records one; appeals come into the list by themselves."),
    parts={
        "appealed": Part(
            label=_("Appeal to be decided"), of=lambda _at: Q(appeal=Finding.Appeal.PENDING, appealed_at__isnull=False)
        ),
        "all": Part(label=_("All")),
    },
    rows=_rows,
    find=lambda by, word: registers.only(_rows(by), reference=word),
    ident=lambda row: row.reference,
    called=lambda row: row.reference,
    heads=(_("Reference"), _("Member"), _("Rule"), _("State")),
    line=lambda row, at: (Cell(row.reference), Cell(row.member.name), Cell(row.rule), _state(row, at)),
    lines=_lines,
    sought=("reference", "rule"),
    begins=Act(
        label=_("Record a finding"),
        says=_("You decide that a member broke a rule. The member is told, and has 14 days to appeal."),
        done=_("Recorded. The member is told and can appeal."),
        do=_record,
        form=Recording,
        require=lambda about: policies.require_role(Role.REVIEWER, by=about.by),
        roles=frozenset({Role.REVIEWER}),
    ),
    acts={
        "decide": Act(
            label=_("Decide the appeal"),
            says=_(
                "Upheld takes the finding away; dismissed makes it final. Cases that rest on it are looked at again."
            ),
            done=_("The appeal is decided."),
            do=_decide,
            form=Decision,
            warns=True,
            is_there=lambda about: about.thing.appeal == Finding.Appeal.PENDING,
            require=lambda about: policies.require_appeal_decider(by=about.by, finding=about.thing),
            roles=LEGAL_STAFF,
        ),
    },
)
