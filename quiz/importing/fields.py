"""The fields of a draft, cleaned, and held to what columns and pages can carry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from quiz.advice.bounds import LONGEST_ATTRIBUTE, LONGEST_NAME, LONGEST_TITLE
from quiz.advice.model import Section
from quiz.bank.model import Text
from quiz.importing.characters import clean_text, told, without_bullet
from quiz.importing.drafts import Author, Draft, Reply
from quiz.importing.findings import Findings
from quiz.outward.addresses import web_address

LONGEST_BODY = 10_000
LONGEST_ANSWER = 20_000
LONGEST_KEY = 2_000


class LeftOut(Exception):
    """A draft is not imported; the reason is noted."""


def cleaned_draft(draft: Draft, findings: Findings) -> Draft:
    """Return a draft that may be kept and shown; LeftOut where it may not, with the reason noted."""
    return _Fields(draft, findings).cleaned()


def lines_of(sections: Iterable[Section]) -> Iterator[str]:
    """Yield headings and lines of sections."""
    for section in sections:
        yield section.heading
        for block in section.blocks:
            yield from block


class _Fields:
    """Cleans the fields of one draft, and refuses those that no column or page holds."""

    def __init__(self, draft: Draft, findings: Findings) -> None:
        self._draft = draft
        self._findings = findings
        self._removed: dict[str, None] = {}

    def cleaned(self) -> Draft:
        draft = self._draft
        title = self._line("title", draft.title, LONGEST_TITLE)
        if not title:
            self._refuse("title", "no-title")
        replies = tuple(reply for one in draft.replies if (reply := self._reply(one)).sections)
        if not replies:
            self._refuse("answers", "no-answer")
        url = web_address(draft.url)
        if draft.url and not url:
            self._refuse("url", "bad-url", written=draft.url)
        body = tuple(filter(None, (without_bullet(self._line("body", line)) for line in draft.body)))
        self._check_length("body", sum(map(len, body)), LONGEST_BODY)
        cleaned = replace(
            draft,
            key=self._line("id", draft.key, LONGEST_KEY),
            title=title,
            title_en=self._line("title_en", draft.title_en, LONGEST_TITLE),
            body=body,
            replies=replies,
            grade=self._line("grade", draft.grade, LONGEST_ATTRIBUTE),
            gender=self._line("gender", draft.gender, LONGEST_ATTRIBUTE),
            area=self._line("area", draft.area),
            topics=tuple(filter(None, (self._line("topics", topic) for topic in draft.topics))),
            source=self._line("source", draft.source),
            url=url,
        )
        if self._removed:
            self._findings.add(draft.place, "", "characters", written=told(self._removed))
        return cleaned

    def _line(self, field: str, text: str, most: int = 0) -> str:
        line = clean_text(text, self._removed)
        if most:
            self._check_length(field, len(line), most)
        return line

    def _check_length(self, field: str, count: int, most: int) -> None:
        if count > most:
            self._refuse(field, "text-long", count=count, limit=most)

    def _refuse(self, field: str, code: str, /, **fields: str | int | Text) -> None:
        self._findings.add(self._draft.place, field, code, **fields)
        raise LeftOut

    def _reply(self, reply: Reply) -> Reply:
        author = Author(
            self._line("advisor", reply.author.name, LONGEST_NAME),
            self._line("advisor_title", reply.author.title, LONGEST_NAME),
            self._line("affiliation", reply.author.affiliation, LONGEST_NAME),
        )
        sections = tuple(one for section in reply.sections if (one := self._section(section)).blocks)
        self._check_length("answer", sum(map(len, lines_of(sections))), LONGEST_ANSWER)
        return Reply(author, sections, reply.answered_on)

    def _section(self, section: Section) -> Section:
        heading = self._line("heading", section.heading, LONGEST_TITLE)
        blocks = (
            tuple(filter(None, (without_bullet(self._line("answer", line)) for line in block)))
            for block in section.blocks
        )
        return Section(heading, tuple(filter(None, blocks)))
