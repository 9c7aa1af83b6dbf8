"""What the page shows on which an advisor writes: the question, the sections, and the answer as readers will see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quiz.advice.blocks import blocks_of
from quiz.advice.dossier import Assignment, Dossier, Draft, Lack, Missing
from quiz.advice.workflow import Act
from quiz.desk.entry_page import role_of
from quiz.desk.forms import LONGEST_SECTION, MOST_CARDS, MOST_SECTIONS, Problem
from quiz.desk.links import Links
from quiz.desk.marks import Piece, changed
from quiz.desk.pages import Moment, Problems, by_field, moment_text
from quiz.desk.preview import Preview, preview_of
from quiz.desk.room import Frame


@dataclass(frozen=True, slots=True)
class CardForm:
    """A link card to fill in; `found` is the title of its target, `is_dead` says that it leads nowhere."""

    number: int
    lead: str
    target: str
    found: str
    is_dead: bool


@dataclass(frozen=True, slots=True)
class SectionForm:
    """A section to fill in; `number` counts from 0."""

    number: int
    heading: str
    text: str
    cards: tuple[CardForm, ...]
    has_room: bool


@dataclass(frozen=True, slots=True)
class SectionPieces:
    """A section as somebody else saved it, with what the typed one does not have as changed."""

    heading: tuple[Piece, ...]
    text: tuple[Piece, ...]
    cards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnswerConflict:
    """Who saved the answer meanwhile, and what they saved."""

    who: str
    at: Moment | None
    sections: tuple[SectionPieces, ...]


@dataclass(frozen=True, slots=True)
class TypedAnswer:
    """What was typed and not saved, with what is wrong with it."""

    drafts: tuple[Draft, ...] | None = None
    problems: tuple[Problem, ...] = ()
    lacks: tuple[Lack, ...] = ()
    conflict_from: int | None = None


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """An answer in the making; `acts` are the words of `Act` that may be done with it."""

    frame: Frame
    entry: int
    state: str
    title: str
    asker: str
    body: tuple[str, ...]
    advisor: str
    name: str
    role: str
    sections: tuple[SectionForm, ...]
    has_room: bool
    longest: int
    preview: Preview
    acts: frozenset[str]
    is_finished: bool
    is_saved: bool
    lacks: tuple[str, ...]
    missing: tuple[Missing, ...]
    conflict: AnswerConflict | None
    consultation: str
    revision: int
    stamp: str
    problems: Problems


@dataclass(frozen=True, slots=True)
class AnswerSurroundings:
    """What the page of an answer needs beside the entry."""

    language: str
    links: Links
    acts: frozenset[Act]
    missing: Sequence[Missing]


def answer_page(
    frame: Frame, dossier: Dossier, part: Assignment, around: AnswerSurroundings, typed: TypedAnswer
) -> AnswerPage:
    """Build the page of an answer; an empty one begins with one section, for the conclusion."""
    drafts = part.drafts if typed.drafts is None else typed.drafts
    drafts = drafts or (Draft(),)
    return AnswerPage(
        frame=frame,
        entry=dossier.id,
        state=dossier.state.value,
        title=dossier.question.title,
        asker="・".join(one for one in (dossier.grade, dossier.gender) if one),
        body=tuple(line for block in blocks_of(dossier.question.body) for line in block),
        advisor=part.advisor.id,
        name=part.advisor.name,
        role=role_of(part.advisor),
        sections=tuple(_section(number, draft, around.links) for number, draft in enumerate(drafts)),
        has_room=len(drafts) < MOST_SECTIONS,
        longest=LONGEST_SECTION,
        preview=preview_of(part.advisor, drafts, around.links, around.language),
        acts=frozenset(act.value for act in around.acts),
        is_finished=part.is_finished,
        is_saved=typed.drafts is None,
        lacks=tuple(lack.value for lack in typed.lacks),
        missing=tuple(around.missing),
        conflict=_conflict(dossier, part, drafts, typed),
        consultation=dossier.consultation,
        revision=part.revision,
        stamp=dossier.stamp,
        problems=by_field(typed.problems),
    )


def _section(number: int, draft: Draft, links: Links) -> SectionForm:
    cards = []
    for place, card in enumerate(draft.cards):
        link = links.get(card.target)
        cards.append(
            CardForm(
                place, card.lead, card.target, link.target.title.ja if link else "", bool(card.target) and not link
            )
        )
    return SectionForm(number, draft.heading, draft.text, tuple(cards), len(cards) < MOST_CARDS)


def _conflict(dossier: Dossier, part: Assignment, mine: Sequence[Draft], typed: TypedAnswer) -> AnswerConflict | None:
    read = typed.conflict_from
    if read is None:
        return None
    since = [one for one in dossier.history if one.advisor == part.advisor.id and one.revision > read]
    last = since[-1] if since else None
    sections = []
    for number, theirs in enumerate(part.drafts):
        own = mine[number] if number < len(mine) else Draft()
        cards = tuple(f"{card.lead} → {card.target}" for card in theirs.cards)
        sections.append(SectionPieces(changed(own.heading, theirs.heading), changed(own.text, theirs.text), cards))
    return AnswerConflict(last.who if last else "", moment_text(last.at) if last else None, tuple(sections))
