"""A second version of a document, as a privacy officer would send it."""

from __future__ import annotations

from typing import Any

from accounts.terms import shipped, wording

SENTENCE = {"en": "We also keep how you hold the camera.", "zh-hans": "我们还保存您握持相机的方式。"}


def body(document: str = "privacy_policy", *, clause: str = "P1a", **more: Any) -> dict[str, Any]:
    """The first version with a sentence added to one clause, as it is sent."""
    texts = {}
    for language, words in shipped.texts_of(document).items():
        rows = wording.written(words)
        for row in rows:
            if row["id"] == clause:
                row["text"] += f"\n{SENTENCE[language]}"
        texts[language] = {"title": words.title, "clauses": rows}
    return {"document": document, "texts": texts, **more}
