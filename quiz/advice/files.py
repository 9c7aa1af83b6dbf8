"""A file of consultations as checked nodes: typed access that notes every finding and goes on."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path

from quiz.advice.blocks import blocks_of, has_lists
from quiz.advice.bounds import LONGEST_ADDRESS, LONGEST_ID, is_address, is_id
from quiz.advice.messages import KINDS, MESSAGES
from quiz.bank.characters import check_characters, check_punctuation, split_lines
from quiz.bank.findings import Notes, quote
from quiz.bank.model import Text
from quiz.bank.near import nearest
from quiz.bank.nodes import read_nodes
from quiz.bank.sources import Refused, decode, read_bytes
from quiz.bank.syntax import note_troubles
from quiz.bank.tree import Kind, Node

MOST_NAMED = 12
"""So many known words are listed in a message; more do not help to find the one that was meant."""


class Findings:
    """Lines for a person, from every file of a folder."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._lines: list[tuple[str, int, str]] = []

    def add(self, file: str, line: int, key: str, code: str, /, **fields: object) -> None:
        """Note a finding as `file:line: key: what is wrong; what to write instead`."""
        words = {name: value[self.language] if isinstance(value, Text) else value for name, value in fields.items()}
        place = f"{file}:{line}: {key}: " if key else f"{file}:{line}: "
        self._lines.append((file, line, place + MESSAGES[code][self.language].format(**words)))

    def take(self, file: str, notes: Notes) -> None:
        """Take over what was noted while the file's text and syntax were examined."""
        for finding in notes.errors:
            self._lines.append((file, finding.line, finding.text(file, self.language)))

    def __len__(self) -> int:
        return len(self._lines)

    @property
    def lines(self) -> list[str]:
        """The findings by file and line, each once."""
        return list(dict.fromkeys(text for _, _, text in sorted(self._lines)))


class File:
    """One file; `root` is None where its text is not YAML that may be read."""

    def __init__(self, name: str, root: Node | None, findings: Findings) -> None:
        self.name = name
        self.root = root
        self.findings = findings

    @classmethod
    def read(cls, path: Path, keys: frozenset[str], findings: Findings) -> File:
        """Read a file from its folder."""
        notes = Notes()
        root = _root_of(path, keys, notes)
        findings.take(path.name, notes)
        return cls(path.name, root, findings)

    def error(self, node: Node, code: str, key: str = "", /, **fields: object) -> None:
        """Note a finding about a node, or about a key of it."""
        self.findings.add(self.name, node.line, "/".join(part for part in (node.path, key) if part), code, **fields)

    def has_keys(self, node: Node, required: Collection[str], optional: Collection[str] = (), kind: str = "") -> bool:
        """Note missing and unknown keys, which may be ids of a kind; say whether the node is a record at all."""
        known = [*required, *optional]
        if node.kind is not Kind.RECORD:
            self.error(
                node, "not-record", keys="、".join(known) if self.findings.language == "ja" else ", ".join(known)
            )
            return False
        for key, value in node.fields.items():
            if key not in known:
                code, fields = ("unknown", {"kind": KINDS[kind]}) if kind else ("unknown-key", {})
                self._refuse(value, key, known, code, under=node, **fields)
        for key in required:
            if key not in node.fields:
                self.error(node, "missing-key", key, key=key)
        return True

    def records(self, key: str, required: Collection[str], optional: Collection[str] = ()) -> Iterator[Node]:
        """Return the records under the one key of the whole file."""
        for node in self.entries_under(key):
            if self.has_keys(node, required, optional):
                yield node

    def entries_under(self, key: str) -> Iterator[Node]:
        """Return the entries under the one key of the whole file."""
        if self.root is not None and self.has_keys(self.root, (key,)):
            yield from self.entries(self.root, key)

    def entries(self, record: Node, key: str) -> Iterator[Node]:
        """Return the entries of a list, of which at least one is expected."""
        node = record.fields.get(key)
        if node is None:
            return
        if node.kind is not Kind.LIST:
            self.error(node, "empty" if node.is_null else "not-list")
        elif not node.entries:
            self.error(node, "empty")
        yield from node.entries

    def text(self, record: Node, key: str, most: int = 0, may_be_empty: bool = False) -> str:
        """Return a text without surrounding space; empty where it is missing or refused. Of `most` 0, any length."""
        node = record.fields.get(key)
        if node is None:
            return ""
        text = self.word(node, may_be_empty)
        if most and len(text) > most:
            self.error(node, "too-long", count=len(text), most=most)
        return text

    def word(self, node: Node, may_be_empty: bool = False) -> str:
        """Return the text of a scalar."""
        if node.kind is not Kind.SCALAR:
            self.error(node, "not-text")
            return ""
        text = "" if node.is_null else node.text.strip()
        if not text and not may_be_empty:
            self.error(node, "empty")
        return text

    def both(self, record: Node, key: str, most: int) -> Text:
        """Return a text in both languages."""
        node = record.fields.get(key)
        if node is None or not self.has_keys(node, ("ja", "en")):
            return Text("", "")
        return Text(self.text(node, "ja", most), self.text(node, "en", most))

    def paragraphs(self, record: Node, key: str, code: str) -> tuple[str, ...]:
        """Return a text as paragraphs; a list in it is noted under the code, and empties the text."""
        text = self.text(record, key)
        if has_lists(text):
            self.error(record.fields[key], code)
            return ()
        return tuple(paragraph for (paragraph,) in blocks_of(text))

    def address(self, record: Node, key: str, may_be_empty: bool = False) -> str:
        """Return the address of a web page; empty where it is missing, and what was written where it is refused."""
        written = self.text(record, key, LONGEST_ADDRESS, may_be_empty)
        if written and not is_address(written):
            self.error(record.fields[key], "bad-address", written=quote(written))
        return written

    def date(self, record: Node, key: str) -> date | None:
        """Return a day, or None where it is missing, left empty or refused."""
        node = record.fields.get(key)
        if node is None or node.is_null:
            return None
        if node.kind is Kind.SCALAR and len(node.text) == len("2025-04-18"):
            try:
                return date.fromisoformat(node.text)
            except ValueError:
                pass
        self.error(node, "bad-date", written=quote(node.text))
        return None

    def id(self, record: Node, seen: dict[str, str], reserved: Collection[str] = ()) -> str:
        """Return an id that may stand in an address, and enter into what was `seen` the place where it stands."""
        written = self.text(record, "id")
        if not written:
            return written
        node = record.fields["id"]
        if not is_id(written):
            self.error(node, "bad-id", written=quote(written), most=LONGEST_ID)
        elif written in reserved:
            self.error(node, "reserved-id", written=written)
        if written in seen:
            self.error(node, "duplicate-id", written=quote(written), first=seen[written])
        else:
            seen[written] = f"{self.name}:{node.line}"
        return written

    def known(self, node: Node, kind: str, known: Collection[str]) -> str | None:
        """Return a word that must be one of the known, or None with the near miss noted."""
        written = self.word(node)
        if not written or written in known:
            return written or None
        self._refuse(node, written, known, "unknown", kind=KINDS[kind])
        return None

    def one_of(self, record: Node, key: str, known: Collection[str]) -> str:
        """Return the word under a key, which also names its kind; empty where it is missing or refused."""
        node = record.fields.get(key)
        return "" if node is None else self.known(node, key, known) or ""

    def _refuse(
        self, node: Node, written: str, known: Collection[str], code: str, under: Node | None = None, **fields: Text
    ) -> None:
        meant = nearest(written, known, {})
        named = ", ".join(list(known)[:MOST_NAMED]) + (" …" if len(known) > MOST_NAMED else "")
        place = f"{under.path}/{quote(written)}".lstrip("/") if under is not None else node.path
        line = node.key_line if under is not None else node.line
        full = f"{code}-near" if meant else code
        self.findings.add(self.name, line, place, full, written=quote(written), meant=meant, known=named, **fields)


def _root_of(path: Path, keys: frozenset[str], notes: Notes) -> Node | None:
    try:
        text = decode(read_bytes(path))
    except Refused as refusal:
        notes.error(refusal.line, "", refusal.code, **refusal.fields)
        return None
    return root_of(text, keys, notes)


def root_of(text: str, keys: frozenset[str], notes: Notes) -> Node | None:
    """Return the root of a text of YAML, or None with the reasons noted."""
    lines = split_lines(text)
    if not check_characters(lines, notes):
        return None
    root, trouble = read_nodes(text, notes)
    if trouble is not None:
        # Full-width slips are looked for only here: inside a text they are ordinary Japanese.
        slipped = check_punctuation(lines, keys, notes)
        note_troubles(trouble, lines, lambda part: read_nodes(part, Notes())[1], slipped, notes)
        return None
    return root
