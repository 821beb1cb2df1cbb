"""Erases what one case says and holds and leaves the proof: words, names, files, values behind the ledger's proofs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat

from disclosures import ledger
from disclosures.actions import evidence, messages
from disclosures.domain.evidence.kinds import EvidenceState
from disclosures.models import Case, CaseSubject, Evidence, EvidenceBox, LedgerProof
from disclosures.models.contents import ERASED, PROVEN, WORDS, Content

WORDS_OF_THE_CASE: Mapping[str, Any] = {"purpose": "", "purpose_key": "", "recipient_name": "", "particulars": {}}
"""What the case itself says, so that taking it for destruction and emptying it is one statement."""


def erase(case: Case, *, at: datetime) -> dict[str, int]:
    """Erases everything else that belongs to the case, inside the caller's transaction; returns how much of what."""
    counts: Counter[str] = Counter()
    for content in WORDS:
        counts["words"] += sum(_erase_words(content, word, case) for word in content.words)
    counts["names"] = CaseSubject.objects.filter(case=case).update(
        named=ERASED, named_key=Concat(Value(f"{ERASED}-"), Cast(F("position"), CharField()))
    )
    counts["messages"] = messages.erase_all(case=case, at=at)
    counts["files"] = _destroy_files(case, at=at)
    proofs = LedgerProof.objects.filter(entry__chain=ledger.chain_of(case).name).exclude(name__in=PROVEN)
    counts["proofs"], _ = proofs.delete()
    return dict(counts)


def _erase_words(content: Content, word: str, case: Case) -> int:
    """Words that are there; that none were given stays to be seen."""
    said = content.model._default_manager.filter(**{content.way: case.pk}).exclude(**{word: ""})
    return int(said.update(**{word: ERASED}))


def _destroy_files(case: Case, *, at: datetime) -> int:
    """All files of the case: their keys and names go, then the files; hashes stay."""
    files = list(Evidence.objects.filter(box__case=case).exclude(state=EvidenceState.DESTROYED))
    Evidence.objects.filter(pk__in=[file.pk for file in files]).update(state=EvidenceState.DESTROYED, destroyed_at=at)
    EvidenceBox.objects.filter(case=case).update(files=0, bytes=0)
    for file in files:
        evidence.promise_shredding(file, at=at)
    return len(files)
