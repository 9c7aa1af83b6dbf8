"""XML of strangers as a tree, read with expat: no entity is declared, nothing is fetched, nesting costs no stack."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from html.entities import html5
from xml.parsers import expat

DEEPEST = 200
MOST_ELEMENTS = 1_000_000


class BadXml(Exception):
    """The text is no XML that is read here; carries the message's code, the line and the problem."""

    def __init__(self, code: str, line: int = 1, problem: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.line = line
        self.problem = problem


@dataclass(slots=True)
class Element:
    """An element: `space` is the address of its namespace, `content` its texts and elements in their order."""

    space: str
    name: str
    attributes: dict[str, str]
    line: int
    content: list[Element | str] = field(default_factory=list)

    @property
    def children(self) -> list[Element]:
        """The elements right below."""
        return [part for part in self.content if isinstance(part, Element)]

    def named(self, *names: str) -> list[Element]:
        """Return the elements right below that have one of these names, in the order of the names."""
        return [child for name in names for child in self.children if child.name == name]

    @property
    def text(self) -> str:
        """All text below, without surrounding space."""
        parts: list[str] = []
        waiting: list[Element | str] = [self]
        while waiting:
            part = waiting.pop()
            if isinstance(part, str):
                parts.append(part)
            else:
                waiting.extend(reversed(part.content))
        return "".join(parts).strip()

    def markup(self) -> str:
        """Return what is inside as HTML, as XHTML stands in an Atom entry; attributes are left out."""
        parts: list[str] = []
        waiting: list[Element | str | tuple[str]] = list(reversed(self.content))
        while waiting:
            part = waiting.pop()
            if isinstance(part, tuple):
                parts.append(part[0])
            elif isinstance(part, str):
                parts.append(escape(part))
            else:
                parts.append(f"<{part.name}>")
                waiting.append((f"</{part.name}>",))
                waiting.extend(reversed(part.content))
        return "".join(parts)


def read_elements(text: str) -> Element:
    """Return the root of a document; BadXml where there is none."""
    builder = _Builder()
    parser = expat.ParserCreate("utf-8", namespace_separator=" ")
    parser.buffer_text = True
    # Feeds use names such as &nbsp; that no document type declares here; with this they are met below, not refused.
    parser.UseForeignDTD(True)
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.EntityDeclHandler = _refuse_entity
    parser.SkippedEntityHandler = builder.entity
    parser.StartElementHandler = lambda name, attributes: builder.start(name, attributes, parser.CurrentLineNumber)
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.characters
    try:
        parser.Parse(text.encode("utf-8", "replace"), True)
    except expat.ExpatError as error:
        raise BadXml("xml", error.lineno, expat.ErrorString(error.code) or "") from None
    except BadXml as refusal:
        raise BadXml(refusal.code, parser.CurrentLineNumber) from None
    if builder.root is None:
        raise BadXml("xml", 1, "no element found")
    return builder.root


def _refuse_entity(*_: object) -> None:
    raise BadXml("xml-entity")


class _Builder:
    """Builds the tree from events, with a stack of open elements."""

    def __init__(self) -> None:
        self.root: Element | None = None
        self._open: list[Element] = []
        self._count = 0

    def start(self, name: str, attributes: dict[str, str], line: int) -> None:
        self._count += 1
        if len(self._open) >= DEEPEST or self._count > MOST_ELEMENTS:
            raise BadXml("too-deep")
        space, _, local = name.rpartition(" ")
        element = Element(space, local, attributes, line)
        if self._open:
            self._open[-1].content.append(element)
        else:
            self.root = element
        self._open.append(element)

    def end(self, _: str) -> None:
        self._open.pop()

    def characters(self, text: str) -> None:
        self._open[-1].content.append(text)

    def entity(self, name: str, is_parameter: bool) -> None:
        if self._open and not is_parameter:
            self.characters(html5.get(f"{name};", f"&{name};"))
