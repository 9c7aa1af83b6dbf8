"""From drafts to records: checked, cleaned, classified, and named so that the same source gives the same records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from quiz.advice.answers import MOST_ANSWERS
from quiz.advice.model import Advisor, Answer, Article, Catalogue, Consultation, Source
from quiz.bank.model import Bank, Text
from quiz.importing.drafts import Author, Draft, Reply
from quiz.importing.fields import LeftOut, cleaned_draft, lines_of
from quiz.importing.findings import Findings
from quiz.importing.identity import hash_of, id_for
from quiz.store.publishing.changes import Record


@dataclass(frozen=True, slots=True)
class Proposed:
    """What rules make of a text: an area, empty where none fits, and topics."""

    area: str
    topics: tuple[str, ...]


Propose = Callable[[str, tuple[str, ...], tuple[str, ...]], Proposed]
"""Takes title, body and answers."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How one source is imported.

    `origin` names it in the store, `publisher` to readers: as who answers where nobody is named. `source` is what a
    page discloses of where the question came from.
    """

    origin: str
    publisher: str
    is_external: bool = False
    source: Source = Source.ENTRY_FORM


@dataclass(frozen=True, slots=True)
class Built:
    """What one source publishes."""

    records: tuple[Record, ...]
    advisors: tuple[Advisor, ...]
    articles: tuple[Article, ...] = ()

    def joined(self, other: Built) -> Built:
        """Return this with another."""
        return Built(self.records + other.records, self.advisors + other.advisors, self.articles + other.articles)


def build(drafts: Iterable[Draft], bank: Bank, manner: Manner, propose: Propose, findings: Findings) -> Built:
    """Return the records of all drafts that are fit to be published; why others are not is noted."""
    builder = _Builder(bank, manner, propose, findings)
    return Built(tuple(builder.records(drafts)), tuple(builder.advisors.values()))


def build_own(
    catalogue: Catalogue, taken: Mapping[str, str], propose: Propose, place: str, findings: Findings
) -> Built:
    """Return the records of this project's own form, whose ids stay as they are.

    `taken` has the ids that belong to other sources, with the source of each.
    """
    records = []
    for one in catalogue.consultations:
        if one.id in taken:
            findings.add(f"{place} {one.id}", "id", "taken-id", written=one.id, origin=taken[one.id])
            continue
        answers = tuple("\n".join(lines_of(answer.sections)) for answer in one.answers)
        proposed = Proposed("", ()) if one.area else propose(one.title.ja, one.body, answers)
        known = replace(one, area=one.area or proposed.area, topics=one.topics or proposed.topics)
        records.append(Record(one.id, known, is_confirmed=bool(one.area)))
    return Built(tuple(records), catalogue.advisors, catalogue.articles)


class _Builder:
    def __init__(self, bank: Bank, manner: Manner, propose: Propose, findings: Findings) -> None:
        self._manner = manner
        self._propose = propose
        self._findings = findings
        self._areas = {word: area.id for area in bank.areas for word in (area.id, *_both(area.title))}
        self._topics = {word: topic.id for topic in bank.topics for word in (topic.id, *_both(topic.title))}
        self.advisors: dict[str, Advisor] = {}

    def records(self, drafts: Iterable[Draft]) -> Iterator[Record]:
        seen: dict[str, Draft] = {}
        for draft in drafts:
            try:
                record = self._record(cleaned_draft(draft, self._findings))
            except LeftOut:
                continue
            if record.key not in seen:
                seen[record.key] = draft
                yield record
            elif replace(draft, place="") != replace(seen[record.key], place=""):
                self._findings.add(draft.place, "id", "duplicate", first=seen[record.key].place)

    def _record(self, draft: Draft) -> Record:
        key = draft.key or hash_of(draft.title)
        replies = self._replies(draft)
        area, topics, is_confirmed = self._classified(draft, replies)
        consultation = Consultation(
            id=id_for("q", self._manner.origin, key),
            title=Text(draft.title, draft.title_en or draft.title),
            area=area,
            topics=topics,
            helps=(),
            grade=draft.grade,
            gender=draft.gender,
            asked_on=draft.asked_on,
            source=self._source(draft),
            body=draft.body,
            answers=tuple(self._answer(reply) for reply in replies),
            url=self._url(draft),
        )
        return Record(key, consultation, is_confirmed)

    def _url(self, draft: Draft) -> str:
        if not self._manner.is_external:
            return ""
        if not draft.url:
            self._findings.add(draft.place, "url", "no-url")
            raise LeftOut
        return draft.url

    def _replies(self, draft: Draft) -> Sequence[Reply]:
        """Return the answers by their authors; who answers twice is shown once, with everything."""
        by_author: dict[Author, Reply] = {}
        for reply in draft.replies:
            author = reply.author if reply.author.name else Author(self._manner.publisher)
            before = by_author.get(author)
            sections = (*before.sections, *reply.sections) if before else reply.sections
            by_author[author] = Reply(author, sections, before.answered_on if before else reply.answered_on)
        replies = list(by_author.values())
        if len(replies) > MOST_ANSWERS:
            self._findings.add(draft.place, "answers", "answers-left-out", count=len(replies), limit=MOST_ANSWERS)
        return replies[:MOST_ANSWERS]

    def _answer(self, reply: Reply) -> Answer:
        """Return an answer; an advisor is known by name, with the title that they were named with first."""
        author = reply.author
        advisor_id = id_for("a", self._manner.origin, author.name)
        advisor = Advisor(advisor_id, author.name, author.title, author.affiliation or self._manner.publisher)
        known = self.advisors.setdefault(advisor_id, advisor)
        return Answer(
            known,
            reply.sections,
            title=author.title if author.title != known.title else "",
            affiliation=advisor.affiliation if advisor.affiliation != known.affiliation else "",
            answered_on=reply.answered_on,
        )

    def _classified(self, draft: Draft, replies: Sequence[Reply]) -> tuple[str, tuple[str, ...], bool]:
        """Return area and topics, and whether the source names them; else rules propose them for an editor."""
        area = self._areas.get(draft.area, "")
        if draft.area and not area:
            known = ", ".join(dict.fromkeys(self._areas.values()))
            self._findings.add(draft.place, "area", "unknown-area", written=draft.area, known=known)
        topics = tuple(dict.fromkeys(self._topics[word] for word in draft.topics if word in self._topics))
        if draft.area or not draft.url:
            # Feeds have categories of their own, which are no slips.
            for word in draft.topics:
                if word not in self._topics:
                    self._findings.add(draft.place, "topics", "unknown-topic", written=word)
        if area:
            return area, topics, True
        proposed = self._propose(draft.title, draft.body, tuple(_words_of(reply) for reply in replies))
        return proposed.area, topics or proposed.topics, False

    def _source(self, draft: Draft) -> Source:
        if draft.source in list(Source):
            return Source(draft.source)
        if draft.source:
            known = self._manner.source.value
            self._findings.add(draft.place, "source", "unknown-source", written=draft.source, known=known)
        return self._manner.source


def _both(text: Text) -> tuple[str, str]:
    return text.ja, text.en


def _words_of(reply: Reply) -> str:
    return "\n".join(lines_of(reply.sections))
