"""Near misses: what somebody probably meant to write."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping
from types import MappingProxyType

SYNONYMS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "points": ("score", "point", "value", "点数", "配点", "得点"),
        "text": ("question", "label", "stem", "質問", "設問文", "文"),
        "title": ("name", "heading", "名前", "題", "見出し"),
        "options": ("choices", "answers", "選択肢"),
        "items": ("questions", "設問"),
        "areas": ("categories", "領域"),
        "area": ("category",),
        "bands": ("levels", "ranges", "段階"),
        "forms": ("versions", "版"),
        "topics": ("tags", "話題"),
        "words": ("keywords", "言葉", "語"),
        "cut": ("threshold", "要注意ライン"),
        "first": ("from", "min"),
        "last": ("to", "max"),
        "next": ("step", "advice", "次"),
        "seconds": ("time", "秒"),
        "standard_error": ("sem", "標準誤差"),
        "place_to_talk": ("相談先",),
        "reverse": ("reversed", "逆転"),
        "weight": ("重み",),
        "ja": ("jp", "jpn", "japanese", "日本語"),
        "en": ("eng", "english", "英語"),
        "url": ("link", "href"),
        "attributes": ("cohorts", "attribute", "属性"),
        "choices": ("options", "values", "選択肢"),
    }
)


def nearest(written: str, known: Collection[str], synonyms: Mapping[str, tuple[str, ...]] = SYNONYMS) -> str | None:
    """Return the known word that was probably meant, or None where none is near."""
    plain = _plain(written)
    candidates = [(_plain(form), word) for word in known for form in (word, *synonyms.get(word, ()))]
    ranked = sorted((distance(plain, form), place) for place, (form, _) in enumerate(candidates))
    if not ranked:
        return None
    steps, place = ranked[0]
    form, word = candidates[place]
    return word if steps <= _tolerance(min(len(form), len(plain))) else None


def distance(one: str, other: str) -> int:
    """Return how many letters were dropped, added, mistaken or swapped with their neighbour (optimal alignment)."""
    if abs(len(one) - len(other)) > 2:
        return 3
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        last, before, row = before, row, [i]
        for j, b in enumerate(other, start=1):
            steps = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                steps = min(steps, last[j - 2] + 1)
            row.append(steps)
    return row[-1]


def _tolerance(length: int) -> int:
    return 0 if length < 2 else 1 if length < 6 else 2


def _plain(word: str) -> str:
    folded = unicodedata.normalize("NFKC", word[:64]).casefold()
    return folded.replace("-", "").replace("_", "").replace(" ", "")
