"""One request on one basis, from draft to closed, with whose data is asked and which items."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.functional import cached_property

from accounts.composed import Composed, Given
from accounts.models import Organisation, User
from disclosures.bases import REGISTRY
from disclosures.domain import moves
from disclosures.domain.basis import Basis, BasisCode
from disclosures.domain.errors import MoveNotAllowed
from disclosures.domain.grounds import Ground, RefusalCode, TransferGround
from disclosures.domain.holds import HoldKind
from disclosures.domain.moves import MoveName, Outcome, Status
from disclosures.models.changes import Change

if TYPE_CHECKING:
    from disclosures.models.case_rows import AskedItem, CaseSubject, Narrowing

NUMBER = models.BigIntegerField()


class CaseQuerySet(models.QuerySet["Case"]):
    """Taking a case by changing it, and facts as filters."""

    def take(self, case: Case, *, move: MoveName, to: Status, **changes: Any) -> None:
        """Moves the case if it is still as it was read; ``MoveNotAllowed`` if somebody else was first."""
        row = moves.require(move, status=case.status)
        if to not in row.targets:
            raise MoveNotAllowed
        self.change(case, status=to, **changes)

    def touch(self, **dependent: Any) -> None:
        """Marks unreleased cases as changed because a fact of theirs changed, so that a release under way looks again.

        It comes before the search for releases to end: whichever of the two transactions is second sees the first.
        """
        pks = self.filter(status__in=moves.UNRELEASED, **dependent).values("pk")
        Case.objects.filter(pk__in=pks).update(edition=F("edition") + 1)

    def change(self, case: Case, **changes: Any) -> None:
        """Changes the case if it is still as it was read; ``MoveNotAllowed`` if somebody else was first.

        A case that is not written yet is nobody else's: it changes in memory, and is written as it is then.
        """
        if case.pk is not None:
            given = {name: getattr(value, "pk", value) for name, value in changes.items()}
            if not _changing(tuple(changes)).make(case=case.pk, edition_read=case.edition, **given):
                raise MoveNotAllowed
            case.edition += 1
        for name, value in changes.items():
            setattr(case, name, value)


class Case(models.Model):
    """A filing and what became of it. ``version`` counts the rounds: a version is released at most once."""

    reference = models.CharField(max_length=14, unique=True)
    basis = models.CharField(max_length=24)
    basis_revision = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=24, default=Status.DRAFT)
    outcome = models.CharField(max_length=32, blank=True)
    version = models.PositiveSmallIntegerField(default=1)
    edition = models.PositiveIntegerField(default=0, help_text="Counts every change; a stale reader changes nothing.")

    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="filed_cases")
    requester_organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="requested_cases"
    )
    recipient_name = models.CharField(max_length=200, blank=True, help_text="As named in the filing.")
    recipient_is_person = models.BooleanField(default=False)
    recipient_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="received_cases"
    )
    recipient_organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="received_cases"
    )
    purpose = models.CharField(max_length=200, blank=True)
    purpose_key = models.CharField(max_length=200, blank=True)
    legal_ground = models.CharField(max_length=24, blank=True)
    legal_article = models.CharField(max_length=120, blank=True)
    particulars = models.JSONField(default=dict, blank=True)

    engagement = models.ForeignKey("disclosures.Engagement", null=True, blank=True, on_delete=models.PROTECT)
    finding = models.ForeignKey("disclosures.Finding", null=True, blank=True, on_delete=models.PROTECT)
    complaint = models.ForeignKey("disclosures.Complaint", null=True, blank=True, on_delete=models.PROTECT)
    transaction = models.ForeignKey("disclosures.Transaction", null=True, blank=True, on_delete=models.PROTECT)
    preservation = models.ForeignKey("disclosures.Preservation", null=True, blank=True, on_delete=models.PROTECT)

    called_back_at = models.DateTimeField(null=True, blank=True)
    called_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    called_back_number = models.CharField(max_length=40, blank=True, help_text="Of our register, as it was then.")
    approval_number = models.CharField(max_length=80, blank=True)
    transfer_ground = models.CharField(max_length=24, blank=True)
    channel_offered = models.CharField(max_length=64, blank=True, help_text="The counterparty's own choice (P3f).")

    policy_version = models.CharField(
        max_length=40, blank=True, help_text="Of the privacy policy, in force when it was filed (P0b)."
    )
    submitted_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(
        null=True, blank=True, help_text="When the desk's answer is due; empty while its clock stands still."
    )
    returned_at = models.DateTimeField(null=True, blank=True, help_text="When it was last returned.")
    returned_until = models.DateTimeField(null=True, blank=True, help_text="A returned case ends then by itself.")
    waiting_until = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True, help_text="When it was closed, or withdrawn.")
    erased_at = models.DateTimeField(
        null=True, blank=True, help_text="When its words, names and files were destroyed; the proof is kept."
    )
    window_ends_at = models.DateTimeField(null=True, blank=True)
    hold_until = models.DateTimeField(null=True, blank=True, help_text="The member is not told before this instant.")
    hold_kind = models.CharField(max_length=12, blank=True, help_text="What forbids telling.")
    hold_paper = models.CharField(max_length=200, blank=True, help_text="The order or statute that forbids telling.")
    hold_by = models.CharField(max_length=200, blank=True, help_text="Whose paper it is.")
    refused_in = models.CharField(max_length=24, blank=True)
    route = models.JSONField(default=list, blank=True)
    signed_scope = models.JSONField(null=True, blank=True, help_text="What the last signature approved; no values.")
    created_at = models.DateTimeField(db_default=Now())
    saved_at = models.DateTimeField(
        null=True, blank=True, help_text="When what it asks or holds was last changed by who files it."
    )

    objects = CaseQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["status", "-id"], name="case_by_status"),
            models.Index(fields=["filed_by", "-id"], name="case_by_filer"),
            models.Index(fields=["requester_organisation", "-id"], name="case_by_organisation"),
        ]
        constraints = [
            models.CheckConstraint(name="case_status_is_known", condition=Q(status__in=[*Status])),
            models.CheckConstraint(name="case_outcome_is_known", condition=Q(outcome__in=["", *Outcome, *RefusalCode])),
            models.CheckConstraint(name="case_basis_is_known", condition=Q(basis__in=[*BasisCode])),
            models.CheckConstraint(name="case_ground_is_known", condition=Q(legal_ground__in=["", *Ground])),
            models.CheckConstraint(
                name="case_transfer_ground_is_known", condition=Q(transfer_ground__in=["", *TransferGround])
            ),
            models.CheckConstraint(
                name="case_has_at_most_one_recipient",
                condition=Q(recipient_user__isnull=True) | Q(recipient_organisation__isnull=True),
            ),
            models.CheckConstraint(
                name="case_called_back_by_somebody",
                condition=Q(called_back_at__isnull=True, called_back_by__isnull=True, called_back_number="")
                | Q(called_back_at__isnull=False, called_back_by__isnull=False),
            ),
            models.CheckConstraint(
                name="case_submitted_unless_draft",
                condition=Q(status__in=[Status.DRAFT, Status.WITHDRAWN]) | Q(submitted_at__isnull=False),
            ),
            models.CheckConstraint(
                name="case_filed_under_a_policy_version",
                condition=Q(submitted_at__isnull=True) | ~Q(policy_version=""),
            ),
            models.CheckConstraint(
                name="case_outcome_when_decided",
                condition=(
                    Q(status__in=[Status.RELEASED, Status.CLOSED, Status.REFUSED], decided_at__isnull=False)
                    & ~Q(outcome="")
                )
                | (
                    ~Q(status__in=[Status.RELEASED, Status.CLOSED, Status.REFUSED])
                    & Q(outcome="", decided_at__isnull=True)
                ),
            ),
            models.CheckConstraint(
                name="case_is_closed_or_withdrawn_at_a_time",
                condition=Q(status__in=[Status.CLOSED, Status.WITHDRAWN], closed_at__isnull=False)
                | (~Q(status__in=[Status.CLOSED, Status.WITHDRAWN]) & Q(closed_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="case_is_erased_once_it_is_over",
                condition=Q(erased_at__isnull=True)
                | Q(status__in=[Status.CLOSED, Status.WITHDRAWN, Status.REFUSED], purpose=""),
            ),
            models.CheckConstraint(
                name="case_has_window_in_notice",
                condition=~Q(status=Status.NOTICE) | Q(window_ends_at__isnull=False),
            ),
            models.CheckConstraint(
                name="case_hold_has_its_paper_and_its_end",
                condition=Q(hold_until__isnull=True, hold_kind="", hold_paper="", hold_by="")
                | (Q(hold_until__isnull=False, hold_kind__in=[*HoldKind]) & ~Q(hold_paper="") & ~Q(hold_by="")),
            ),
            models.CheckConstraint(
                name="case_has_end_of_return",
                condition=~Q(status=Status.RETURNED) | Q(returned_at__isnull=False, returned_until__isnull=False),
            ),
            models.CheckConstraint(
                name="case_has_end_of_waiting",
                condition=~Q(status=Status.WAITING_FOR_SUBJECT) | Q(waiting_until__isnull=False),
            ),
            models.CheckConstraint(
                name="case_has_scope_once_signed",
                condition=~Q(status__in=[Status.NOTICE, Status.APPROVED, Status.RELEASED])
                | Q(signed_scope__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def rules(self) -> Basis:
        """The basis in the revision the case was filed under (P0b)."""
        return REGISTRY.of(self.basis, self.basis_revision)

    @cached_property
    def named(self) -> tuple[CaseSubject, ...]:
        """Whose data is asked, in the order of the filing; read once per request."""
        return tuple(_NAMED.rows(case=self.pk))

    @cached_property
    def asked_rows(self) -> tuple[AskedItem, ...]:
        """Which items are asked, in the same order whatever the database's collation; read once per request."""
        return tuple(sorted(_ASKED.rows(case=self.pk), key=lambda row: row.item))

    @cached_property
    def narrowed_rows(self) -> tuple[Narrowing, ...]:
        """How people narrowed them, in order; read once per request, and whoever narrows adds to it."""
        return tuple(_NARROWED.rows(case=self.pk))

    @property
    def recipient(self) -> User | Organisation | None:
        """Who would receive, once the filing was resolved."""
        return self.recipient_user or self.recipient_organisation


@cache
def _changing(names: tuple[str, ...]) -> Change:
    """Sets these columns of a case that is still as it was read, and counts the change."""
    fields = {field.name: field for field in Case._meta.concrete_fields if field.name in names}
    return Change(
        lambda: Case.objects.filter(pk=Given("case", NUMBER), edition=Given("edition_read", NUMBER)),
        to=lambda: {"edition": F("edition") + 1} | {name: Given(name, field) for name, field in fields.items()},
    )


def _rows_of(name: str) -> models.QuerySet[Any]:
    relation: Any = Case._meta.get_field(name)
    rows: models.QuerySet[Any] = relation.related_model._default_manager
    return rows.filter(case=Given("case", NUMBER))


_NAMED: Composed[CaseSubject] = Composed(
    lambda: _rows_of("subjects").select_related("subject__organisation").order_by("position")
)
# Whoever changes one of these takes the case.
_ASKED: Composed[AskedItem] = Composed(lambda: _rows_of("asked_items"), guarded=True)
_NARROWED: Composed[Narrowing] = Composed(lambda: _rows_of("narrowings").order_by("pk"), guarded=True)
