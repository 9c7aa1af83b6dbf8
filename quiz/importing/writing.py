"""Write a catalogue as the folder that `quiz.advice.reading` reads: the only module that writes YAML.

The form is that of the shipped folder, which people edit by hand, and the same catalogue gives the same bytes. What is
written needs little of YAML: plain or quoted words, texts as blocks, lists in one line. A test reads back whatever
hypothesis invents.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from quiz.advice.blocks import blocks_of
from quiz.advice.cards import without_lost_cards
from quiz.advice.model import Advisor, Answer, Article, Card, Catalogue, Consultation, Qualification, Section
from quiz.advice.references import ADVISORS, ARTICLES
from quiz.bank.characters import refusal_of
from quiz.bank.model import Text

UNSORTED = "unsorted"
"""The file of consultations whose area nobody has chosen yet."""
LARGEST_PART = 600_000
"""Bytes. A file that is read has a million at most; an area with more is written in parts."""
MISSING = "〓"
"""Stands, as in Japanese print, for a character that cannot be shown and would be refused when it is read."""
_LETTERS = r"A-Za-z0-9\u3041-\u30ff\u4e00-\u9fff「『（"
_PLAIN = re.compile(rf"[{_LETTERS}][{_LETTERS} \u3000-\u303f、。）！？?!,;'・./_~%+-]*")
_TAKEN = re.compile(r"null|true|false|yes|no|on|off|[-+0-9._eExo]+", re.IGNORECASE)
_ORDINARY = re.compile(r"[\n -~\u3000-\u30ff\u4e00-\u9fff\uff01-\uff9f]*")

Lines = Iterator[str]


def write_catalogue(catalogue: Catalogue, folder: Path) -> list[Path]:
    """Write all files of a catalogue into a folder; return them. What else stands there stays."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, text in files_of(catalogue).items():
        path = folder / name
        path.write_text(text, encoding="utf-8", newline="\n")
        written.append(path)
    return written


def files_of(catalogue: Catalogue) -> Mapping[str, str]:
    """Return the text of each file by its name, in the order of names; cards that would lead nowhere are left out."""
    complete = without_lost_cards(catalogue)
    advisors = {advisor.id: advisor for advisor in complete.advisors}
    for one in complete.consultations:
        for answer in one.answers:
            advisors.setdefault(answer.advisor.id, answer.advisor)
    files = {ADVISORS: _document("advisors", map(_advisor, advisors.values()))} if advisors else {}
    if complete.articles:
        files[ARTICLES] = _document("articles", map(_article, complete.articles))
    for area, entries in _by_area(complete.consultations).items():
        parts = list(_parts(entries))
        for number, part in enumerate(parts, start=1):
            # In as many digits as the last, since files are read in the order of their names.
            width = max(2, len(str(len(parts))))
            name = f"{area}-{number:0{width}}.yaml" if len(parts) > 1 else f"{area}.yaml"
            files[name] = _document("consultations", part)
    return dict(sorted(files.items()))


def _by_area(consultations: Iterable[Consultation]) -> dict[str, list[list[str]]]:
    areas: dict[str, list[list[str]]] = {}
    for one in consultations:
        areas.setdefault(one.area or UNSORTED, []).append(list(_consultation(one)))
    return areas


def _parts(entries: Iterable[list[str]]) -> Iterator[list[list[str]]]:
    part: list[list[str]] = []
    size = 0
    for entry in entries:
        length = sum(len(line.encode("utf-8")) + 5 for line in entry)
        if part and size + length > LARGEST_PART:
            yield part
            part, size = [], 0
        part.append(entry)
        size += length
    yield part


def _document(key: str, entries: Iterable[Iterable[str]]) -> str:
    """Return a document with one list; consultations have an empty line between them."""
    gap = "\n\n" if key == "consultations" else "\n"
    return f"{key}:\n" + gap.join("\n".join(_listed(entry)) for entry in entries) + "\n"


def _listed(lines: Iterable[str]) -> Lines:
    """Yield the lines of a record as the entry of a list."""
    for number, line in enumerate(lines):
        yield f"  - {line}" if number == 0 else f"    {line}" if line else ""


def _advisor(advisor: Advisor) -> Lines:
    yield f"id: {_word(advisor.id)}"
    yield f"name: {_word(advisor.name)}"
    yield from _if_any("title", advisor.title)
    yield from _if_any("affiliation", advisor.affiliation)
    yield from _text("profile", ((line,) for line in advisor.profile))
    yield from _records("qualifications", map(_qualification, advisor.qualifications))


def _qualification(held: Qualification) -> Lines:
    yield f"name: {_word(held.name)}"
    if held.verified_on:
        yield f"verified_on: {held.verified_on.isoformat()}"
    if held.expires_on:
        yield f"expires_on: {held.expires_on.isoformat()}"


def _article(article: Article) -> Lines:
    yield f"id: {_word(article.id)}"
    yield f"title: {_word(article.title)}"
    yield f"url: {_word(article.url)}"


def _consultation(one: Consultation) -> Lines:
    yield f"id: {_word(one.id)}"
    yield from _both("title", one.title)
    yield from _if_any("area", one.area)
    if one.topics:
        yield f"topics: {_flow(one.topics)}"
    if one.helps:
        yield "helps:"
        for helped in one.helps:
            yield f"  {_word(helped.item)}: {_flow(helped.options)}"
    yield from _if_any("grade", one.grade)
    yield from _if_any("gender", one.gender)
    if one.asked_on:
        yield f"asked_on: {one.asked_on.isoformat()}"
    yield f"source: {one.source.value}"
    yield from _if_any("url", one.url)
    yield from _text("body", ((line,) for line in one.body))
    yield from _records("answers", map(_answer, one.answers))


def _answer(answer: Answer) -> Lines:
    """Yield an answer; the title of its day is written where it is not the advisor's present one."""
    yield f"advisor: {_word(answer.advisor.id)}"
    if answer.title != answer.advisor.title:
        yield from _if_any("title", answer.title)
    if answer.affiliation != answer.advisor.affiliation:
        yield from _if_any("affiliation", answer.affiliation)
    if answer.answered_on:
        yield f"answered_on: {answer.answered_on.isoformat()}"
    yield from _records("sections", map(_section, answer.sections))


def _section(section: Section) -> Lines:
    yield from _if_any("heading", section.heading)
    yield from _text("text", section.blocks)
    yield from _records("cards", map(_card, section.cards))


def _card(card: Card) -> Lines:
    yield f"lead: {_word(card.lead)}"
    yield f"{card.kind.value}: {_word(card.target)}"


def _records(key: str, records: Iterable[Iterable[str]]) -> Lines:
    lines = [line for record in records for line in _listed(record)]
    if lines:
        yield f"{key}:"
        yield from lines


def _both(key: str, text: Text) -> Lines:
    yield f"{key}:"
    yield f"  ja: {_word(text.ja or text.en)}"
    yield f"  en: {_word(text.en or text.ja)}"


def _if_any(key: str, text: str) -> Lines:
    if text:
        yield f"{key}: {_word(text)}"


def _word(text: str) -> str:
    """Return a text on one line, quoted where YAML, or a person, could take it for something else."""
    line = _readable(" ".join(text.split("\n"))).strip()
    # What JSON quotes is read by YAML in the same way.
    return line if _PLAIN.fullmatch(line) and not _TAKEN.fullmatch(line) else json.dumps(line, ensure_ascii=False)


def _flow(words: Iterable[str]) -> str:
    """Return a list of ids in one line."""
    return f"[{', '.join(map(_word, words))}]"


def _text(key: str, blocks: Iterable[tuple[str, ...]]) -> Lines:
    """Yield a text of several blocks the way an editor types it: an empty line between them, `- ` before entries."""
    written = [("- " if len(block) > 1 else "", [_readable(line) for line in block]) for block in blocks]
    lines = [line for mark, block in written for line in ("", *(mark + one for one in block))][1:]
    if lines:
        assert len(blocks_of("\n".join(lines))) == len(written), "a paragraph must not begin like the entry of a list"
        yield f"{key}: |"
        yield from (f"  {line}" if line else "" for line in lines)


def _readable(text: str) -> str:
    """Return a text whose every character is read again."""
    if _ORDINARY.fullmatch(text):
        return text
    return "".join(MISSING if refusal_of(character) else character for character in text)
