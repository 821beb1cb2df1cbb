"""The first version of both documents, which a new desk starts with: data files beside this one."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import yaml
from django.db import DEFAULT_DB_ALIAS, transaction

from accounts.models import Document, Language, PolicyVersion
from accounts.terms import wording
from accounts.terms.wording import Wording

TEXTS = Path(__file__).parent / "texts"
FIRST = 1


def texts_of(document: str) -> dict[str, Wording]:
    """The first version of a document in every language."""
    return {language: wording.read(**_read(document, language)) for language in Language.values}


def effective_at(document: str) -> datetime:
    """Since when the first version applies."""
    since: datetime = _read(document, "about")["effective_at"]
    return since


def load(*, using: str = DEFAULT_DB_ALIAS) -> None:
    """Writes the first versions where there are none; asking again changes nothing."""
    for document in Document.values:
        with transaction.atomic(using=using):
            since = effective_at(document)
            version, is_new = PolicyVersion.objects.using(using).get_or_create(
                document=document, number=FIRST, defaults={"published_at": since, "effective_at": since}
            )
            if is_new:
                wording.keep(version=version, texts=texts_of(document), using=using)


def _read(document: str, name: str) -> dict[str, Any]:
    path = TEXTS / document / str(FIRST) / f"{name}.yaml"
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found
