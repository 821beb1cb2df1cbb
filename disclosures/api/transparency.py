"""The transparency reports, for anybody: how often on which basis, in steps of five and without sums."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from drf_spectacular.utils import inline_serializer
from rest_framework import serializers

from disclosures.api.documentation import operation
from disclosures.api.fields import one_of
from disclosures.api.permission import ReadByAnybody
from disclosures.api.view import DeskView, Request, Response
from disclosures.bases import REGISTRY
from disclosures.domain.basis import BasisCode
from disclosures.domain.instants import text
from disclosures.domain.transparency import DeskFigure, Figure, HalfYear, most
from disclosures.models import TransparencyReport
from disclosures.queries import transparency

HELP: Mapping[Figure | DeskFigure, str] = {
    Figure.ASKED: "Cases filed.",
    Figure.RELEASED_WHOLE: "Releases of all that was asked.",
    Figure.RELEASED_IN_PART: "Releases of less than that.",
    Figure.REFUSED: "Cases decided without a release.",
    Figure.MEMBERS: "People whose data was asked in a case that was released.",
    Figure.ABROAD: "Releases of which anything crossed a border.",
    Figure.OBJECTIONS: "Objections that members raised.",
    DeskFigure.EMERGENCIES: "Releases in an emergency.",
    DeskFigure.INCIDENTS: "Releases that reached the wrong recipient.",
    DeskFigure.MISUSES: "Reports of misuse that were upheld.",
}


class NumberStepSerializer(serializers.Serializer[Any]):
    """A number, said as the step of five that it lies in."""

    least = serializers.IntegerField()
    most = serializers.IntegerField()


def _figures(words: type[Figure | DeskFigure]) -> dict[str, Any]:
    return {word.value: NumberStepSerializer(help_text=HELP[word]) for word in words}


class BasisFiguresSerializer(serializers.Serializer[Any]):
    """One clause of section 3 in one half-year."""

    basis = one_of(BasisCode)
    clause = serializers.CharField()

    def get_fields(self) -> dict[str, Any]:
        """Its names, then one field for each figure."""
        return super().get_fields() | _figures(Figure)


class DeskFiguresSerializer(serializers.Serializer[Any]):
    """The desk as a whole."""

    def get_fields(self) -> dict[str, Any]:
        """One field for each figure."""
        return _figures(DeskFigure)


class TransparencyReportSerializer(serializers.Serializer[Any]):
    """What was published about a half-year; it never changes."""

    half_year = serializers.CharField(help_text="As 2026-H1.")
    since = serializers.DateTimeField()
    until = serializers.DateTimeField(help_text="The first instant that is not counted.")
    published_at = serializers.DateTimeField()
    bases = BasisFiguresSerializer(many=True)
    desk = DeskFiguresSerializer()


class Transparency(DeskView):
    """What is published."""

    permission_classes = (ReadByAnybody,)

    @operation(
        "transparency_list",
        tag="transparency",
        answers={200: inline_serializer("TransparencyReports", {"results": TransparencyReportSerializer(many=True)})},
    )
    def get(self, request: Request) -> Response:
        """List the transparency reports, two for each year, the newest first."""
        return Response({"results": [present(report) for report in transparency.published()]})


def present(report: TransparencyReport) -> dict[str, Any]:
    """A report with both ends of each step."""
    half_year = HalfYear.named(report.half_year)
    assert half_year is not None  # a constraint says so
    return {
        "half_year": report.half_year,
        "since": text(half_year.starts_at),
        "until": text(half_year.ends_at),
        "published_at": text(report.published_at),
        "bases": [
            {"basis": basis.code, "clause": basis.clause} | _steps(report.figures["bases"][basis.code])
            for basis in REGISTRY.in_force
        ],
        "desk": _steps(report.figures["desk"]),
    }


def _steps(feet: Mapping[str, int]) -> dict[str, Any]:
    return {name: {"least": foot, "most": most(foot)} for name, foot in feet.items()}
