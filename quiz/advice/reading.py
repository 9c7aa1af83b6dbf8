"""Read a folder of consultations, check all of it, and build the catalogue.

The folder holds `advisors.yaml` and any number of other `*.yaml` files with consultations, in practice one an
area. Its form is described at the top of `consultations/research.yaml`. Every finding of every file is
collected, and one of them refuses the whole, so that a catalogue is never half of what its editors wrote.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from quiz.advice.blocks import blocks_of, has_lists, lonely_entries
from quiz.advice.files import File, Findings
from quiz.advice.model import Advisor, Answer, Catalogue, Consultation, Help, Section, Source
from quiz.bank.model import Bank, Item
from quiz.bank.tree import Kind, Node
from quiz.errors import CatalogueError

ADVISORS = "advisors.yaml"
MOST_ANSWERS = 3
ADVISOR_KEYS = ("id", "name", "title", "affiliation")
REQUIRED_KEYS = ("id", "title", "area", "topics", "helps", "source", "body", "answers")
OPTIONAL_KEYS = ("grade", "gender", "asked_on")
KEYS = frozenset(
    (
        *ADVISOR_KEYS,
        *REQUIRED_KEYS,
        *OPTIONAL_KEYS,
        "advisors",
        "consultations",
        "advisor",
        "sections",
        "heading",
        "text",
    )
)


def read_catalogue(folder: Path, bank: Bank, language: str = "ja") -> Catalogue:
    """Return all consultations of a folder, by the bank's areas and then as written.

    CatalogueError carries every finding of every file, in the language asked for.
    """
    findings = Findings(language)
    if not folder.is_dir():
        findings.add(folder.name, 1, "", "no-folder")
        raise CatalogueError(findings.lines)
    advisors = _read_advisors(folder / ADVISORS, findings)
    reader = _Reader(bank, advisors)
    paths = sorted(path for path in folder.glob("*.yaml") if path.name != ADVISORS and path.name[0] != ".")
    consultations = [one for path in paths for one in reader.read(File(path, KEYS, findings))]
    if findings.lines:
        raise CatalogueError(findings.lines)
    order = {area.id: place for place, area in enumerate(bank.areas)}
    return Catalogue(tuple(sorted(consultations, key=lambda one: order[one.area])))


def _read_advisors(path: Path, findings: Findings) -> dict[str, Advisor]:
    if not path.exists():
        findings.add(path.name, 1, "", "no-advisors")
        return {}
    file = File(path, KEYS, findings)
    advisors: dict[str, Advisor] = {}
    seen: dict[str, str] = {}
    if file.root is not None and file.has_keys(file.root, ("advisors",)):
        for node in file.entries(file.root, "advisors"):
            if file.has_keys(node, ADVISOR_KEYS):
                written = file.id(node)
                _claim(file, node, written, seen)
                name, title, affiliation = (file.text(node, key) for key in ADVISOR_KEYS[1:])
                advisors[written] = Advisor(written, name, title, affiliation)
    return advisors


def _claim(file: File, node: Node, written: str, seen: dict[str, str]) -> None:
    """Note an id that another entry has already."""
    if written in seen:
        file.error(node.fields["id"], "duplicate-id", written=written, first=seen[written])
    elif written:
        seen[written] = f"{file.name}:{node.fields['id'].line}"


class _Reader:
    """Builds consultations against a bank and the advisors; ids are unique over all files."""

    def __init__(self, bank: Bank, advisors: Mapping[str, Advisor]) -> None:
        self._areas = [area.id for area in bank.areas]
        self._topics = [topic.id for topic in bank.topics]
        self._items = {item.id: item for item in bank.items}
        self._advisors = advisors
        self._seen: dict[str, str] = {}

    def read(self, file: File) -> Iterator[Consultation]:
        """Yield the consultations of a file; those with findings are only fit to be thrown away."""
        if file.root is not None and file.has_keys(file.root, ("consultations",)):
            for node in file.entries(file.root, "consultations"):
                if file.has_keys(node, REQUIRED_KEYS, OPTIONAL_KEYS):
                    yield self._consultation(file, node)

    def _consultation(self, file: File, node: Node) -> Consultation:
        written = file.id(node)
        _claim(file, node, written, self._seen)
        return Consultation(
            id=written,
            title=file.both(node, "title"),
            area=self._one_of(file, node, "area", self._areas),
            topics=self._several_of(file, node, "topics", "topic", self._topics),
            helps=tuple(self._helps(file, node)),
            grade=file.text(node, "grade", may_be_empty=True),
            gender=file.text(node, "gender", may_be_empty=True),
            asked_on=_date(file, node),
            source=Source(self._one_of(file, node, "source", list(Source)) or Source.ENTRY_FORM),
            body=tuple(paragraph for (paragraph,) in _body(file, node)),
            answers=tuple(self._answers(file, node)),
        )

    def _one_of(self, file: File, node: Node, key: str, known: list[str]) -> str:
        field = node.fields.get(key)
        return "" if field is None else file.known(field, key, known) or ""

    def _several_of(self, file: File, node: Node, key: str, kind: str, known: list[str]) -> tuple[str, ...]:
        words: list[str] = []
        for entry in file.entries(node, key):
            word = file.known(entry, kind, known)
            if word and word in words:
                file.error(entry, "twice", written=word)
            elif word:
                words.append(word)
        return tuple(words)

    def _helps(self, file: File, node: Node) -> Iterator[Help]:
        helps = node.fields.get("helps")
        if helps is None or not file.has_keys(helps, (), self._items, kind="item"):
            return
        if not helps.fields:
            file.error(helps, "empty")
        for item_id in helps.fields:
            item = self._items.get(item_id)
            if item is not None:
                known = [option.id for option in item.options]
                options = self._several_of(file, helps, item_id, "option", known)
                _refuse_top_rungs(file, helps.fields[item_id], item)
                yield Help(item_id, options)

    def _answers(self, file: File, node: Node) -> Iterator[Answer]:
        answered: set[str] = set()
        entries = list(file.entries(node, "answers"))
        if len(entries) > MOST_ANSWERS:
            file.error(node.fields["answers"], "too-many-answers", count=len(entries))
        for entry in entries:
            if file.has_keys(entry, ("advisor", "sections")):
                sections = tuple(_section(file, section) for section in file.entries(entry, "sections"))
                advisor = self._one_of(file, entry, "advisor", list(self._advisors))
                if advisor in answered:
                    file.error(entry.fields["advisor"], "twice", written=advisor)
                elif advisor:
                    answered.add(advisor)
                    yield Answer(self._advisors[advisor], sections)


def _refuse_top_rungs(file: File, node: Node, item: Item) -> None:
    tops = {option.id for option in item.options if item.rung_above(option) is None}
    for entry in node.entries:
        if entry.text in tops:
            file.error(entry, "top-rung", option=entry.text)


def _section(file: File, node: Node) -> Section:
    if not file.has_keys(node, ("heading", "text")):
        return Section("", ())
    text = file.text(node, "text")
    for entry in lonely_entries(text):
        file.error(node.fields["text"], "lonely-entry", written=entry)
    return Section(file.text(node, "heading"), blocks_of(text))


def _body(file: File, node: Node) -> tuple[tuple[str, ...], ...]:
    text = file.text(node, "body")
    if has_lists(text):
        file.error(node.fields["body"], "list-in-body")
        return ()
    return blocks_of(text)


def _date(file: File, node: Node) -> date | None:
    field = node.fields.get("asked_on")
    if field is None or field.is_null:
        return None
    if field.kind is Kind.SCALAR and len(field.text) == len("2025-04-18"):
        try:
            return date.fromisoformat(field.text)
        except ValueError:
            pass
    file.error(field, "bad-date", written=field.text)
    return None
