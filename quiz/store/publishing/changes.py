"""What publishing the records of a source would change, as values."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

from quiz.advice.model import Advisor, Answer, Article, Consultation


@dataclass(frozen=True, slots=True)
class Record:
    """A consultation as its source has it, under the key that names it there.

    It is not confirmed where area and topics were proposed by rules.
    """

    key: str
    consultation: Consultation
    is_confirmed: bool = True


class ChangeKind(StrEnum):
    """What becomes of a consultation; `kept` is one that an editor withdrew, which an import does not bring back."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    WITHDRAWN = "withdrawn"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that differs, as texts."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of one consultation; `fields` is filled where it is updated."""

    kind: ChangeKind
    id: str
    title: str
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """The records of a source with what publishing them would change.

    `changes` has one entry a record, in their order, then the withdrawn ones. `digest` names the state of the source
    as a whole; `is_external` says that its consultations are shown on the publisher's own pages.
    """

    origin: str
    records: tuple[Record, ...]
    advisors: tuple[Advisor, ...] = ()
    articles: tuple[Article, ...] = ()
    is_external: bool = False
    withdraw_missing: bool = False
    digest: str = ""
    changes: tuple[Change, ...] = field(default=())

    def having(self, changes: tuple[Change, ...]) -> Changes:
        """Return the same with other changes."""
        return replace(self, changes=changes)

    def count(self, kind: ChangeKind) -> int:
        """Return how many consultations a kind has."""
        return sum(change.kind is kind for change in self.changes)


def differences(before: Consultation, after: Consultation) -> tuple[FieldChange, ...]:
    """Return the fields in which two states of a consultation differ, in the order of the model."""
    old, new = _texts_of(before), _texts_of(after)
    names = [*old, *(name for name in new if name not in old)]
    return tuple(
        FieldChange(name, old.get(name, ""), new.get(name, ""))
        for name in names
        if old.get(name, "") != new.get(name, "")
    )


def _texts_of(value: Consultation) -> dict[str, str]:
    texts = {
        "title": value.title.ja,
        "title.en": value.title.en,
        "area": value.area,
        "topics": ", ".join(value.topics),
        "helps": "\n".join(f"{one.item}: {', '.join(one.options)}" for one in value.helps),
        "grade": value.grade,
        "gender": value.gender,
        "asked_on": value.asked_on.isoformat() if value.asked_on else "",
        "source": value.source.value,
        "body": "\n\n".join(value.body),
        "url": value.url,
    }
    for answer in value.answers:
        texts[f"answer of {answer.advisor.id}"] = _answer_text(answer)
    return texts


def _answer_text(answer: Answer) -> str:
    parts = []
    for section in answer.sections:
        parts.append(section.heading)
        parts += ["\n".join(f"- {line}" for line in block) if len(block) > 1 else block[0] for block in section.blocks]
        parts += [f"→ {card.lead} ({card.kind.value} {card.target})" for card in section.cards]
    return "\n\n".join(parts)
