"""What a recipient does with a release, and how staff end it."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q
from django.http import StreamingHttpResponse
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from rest_framework import serializers
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request

from accounts.models import Scope, Token
from disclosures.actions import endings
from disclosures.api import pagination
from disclosures.api.cases.readers import Reason
from disclosures.api.documentation import operation
from disclosures.api.fields import Flag, Strict
from disclosures.api.idempotency import once
from disclosures.api.problems import Malformed
from disclosures.api.releases.shapes import RELATED, ReleaseSerializer, describe, present
from disclosures.api.view import DeskView, Response
from disclosures.delivery import forms, opening, streaming
from disclosures.delivery.form import Form
from disclosures.delivery.opening import Opened
from disclosures.domain.errors import NotFound
from disclosures.models import Release, clock
from disclosures.policies import visibility
from disclosures.queries import possible

NO_RELEASE = UUID(int=0)
"""No release has this id: what cannot be one is looked for all the same."""
NEVER_STORED = {"Cache-Control": "no-store"}


class UseLimits(Strict):
    """The promise to use what is opened only for the purpose of the case, and not to pass it on."""

    accept_use_limits = Flag(default=False)


class ContentSerializer(serializers.Serializer[object]):
    """What the package holds."""

    id = serializers.UUIDField()
    contents = serializers.DictField(help_text="The values, each cut to its extent.")


def _number(release_id: str) -> UUID:
    try:
        return UUID(release_id)
    except ValueError:
        return NO_RELEASE


class ReleaseView(DeskView):
    """Views of releases."""

    serves_engagements = True

    def release(self, release_id: str) -> Release:
        """The release, for its recipient and who reads its case at the desk; else ``NotFound``."""
        mine = visibility.releases_received_by(self.by, at=self.at)
        seen = Q(pk__in=mine.values("pk"))
        if possible.works_cases(self.by):
            seen |= Q(case__in=visibility.cases_read_at_desk_by(self.by).values("pk"))
        released = Release.objects.filter(seen, released_at__lte=self.at)
        found = released.filter(pk=_number(release_id)).select_related(*RELATED).first()
        if found is None:
            raise NotFound
        return found


class Releases(ReleaseView):
    """What was released to the reader."""

    @operation(
        "releases_list",
        tag="releases",
        answers={200: pagination.page_of("Release", ReleaseSerializer(many=True))},
        parameters=pagination.PARAMETERS,
    )
    def get(self, request: Request) -> Response:
        """List what was released to you, newest first."""
        return pagination.page(
            visibility.releases_received_by(self.by, at=self.at).select_related(*RELATED),
            request=request,
            newest_first_by="released_at",
            present=lambda page: present(page, at=self.at),
        )


class OneRelease(ReleaseView):
    """One release."""

    @operation("releases_show", tag="releases", answers={200: ReleaseSerializer}, codes=["not_found"])
    def get(self, request: Request, release_id: str) -> Response:
        """Show what a release holds, without any value; nothing is opened or counted."""
        return Response(describe(self.release(release_id), at=self.at))


class OpeningView(ReleaseView):
    """Views that let values out: each time recorded first, never stored, `access_ended` for the suspended too."""

    scope = Scope.OPEN
    answers_suspended = True

    @property
    def session_key(self) -> str | None:
        """Of a browser, which opens with the code; a token is a machine's and has none."""
        plain = self.request._request  # noqa: SLF001 - the session's own request
        return None if isinstance(self.request.auth, Token) else str(plain.session.session_key)

    def opened(self, release_id: str, *, form: Form = Form.CONTENT) -> Opened:
        """The package, opened by name."""
        number = _number(release_id)
        visibility.release_for_recipient(self.by, release_id=number, at=self.at)
        limits = self.body(UseLimits)["accept_use_limits"]
        return opening.open_release(
            release_id=number,
            by=self.by,
            at=self.at,
            session_key=self.session_key,
            accepts_use_limits=limits,
            form=form,
        )


OPENING_CODES = ("not_found", "access_ended", "code_needed", "use_limits_not_accepted", "openings_used_up")


class Content(OpeningView):
    """Opening on the spot."""

    @operation(
        "releases_content", tag="releases", body=UseLimits, answers={200: ContentSerializer}, codes=OPENING_CODES
    )
    def post(self, request: Request, release_id: str) -> Response:
        """Open the release. The opening is recorded by name before anything is shown."""
        found = self.opened(release_id)
        return Response({"id": str(found.release.pk), "contents": found.contents}, headers=NEVER_STORED)


class Foreign(BaseRenderer):
    """Lets a caller ask for a file's own type; the view writes it."""

    def render(self, data: object, *_: object, **__: object) -> bytes:
        """Only problems pass here, and they are JSON."""
        return bytes(JSONRenderer().render(data))


def _foreign(form: Form, media_type: str) -> type[BaseRenderer]:
    return type(f"{form.name.title()}Renderer", (Foreign,), {"media_type": media_type, "format": form.value})


FILES = {
    Form.PDF: ("application/pdf", "PDF/A-2a with every page marked."),
    Form.CSV: ("text/csv", "One line for each value."),
    Form.ZIP: ("application/zip", "All forms, the manifest, the certificate and its signature."),
}


class Download(OpeningView):
    """Opening into a file."""

    renderer_classes = (JSONRenderer, *(_foreign(form, media_type) for form, (media_type, _) in FILES.items()))

    @operation(
        "releases_download",
        tag="releases",
        body=UseLimits,
        answers={
            (200, "application/json"): OpenApiResponse({"type": "object"}, description="The package."),
            **{
                (200, media_type): OpenApiResponse({"type": "string", "format": "binary"}, description=said)
                for media_type, said in FILES.values()
            },
        },
        codes=OPENING_CODES,
        parameters=[OpenApiParameter("as", str, enum=[form.value for form in forms.DOWNLOADS], default="json")],
    )
    def post(self, request: Request, release_id: str) -> StreamingHttpResponse:
        """Open the release into a file. It counts as an opening; a revoked download breaks off."""
        named = request.query_params.get("as", Form.JSON)
        if named not in [form.value for form in forms.DOWNLOADS]:
            raise Malformed("as is pdf, json, csv or zip.", fields=("as",))
        found = self.opened(release_id, form=Form(named))
        file = forms.render(found.release, found.contents, Form(named))
        return streaming.answer(file, release=found.release, by=self.by, now=clock.now)


class Revoke(ReleaseView):
    """Ending an access at once."""

    @operation(
        "releases_revoke",
        tag="releases",
        body=Reason,
        answers={200: ReleaseSerializer},
        codes=["not_found", "move_not_allowed", "invalid"],
        keyed=True,
    )
    @once
    def post(self, request: Request, release_id: str) -> Response:
        """End the access at once; one of the legal staff is enough."""
        release = self.release(release_id)
        endings.revoke(case=release.case, by=self.by, at=self.at, **self.body(Reason))
        return Response(describe(self.release(release_id), at=self.at))

    def again(self, *, ident: str, **names: str) -> Response:
        """The release as it is now."""
        return Response(describe(self.release(names["release_id"]), at=self.at))
