"""A document as a tree of nodes that know their line, their place and, once checked, their value."""

from __future__ import annotations

from enum import IntEnum

from quiz.bank.findings import quote

LONGEST_PATH = 6
"""Steps; the deepest place of a bank has as many, what lies deeper is lost anyway."""


class Kind(IntEnum):
    """What a node is in YAML."""

    SCALAR = 0
    LIST = 1
    RECORD = 2


class Node:
    """A value of the document with its line, from 1, and the way to it.

    `text` and `is_plain` belong to scalars (plain: without quotation marks), `entries` to lists, `fields` to
    records. `value` is filled in where the shape is checked, and stays None where the node was refused.
    `is_refused` marks a node of which a part was refused while reading: what it lacks is no finding of its own.
    `is_merged` marks an entry that swallowed the next one, whose keys are no findings of their own either.
    """

    __slots__ = (
        "entries",
        "fields",
        "is_merged",
        "is_plain",
        "is_refused",
        "key",
        "key_line",
        "kind",
        "line",
        "parent",
        "place",
        "text",
        "value",
    )

    def __init__(self, kind: Kind, line: int, text: str = "", is_plain: bool = False) -> None:
        self.kind = kind
        self.line = self.key_line = line
        self.text = text
        self.is_plain = is_plain
        self.entries: list[Node] = []
        self.fields: dict[str, Node] = {}
        self.parent: Node | None = None
        self.key = ""
        self.place = 0
        self.is_refused = False
        self.is_merged = False
        self.value: str | int | bool | None = None

    @property
    def is_null(self) -> bool:
        """Say whether nothing is written here, or what YAML 1.2 takes for nothing."""
        return self.is_plain and self.text in ("", "~", "null", "Null", "NULL")

    @property
    def path(self) -> str:
        """The way from the top, such as items/research-depth/text; an entry without an id has its place, from 1."""
        steps, node = [], self
        while node.parent is not None:
            steps.append(quote(node.key) or node.label)
            node = node.parent
        way = steps[::-1]
        return "/".join([*way[:LONGEST_PATH], "…"] if len(way) > LONGEST_PATH else way)

    def whole(self, key: str) -> int | None:
        """Return the whole number under a key, or None where it is missing or was refused."""
        child = self.fields.get(key)
        return child.value if child is not None and type(child.value) is int else None

    def word(self, key: str) -> str | None:
        """Return the id or text under a key, or None where it is missing or was refused."""
        child = self.fields.get(key)
        return child.value if child is not None and isinstance(child.value, str) else None

    def listed(self, key: str) -> list[Node]:
        """Return the entries of the list under a key; none where there is no list."""
        child = self.fields.get(key)
        return child.entries if child is not None else []

    @property
    def label(self) -> str:
        """The name of a list's entry: its id, else its place."""
        named = self.fields.get("id")
        return quote(named.text) if named is not None and named.text else f"#{self.place + 1}"
