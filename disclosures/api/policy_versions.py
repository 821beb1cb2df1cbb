"""The versions of the privacy policy and the Service Use Agreement: read by anybody, published by few (P0b)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from drf_spectacular.utils import OpenApiParameter, inline_serializer
from rest_framework import serializers

from accounts.models import Document, Language, PolicyVersion
from accounts.terms import difference, wording
from accounts.terms.difference import ClauseChange
from accounts.terms.wording import Wording
from disclosures.actions import policy_versions
from disclosures.api.documentation import operation
from disclosures.api.fields import LONG, Instant, Strict, Words
from disclosures.api.idempotency import once
from disclosures.api.permission import ReadByAnybody
from disclosures.api.problems import Malformed
from disclosures.api.view import DeskView, Request, Response
from disclosures.domain.errors import NotFound
from disclosures.domain.instants import text
from disclosures.queries import terms

STATES = [("past", "past"), ("in_force", "in force"), ("announced", "announced")]
LANGUAGE = OpenApiParameter("language", str, enum=Language.values, default=Language.ENGLISH.value)


class ClauseReader(Strict):
    """One clause; its id is the same in both languages."""

    id = serializers.RegexField(r"^[A-Za-z0-9.]{1,20}$")
    heading = Words()
    text = Words(max_length=LONG)


class WordingReader(Strict):
    """The document in one language."""

    title = Words(max_length=100)
    clauses = ClauseReader(many=True)


class TextsReader(Strict):
    """The document in every language."""

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """One field for each language; their names are no Python names."""
        return {language: WordingReader() for language in Language.values}


class VersionReader(Strict):
    """A new version."""

    document = serializers.ChoiceField(Document.choices)
    texts = TextsReader()
    effective_at = Instant(required=False, help_text="Seven days from now if not said.")
    shorter_because = Words(max_length=300, required=False, allow_blank=True, default="")


class VersionSerializer(serializers.Serializer[Any]):
    """One version of one document."""

    document = serializers.ChoiceField(Document.choices)
    number = serializers.IntegerField()
    state = serializers.ChoiceField(STATES)
    published_at = serializers.DateTimeField()
    effective_at = serializers.DateTimeField()


class ClauseSerializer(serializers.Serializer[Any]):
    """One clause."""

    id = serializers.CharField()
    heading = serializers.CharField()
    text = serializers.CharField()


class WholeSerializer(VersionSerializer):
    """A version with its wording."""

    language = serializers.ChoiceField(Language.choices)
    title = serializers.CharField()
    clauses = ClauseSerializer(many=True)


class PieceSerializer(serializers.Serializer[Any]):
    """A run of words that stayed, came or went."""

    change = serializers.ChoiceField(["same", "added", "removed"])
    text = serializers.CharField()


class ClauseChangeSerializer(serializers.Serializer[Any]):
    """One clause in both versions."""

    id = serializers.CharField()
    change = serializers.ChoiceField(["same", "added", "removed", "changed"])
    heading = PieceSerializer(many=True)
    text = PieceSerializer(many=True)


def present(version: PolicyVersion, *, current: Mapping[Document, PolicyVersion]) -> dict[str, Any]:
    """A version and whether it applies."""
    now = current[Document(version.document)].number
    state = "in_force" if version.number == now else "announced" if version.number > now else "past"
    return {
        "document": version.document,
        "number": version.number,
        "state": state,
        "published_at": text(version.published_at),
        "effective_at": text(version.effective_at),
    }


class VersionView(DeskView):
    """Views of versions."""

    permission_classes = (ReadByAnybody,)

    def again(self, *, ident: str, **names: Any) -> Response:
        """The version that was published."""
        return Response(self.row(PolicyVersion.objects.get(pk=ident)), status=201)

    def row(self, version: PolicyVersion) -> dict[str, Any]:
        """One version."""
        return present(version, current=terms.current(at=self.at))

    def version(self, document: str, number: int) -> PolicyVersion:
        """The version of this name."""
        found = PolicyVersion.objects.filter(document=document, number=number).first() if number < MOST else None
        if found is None:
            raise NotFound
        return found

    def language(self) -> str:
        """The language asked for."""
        language = self.request.query_params.get("language", Language.ENGLISH.value)
        if language not in Language.values:
            raise Malformed(f"language is one of {', '.join(Language.values)}.", fields=("language",))
        return language


MOST = 32_767
"""The largest number that a version can have."""


class PolicyVersions(VersionView):
    """Listing and publishing."""

    @operation(
        "policy_versions_list",
        tag="policy",
        answers={200: inline_serializer("PolicyVersions", {"results": VersionSerializer(many=True)})},
    )
    def get(self, request: Request) -> Response:
        """List all versions of both documents, the announced ones among them."""
        current = terms.current(at=self.at)
        rows = PolicyVersion.objects.order_by("document", "-number")
        return Response({"results": [present(row, current=current) for row in rows]})

    @operation(
        "policy_versions_publish",
        tag="policy",
        body=VersionReader,
        answers={201: VersionSerializer},
        codes=("invalid", "move_not_allowed"),
        keyed=True,
    )
    @once
    def post(self, request: Request) -> Response:
        """Publish the next version; members are told at once, and it applies in seven days or when you say."""
        read = self.body(VersionReader)
        made = policy_versions.publish(
            document=Document(read["document"]),
            texts={language: wording.read(**dict(given)) for language, given in read["texts"].items()},
            effective_at=read.get("effective_at"),
            shorter_because=read["shorter_because"],
            by=self.by,
            at=self.at,
        )
        return Response(self.row(made), status=201)


class OneVersion(VersionView):
    """Reading one."""

    @operation(
        "policy_versions_read",
        tag="policy",
        answers={200: WholeSerializer},
        codes=("not_found",),
        parameters=[LANGUAGE],
    )
    def get(self, request: Request, document: str, number: int) -> Response:
        """Read one version, clause by clause."""
        version, language = self.version(document, number), self.language()
        words = terms.text_of(version, language=language)
        whole = {"language": language, "title": words.title, "clauses": wording.written(words)}
        return Response(self.row(version) | whole)


class Changes(VersionView):
    """Comparing two."""

    @operation(
        "policy_versions_changes",
        tag="policy",
        answers={200: inline_serializer("PolicyChanges", {"clauses": ClauseChangeSerializer(many=True)})},
        codes=("not_found",),
        parameters=[LANGUAGE],
    )
    def get(self, request: Request, document: str, number: int, older: int) -> Response:
        """Show what a version says differently from another one, clause by clause, word by word."""
        words: list[Wording] = [
            terms.text_of(self.version(document, which), language=self.language()) for which in (older, number)
        ]
        return Response({"clauses": [_changed(clause) for clause in difference.between(*words)]})


def _changed(clause: ClauseChange) -> dict[str, Any]:
    return {
        "id": clause.id,
        "change": clause.change.value,
        "heading": [{"change": piece.change.value, "text": piece.text} for piece in clause.heading],
        "text": [{"change": piece.change.value, "text": piece.text} for piece in clause.text],
    }
