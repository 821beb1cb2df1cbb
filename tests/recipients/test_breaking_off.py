"""An access that ends while its file is on the way: the next piece does not leave, nor does any new request succeed."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.models import Token, User
from disclosures.delivery import streaming
from disclosures.domain.errors import AccessEnded
from disclosures.models import clock


def revoke(collected):
    collected.case.stage.at = clock.now()
    collected.case.does("revoke", by="counsel.chen", reason="an error")


def suspend(collected):
    User.objects.filter(pk=collected.reader.pk).update(suspended_at=clock.now())


def by_page(collected):
    return collected.unlock().press("download", **{"as": "json"})


def by_token(collected):
    _, secret = Token.objects.issue(user=collected.reader, at=clock.now())
    machine = Client(headers={"Authorization": f"Bearer {secret}"})
    return machine.post(
        f"/api/v1/releases/{collected.release.pk}/download/?as=json", data={}, content_type="application/json"
    )


@pytest.mark.parametrize(("end", "download"), [(revoke, by_page), (revoke, by_token), (suspend, by_page)])
def test_a_download_stops_at_its_next_piece(prize, end, download, monkeypatch):
    monkeypatch.setattr(streaming, "PIECE", 100)
    answer = download(prize)
    pieces = iter(answer.streaming_content)
    assert len(next(pieces)) == 100
    end(prize)
    with pytest.raises(AccessEnded):
        next(pieces)
    assert int(answer.headers["Content-Length"]) > 100, "whoever reads it sees that it is cut off"
    assert prize.press("download", **{"as": "json"}).status_code == 410
    assert len(prize.told("release_opened")) == 1
