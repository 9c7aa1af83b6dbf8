"""YAML text as a tree of nodes that know their line; nothing is resolved, nothing is constructed.

The parser's events are read one by one, so that nesting costs no stack (libyaml's own composer recurses and
takes the process down), and limits on depth and number hold before memory is spent. What a bank must not use
(anchors, tags, merge keys, repeated keys) is refused here, with its line.
"""

from __future__ import annotations

import yaml

from quiz.bank.characters import refusal_of
from quiz.bank.findings import Notes, code_point, quote
from quiz.bank.syntax import Trouble
from quiz.bank.tree import Kind, Node

DEEPEST = 16
MOST_VALUES = 200_000
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Stop(Exception):
    """Nothing more can be read; the reason is noted."""


def read_nodes(text: str, notes: Notes) -> tuple[Node | None, Trouble | None]:
    """Return the root of the only document, or the parser's trouble; a root of None where reading was refused."""
    try:
        return _Builder(notes).build(text), None
    except _Stop:
        return None, None
    except yaml.MarkedYAMLError as error:
        return None, _trouble(error)
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        # The pure Python parser lets errors of chr() through for impossible escapes.
        return None, Trouble(problem=str(error), line=0, column=0)


def _line_of(event: yaml.Event) -> int:
    mark = event.start_mark
    return mark.line + 1 if mark is not None else 1


def _trouble(error: yaml.MarkedYAMLError) -> Trouble:
    mark = error.problem_mark or error.context_mark
    return Trouble(
        problem=error.problem or "",
        line=mark.line if mark else 0,
        column=mark.column if mark else 0,
        context=error.context or "",
        context_line=error.context_mark.line if error.context_mark else -1,
        context_column=error.context_mark.column if error.context_mark else 0,
    )


class _Builder:
    """Builds the tree from events, with an explicit stack of open lists and records."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._root: Node | None = None
        self._open: list[Node] = []
        self._keys: list[tuple[str, int] | None] = []
        self._skipping = 0
        self._values = 0

    def build(self, text: str) -> Node | None:
        for event in yaml.parse(text, Loader=LOADER):
            match event:
                case yaml.ScalarEvent():
                    self._scalar(event)
                case yaml.MappingStartEvent():
                    self._start(event, Kind.RECORD)
                case yaml.SequenceStartEvent():
                    self._start(event, Kind.LIST)
                case yaml.CollectionEndEvent():
                    self._end()
                case yaml.AliasEvent():
                    self._alias(event)
                case yaml.DocumentStartEvent():
                    self._document(event)
        return self._root

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        line = _line_of(event)
        if self._root is not None:
            self._notes.error(line, "", "second-document")
            raise _Stop
        if event.version or event.tags:
            self._notes.error(line, "", "directive")

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        if self._skipping:
            return
        line = event.start_mark.line + 1  # type: ignore[union-attr]  # The parser always sets marks.
        is_refused = self._refuse_properties(event, line) if event.anchor or event.tag else False
        if self._keys and self._keys[-1] is None and self._open[-1].kind is Kind.RECORD:
            self._take_key(event.value, line)
            return
        node = Node(Kind.SCALAR, line, event.value, not event.style)
        node.is_refused = is_refused
        self._place(node)
        if event.style == '"' and not event.value.isprintable():
            self._refuse_escaped(node)

    def _start(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent, kind: Kind) -> None:
        line = _line_of(event)
        if self._skipping or self._awaits_key():
            if not self._skipping:
                self._notes.error(line, self._here(), "complex-key")
                self._open[-1].is_refused = True
            self._skipping += 1
            self._guard_depth(line)
            return
        node = Node(kind, line)
        if event.anchor or event.tag:
            node.is_refused = self._refuse_properties(event, line)
        self._place(node)
        self._open.append(node)
        self._keys.append(None)
        self._guard_depth(line)

    def _end(self) -> None:
        if not self._skipping:
            self._open.pop()
            self._keys.pop()
            return
        self._skipping -= 1
        if not self._skipping:
            self._keys[-1] = ("", 0)

    def _alias(self, event: yaml.AliasEvent) -> None:
        line = _line_of(event)
        self._notes.error(line, self._here(), "alias", name=quote(event.anchor or ""))
        if self._notes.is_full:
            raise _Stop
        if self._skipping:
            return
        if self._awaits_key():
            self._open[-1].is_refused = True
            self._keys[-1] = ("", line)
            return
        node = Node(Kind.SCALAR, line)
        node.is_refused = True
        self._place(node)

    def _refuse_properties(self, event: yaml.NodeEvent, line: int) -> bool:
        """Refuse anchor and tag; return whether the value itself is in doubt, as it is under a tag."""
        if event.anchor:
            self._notes.error(line, self._here(), "anchor", name=quote(event.anchor))
        tag = getattr(event, "tag", None)
        if tag:
            self._notes.error(line, self._here(), "tag", tag=quote(tag.replace("tag:yaml.org,2002:", "!!")))
        return bool(tag)

    def _refuse_escaped(self, node: Node) -> None:
        """Refuse characters that came in as escapes such as backslash u202e; written ones were refused before."""
        for character in dict.fromkeys(node.text):
            code = refusal_of(character)
            if code:
                self._notes.error(node.line, node.path, code, character=code_point(character))

    def _awaits_key(self) -> bool:
        return bool(self._open) and self._open[-1].kind is Kind.RECORD and self._keys[-1] is None

    def _take_key(self, key: str, line: int) -> None:
        record = self._open[-1]
        if key == "<<":
            self._notes.error(line, self._here(), "merge-key")
            record.is_refused = True
            key = ""
        elif key == "":
            self._notes.error(line, self._here(), "complex-key")
            record.is_refused = True
        elif key in record.fields:
            self._refuse_repeated(record, key, line)
            key = ""
        self._keys[-1] = (key, line)

    def _refuse_repeated(self, record: Node, key: str, line: int) -> None:
        """Refuse a key's second use; an entry's second id says that the next entry lost its dash, with all its keys."""
        if record.is_merged:
            return
        record.is_merged = key == "id" and record.parent is not None and record.parent.kind is Kind.LIST
        shown, first = quote(key), record.fields[key].key_line
        code = "missing-dash" if record.is_merged else "duplicate-key"
        self._notes.error(line, f"{self._here()}/{shown}".lstrip("/"), code, key=shown, first=first)

    def _place(self, node: Node) -> None:
        """Put a node where it belongs; under an empty key, which was refused, it is not kept."""
        self._values += 1
        if self._values > MOST_VALUES:
            self._notes.error(node.line, "", "too-many-values", limit=MOST_VALUES)
            raise _Stop
        if not self._open:
            self._root = node
            return
        parent = self._open[-1]
        node.parent = parent
        if parent.kind is Kind.LIST:
            node.place = len(parent.entries)
            parent.entries.append(node)
            return
        key, node.key_line = self._keys[-1] or ("", node.line)
        node.key = key or "?"
        self._keys[-1] = None
        if key:
            parent.fields[key] = node

    def _guard_depth(self, line: int) -> None:
        if len(self._open) + self._skipping > DEEPEST:
            self._notes.error(line, self._here(), "too-deep", limit=DEEPEST)
            raise _Stop

    def _here(self) -> str:
        """Return the way to the place that is being read."""
        if not self._open:
            return ""
        pending = self._keys[-1]
        step = pending[0] if pending else ""
        return "/".join(part for part in (self._open[-1].path, quote(step)) if part)
