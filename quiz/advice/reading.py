"""Read a folder of consultations, check all of it, and build the catalogue.

The folder holds `advisors.yaml`, where cards lead to articles `articles.yaml`, and any number of other `*.yaml` files
with consultations, in practice one an area. Their form is described at the top of `consultations/research.yaml`.
Every finding of every file is collected, and one of them refuses the whole, so that a catalogue is never half of
what its editors wrote. Only an import takes what is good and tells what is not.

What a publisher's page or table may lack (area, topics, helps, body, headings, an advisor's title) may be left out;
where its key is written, it may not be empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from quiz.advice import answers, references
from quiz.advice.answers import AnswerReader
from quiz.advice.bounds import LONGEST_ATTRIBUTE, LONGEST_TITLE, RESERVED
from quiz.advice.cards import without_lost_cards
from quiz.advice.files import File, Findings
from quiz.advice.model import Advisor, Catalogue, Consultation, Help, Source
from quiz.advice.references import ADVISORS, ARTICLES, read_advisors, read_articles
from quiz.bank.model import Bank, Item
from quiz.bank.tree import Kind, Node
from quiz.errors import CatalogueError

REQUIRED_KEYS = ("id", "title", "source", "answers")
OPTIONAL_KEYS = ("area", "topics", "helps", "grade", "gender", "asked_on", "url", "body")
KEYS = frozenset(("consultations", *REQUIRED_KEYS, *OPTIONAL_KEYS)) | references.KEYS | answers.KEYS
"""Every word that may stand before a colon, for finding full-width slips."""


@dataclass(frozen=True, slots=True)
class Examined:
    """What is good in a source of this form; `findings` are lines that say why the rest is not.

    It is empty where advisors or articles have a finding, since any consultation may name them.
    """

    catalogue: Catalogue
    findings: tuple[str, ...]


def read_catalogue(folder: Path, bank: Bank, language: str = "ja") -> Catalogue:
    """Return all consultations of a folder, by the bank's areas and then as written, and what they refer to.

    CatalogueError carries every finding of every file, in the language asked for.
    """
    examined = examine_folder(folder, bank, language)
    if examined.findings:
        raise CatalogueError(examined.findings)
    return examined.catalogue


def examine_folder(folder: Path, bank: Bank, language: str = "ja") -> Examined:
    """Return what is good in a folder, with every finding."""
    findings = Findings(language)
    if not folder.is_dir():
        findings.add(folder.name, 1, "", "no-folder")
        return Examined(Catalogue(()), tuple(findings.lines))
    if not (folder / ADVISORS).exists():
        findings.add(ADVISORS, 1, "", "no-advisors")
    names = sorted(path.name for path in folder.glob("*.yaml") if path.name[0] != ".")
    return _examine([File.read(folder / name, KEYS, findings) for name in names], bank, findings)


def examine_document(name: str, root: Node, bank: Bank, language: str = "ja") -> Examined:
    """Return what is good in one document that holds advisors, articles and consultations, with every finding."""
    findings = Findings(language)
    file = File(name, root, findings)
    if not file.has_keys(root, ("advisors", "consultations"), ("articles",)):
        return Examined(Catalogue(()), tuple(findings.lines))
    parts = []
    for key, named in (("advisors", ADVISORS), ("articles", ARTICLES), ("consultations", "")):
        if key in root.fields:
            part = Node(Kind.RECORD, root.line)
            part.fields[key] = root.fields[key]
            parts.append((named, File(name, part, findings)))
    return _examine_parts(parts, bank, findings)


def _examine(files: list[File], bank: Bank, findings: Findings) -> Examined:
    return _examine_parts([(file.name, file) for file in files], bank, findings)


def _examine_parts(parts: list[tuple[str, File]], bank: Bank, findings: Findings) -> Examined:
    named = dict(parts)
    advisors = read_advisors(named[ADVISORS]) if ADVISORS in named else {}
    articles = read_articles(named[ARTICLES]) if ARTICLES in named else {}
    are_referred = not len(findings)
    reader = _Reader(bank, advisors)
    files = [file for name, file in parts if name not in (ADVISORS, ARTICLES)]
    consultations = [one for file in files for one in reader.read(file)]
    if all(file.root is not None for file in files):
        # Else a card may lead into the file that cannot be read, and is no finding of its own.
        reader.check_targets(articles)
    if not are_referred:
        return Examined(Catalogue(()), tuple(findings.lines))
    order = {area.id: place for place, area in enumerate(bank.areas)}
    in_order = sorted(consultations, key=lambda one: order.get(one.area, len(order)))
    catalogue = Catalogue(tuple(in_order), tuple(advisors.values()), tuple(articles.values()))
    return Examined(without_lost_cards(catalogue) if len(findings) else catalogue, tuple(findings.lines))


class _Reader:
    """Builds consultations against a bank and the advisors; ids are unique over all files."""

    def __init__(self, bank: Bank, advisors: Mapping[str, Advisor]) -> None:
        self._areas = [area.id for area in bank.areas]
        self._topics = [topic.id for topic in bank.topics]
        self._items = {item.id: item for item in bank.items}
        self._answers = AnswerReader(advisors)
        self._seen: dict[str, str] = {}

    def read(self, file: File) -> Iterator[Consultation]:
        """Yield the consultations of a file that have no finding."""
        for node in file.entries_under("consultations"):
            before = len(file.findings)
            if file.has_keys(node, REQUIRED_KEYS, OPTIONAL_KEYS):
                consultation = self._consultation(file, node)
                if len(file.findings) == before:
                    yield consultation

    def check_targets(self, articles: Mapping[str, object]) -> None:
        """Note every card of what was read that leads to nothing in the folder."""
        self._answers.check_targets(self._seen, articles)

    def _consultation(self, file: File, node: Node) -> Consultation:
        written = file.id(node, self._seen, RESERVED)
        return Consultation(
            id=written,
            title=file.both(node, "title", LONGEST_TITLE),
            area=file.one_of(node, "area", self._areas),
            topics=_several_of(file, node, "topics", "topic", self._topics),
            helps=tuple(self._helps(file, node)),
            grade=file.text(node, "grade", LONGEST_ATTRIBUTE, may_be_empty=True),
            gender=file.text(node, "gender", LONGEST_ATTRIBUTE, may_be_empty=True),
            asked_on=file.date(node, "asked_on"),
            source=Source(file.one_of(node, "source", list(Source)) or Source.ENTRY_FORM),
            body=file.paragraphs(node, "body", "list-in-body"),
            answers=tuple(self._answers.read(file, node, written)),
            url=file.address(node, "url", may_be_empty=True),
        )

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
                options = _several_of(file, helps, item_id, "option", known)
                _refuse_top_rungs(file, helps.fields[item_id], item)
                yield Help(item_id, options)


def _several_of(file: File, node: Node, key: str, kind: str, known: list[str]) -> tuple[str, ...]:
    words: list[str] = []
    for entry in file.entries(node, key):
        word = file.known(entry, kind, known)
        if word and word in words:
            file.error(entry, "twice", written=word)
        elif word:
            words.append(word)
    return tuple(words)


def _refuse_top_rungs(file: File, node: Node, item: Item) -> None:
    tops = {option.id for option in item.options if item.rung_above(option) is None}
    for entry in node.entries:
        if entry.text in tops:
            file.error(entry, "top-rung", option=entry.text)
