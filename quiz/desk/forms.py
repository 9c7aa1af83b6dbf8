"""What people write at the desk, read from a form: cleaned, measured, and never thrown away.

Every reader returns what was written, fit to fill the form again, with every problem. Templates hold the words of
each problem under its code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from werkzeug.datastructures import MultiDict

from quiz.advice.bounds import LONGEST_ADDRESS, LONGEST_NAME, LONGEST_TITLE, is_id
from quiz.advice.cleaning import cleaned, cleaned_line
from quiz.advice.dossier import Draft, DraftCard, Question
from quiz.advice.model import Advisor, Help, Qualification
from quiz.bank.model import Bank

Fields = MultiDict[str, str]

LONGEST_BODY = 4000
LONGEST_SECTION = 4000
LONGEST_REASON = 1000
MOST_SECTIONS = 12
MOST_CARDS = 4
MOST_QUALIFICATIONS = 8
LARGEST_FORM = 1024 * 1024
"""Bytes of one form: the longest answer, written in characters that take nine bytes each in a form."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a field; `limit` is the longest that it may be, where that is the problem."""

    field: str
    code: str
    limit: int = 0


def question_from(fields: Fields, bank: Bank) -> tuple[Question, list[Problem]]:
    """Return the question of a form; what the bank does not know is left out."""
    topics = set(fields.getlist("topics"))
    question = Question(
        title=cleaned_line(fields.get("title", "")),
        title_en=cleaned_line(fields.get("title_en", "")),
        body=cleaned(fields.get("body", "")).strip(),
        area=fields.get("area", "") if fields.get("area") in {area.id for area in bank.areas} else "",
        topics=tuple(topic.id for topic in bank.topics if topic.id in topics),
        helps=tuple(helps_from(fields, bank)),
    )
    problems = [] if question.title else [Problem("title", "empty")]
    problems += _too_long("title", question.title, LONGEST_TITLE)
    problems += _too_long("title_en", question.title_en, LONGEST_TITLE)
    problems += [] if question.body else [Problem("body", "empty")]
    problems += _too_long("body", question.body, LONGEST_BODY)
    return question, problems


def helps_from(fields: Fields, bank: Bank) -> Iterator[Help]:
    """Yield the rungs that were ticked, below the top, in the order of the bank."""
    ticked = set(fields.getlist("helps"))
    for item in bank.items:
        options = (option for option in item.options if item.rung_above(option) is not None)
        chosen = tuple(option.id for option in options if f"{item.id}={option.id}" in ticked)
        if chosen:
            yield Help(item.id, chosen)


def classification_from(fields: Fields, bank: Bank) -> tuple[str, tuple[str, ...], tuple[Help, ...]]:
    """Return area, topics and helps of a form; the area is empty where the bank has none of this id."""
    question, _ = question_from(fields, bank)
    return question.area, question.topics, question.helps


def reason_from(fields: Fields) -> tuple[str, list[Problem]]:
    """Return the reason of a rejection: the sentence that was chosen, and what was added to it."""
    parts = (cleaned_line(fields.get("sentence", "")), cleaned(fields.get("reason", "")).strip())
    reason = "\n".join(part for part in parts if part)
    return reason, [Problem("reason", "empty")] if not reason else _too_long("reason", reason, LONGEST_REASON)


def drafts_from(fields: Fields) -> tuple[tuple[Draft, ...], list[Problem]]:
    """Return the sections of an answer as typed; blank ones are kept, since somebody may be about to fill them."""
    drafts = tuple(_draft(fields, number) for number in _numbers(fields, r"heading-(\d{1,3})", MOST_SECTIONS))
    problems = []
    for number, draft in enumerate(drafts):
        problems += _too_long(f"heading-{number}", draft.heading, LONGEST_TITLE)
        problems += _too_long(f"text-{number}", draft.text, LONGEST_SECTION)
        for place, card in enumerate(draft.cards):
            problems += _too_long(f"lead-{number}-{place}", card.lead, LONGEST_TITLE)
            problems += _too_long(f"target-{number}-{place}", card.target, LONGEST_ADDRESS)
    return drafts, problems


def _draft(fields: Fields, number: int) -> Draft:
    cards = tuple(
        DraftCard(
            cleaned_line(fields.get(f"lead-{number}-{place}", "")),
            cleaned_line(fields.get(f"target-{number}-{place}", "")),
        )
        for place in _numbers(fields, rf"lead-{number}-(\d{{1,3}})", MOST_CARDS)
    )
    text = cleaned(fields.get(f"text-{number}", ""))
    return Draft(cleaned_line(fields.get(f"heading-{number}", "")), text, cards)


def without_blanks(drafts: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """Return the sections and cards in which something is written."""
    return tuple(
        Draft(draft.heading, draft.text, tuple(card for card in draft.cards if card.lead or card.target))
        for draft in drafts
        if not draft.is_blank
    )


def rearranged(drafts: tuple[Draft, ...], act: str) -> tuple[Draft, ...]:
    """Return sections after a button without script: `add`, `remove-2`, `up-2`, `card-2` or `uncard-2-0`."""
    name, *numbers = act.split("-")
    places = [int(number) for number in numbers if number.isascii() and number.isdecimal()]
    if name == "add" and len(drafts) < MOST_SECTIONS:
        return (*drafts, Draft())
    if not places or not 0 <= places[0] < len(drafts):
        return drafts
    return _rearranged_at(list(drafts), name, places)


def _rearranged_at(drafts: list[Draft], name: str, places: list[int]) -> tuple[Draft, ...]:
    place = places[0]
    draft = drafts[place]
    if name == "remove":
        del drafts[place]
    elif name == "up" and place:
        drafts[place - 1], drafts[place] = draft, drafts[place - 1]
    elif name == "card" and len(draft.cards) < MOST_CARDS:
        drafts[place] = Draft(draft.heading, draft.text, (*draft.cards, DraftCard("", "")))
    elif name == "uncard" and len(places) > 1:
        cards = tuple(card for number, card in enumerate(draft.cards) if number != places[1])
        drafts[place] = Draft(draft.heading, draft.text, cards)
    return tuple(drafts)


@dataclass(frozen=True, slots=True)
class PaperTyped:
    """A qualification as typed."""

    number: int
    name: str
    verified: str
    expires: str

    @property
    def is_filled(self) -> bool:
        """Say whether anything is written in it."""
        return bool(self.name or self.verified or self.expires)


def papers_typed(fields: Fields) -> tuple[PaperTyped, ...]:
    """Return the qualifications of a form as typed."""

    def typed(field: str) -> str:
        return cleaned_line(fields.get(field, ""))

    return tuple(
        PaperTyped(number, typed(f"paper-{number}"), typed(f"verified-{number}"), typed(f"expires-{number}"))
        for number in _numbers(fields, r"paper-(\d{1,3})", MOST_QUALIFICATIONS)
    )


def advisor_from(fields: Fields, advisor_id: str) -> tuple[Advisor, list[Problem]]:
    """Return the advisor of a form, with its problems; days that cannot be read are left out."""
    named = advisor_id or cleaned_line(fields.get("id", ""))
    texts = {name: cleaned_line(fields.get(name, "")) for name in ("name", "title", "affiliation")}
    profile = cleaned(fields.get("profile", "")).strip()
    problems = [] if advisor_id or is_id(named) else [Problem("id", "bad-id")]
    problems += [] if texts["name"] else [Problem("name", "empty")]
    for name, text in texts.items():
        problems += _too_long(name, text, LONGEST_NAME)
    problems += _too_long("profile", profile, LONGEST_BODY)
    papers: list[Qualification] = []
    for typed in papers_typed(fields):
        if typed.is_filled:
            paper, found = _qualification(typed, {one.name for one in papers})
            papers.append(paper)
            problems += found
    return Advisor(named, **texts, profile=_paragraphs(profile), qualifications=tuple(papers)), problems


def _qualification(typed: PaperTyped, taken: set[str]) -> tuple[Qualification, list[Problem]]:
    place = f"paper-{typed.number}"
    problems = [] if typed.name else [Problem(place, "empty")]
    problems += [Problem(place, "twice")] if typed.name in taken else []
    problems += _too_long(place, typed.name, LONGEST_NAME)
    verified, is_verified_read = _day(typed.verified)
    expires, is_expires_read = _day(typed.expires)
    problems += [] if is_verified_read else [Problem(f"verified-{typed.number}", "bad-date")]
    problems += [] if is_expires_read else [Problem(f"expires-{typed.number}", "bad-date")]
    if verified and expires and expires < verified:
        problems.append(Problem(f"expires-{typed.number}", "ends-before"))
    return Qualification(typed.name, verified, expires), problems


def _day(written: str) -> tuple[date | None, bool]:
    """Return a day and whether it could be read; nothing written is no day."""
    if not written:
        return None, True
    parts = re.fullmatch(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", written)
    try:
        return (date(*map(int, parts.groups())), True) if parts else (None, False)
    except ValueError:
        return None, False


def _paragraphs(text: str) -> tuple[str, ...]:
    parts = (" ".join(part.split("\n")) for part in text.split("\n\n"))
    return tuple(part for part in parts if part)


def _numbers(fields: Fields, pattern: str, most: int) -> list[int]:
    """Return the numbers of the fields that a pattern names, the first ones."""
    found = (re.fullmatch(pattern, name) for name in fields)
    return sorted({int(one[1]) for one in found if one})[:most]


def _too_long(field: str, text: str, limit: int) -> list[Problem]:
    return [Problem(field, "too-long", limit)] if len(text) > limit else []
