"""HTML of strangers as headed sections of paragraphs and lists.

nh3 throws away every element that is not among a few of structure, with scripts and styles whole, and all attributes.
What is left is read with a parser for HTML and becomes plain text in its structure; no markup is kept or stored.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import nh3
from selectolax.lexbor import LexborHTMLParser, LexborNode

from quiz.advice.blocks import blocks_of
from quiz.advice.model import Section
from quiz.importing.characters import without_bullet

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
LISTS = frozenset({"ul", "ol"})
BLOCKS = (
    HEADINGS | LISTS | {"p", "div", "li", "blockquote", "section", "article", "tr", "table", "dl", "dt", "dd", "pre"}
)
KEPT = set(BLOCKS | {"br", "td", "th", "tbody", "thead"})
EMPTIED = {"script", "style", "template", "noscript", "iframe", "object", "svg", "math", "textarea", "select", "title"}
DEEPEST = 1_000
"""Elements inside each other. Parsers need time by its square, and pages that people read have a hundred."""
LONGEST = 500_000
"""Characters of markup in one field; the longest answer that is kept has 20,000 without it."""
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)")
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_UNCLOSED = _VOID | {"p", "li", "dt", "dd", "option", "tr", "td", "th", "tbody", "thead"}
_LOOKS_LIKE_MARKUP = re.compile(r"<[A-Za-z/!][^<>]*>|&(?:[A-Za-z]{2,8}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_BREAK = "\x1e"
"""Between lines that the writer broke; control characters of the text itself are taken out before."""
_SOFT = re.compile(r"(.)[ \t\r\n\f]*\n[ \t\r\n\f]*(?=(.))", re.DOTALL)
_SPACES = re.compile(r"[ \t\u00a0]+")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")


def nests_too_deeply(text: str) -> bool:
    """Say whether elements that need an end are opened too often before they are closed."""
    depth, opened = 0, Counter[str]()
    for found in _TAG.finditer(text):
        name = found[2].lower()
        if found[1] and opened[name]:
            opened[name] -= 1
            depth -= 1
        elif not found[1] and name not in _UNCLOSED:
            opened[name] += 1
            depth += 1
            if depth > DEEPEST:
                return True
    return False


def sections_of(text: str) -> tuple[Section, ...]:
    """Return a text, HTML or plain, as sections; what stands before the first heading has none.

    HTML that is too long or nests too deeply to be an answer has none at all.
    """
    if not _LOOKS_LIKE_MARKUP.search(text):
        blocks = tuple(filter(None, map(_tidied, blocks_of(text))))
        return (Section("", blocks),) if blocks else ()
    if len(text) > LONGEST or nests_too_deeply(text):
        return ()
    cleaned = nh3.clean(
        _CONTROLS.sub("", text), tags=KEPT, clean_content_tags=EMPTIED, attributes={}, strip_comments=True
    )
    root = LexborHTMLParser(cleaned).body
    return _Sections().read(root) if root is not None else ()


def paragraphs_of(text: str) -> tuple[str, ...]:
    """Return a text, HTML or plain, as paragraphs; headings and entries of lists are paragraphs too."""
    lines: list[str] = []
    for section in sections_of(text):
        lines += [section.heading] if section.heading else []
        lines += [line for block in section.blocks for line in block]
    return tuple(lines)


def line_of(text: str) -> str:
    """Return a text, HTML or plain, as one line."""
    return one_line(" ".join(paragraphs_of(text))) if _LOOKS_LIKE_MARKUP.search(text) else one_line(text)


def one_line(text: str) -> str:
    """Return a text as one line without surrounding space."""
    return _SPACES.sub(" ", " ".join(text.split("\n"))).strip()


class _Sections:
    """Collects headings, paragraphs and entries while the tree is walked in the order of reading."""

    def __init__(self) -> None:
        self._sections: list[tuple[str, list[tuple[str, ...]]]] = [("", [])]
        self._inline: list[str] = []
        self._entries: list[str] | None = None

    def read(self, root: LexborNode) -> tuple[Section, ...]:
        for node, is_end in _walk(root):
            tag = node.tag or ""
            if tag == "-text":
                self._inline.append(_softened(node.text_content or ""))
            elif tag == "br":
                self._inline.append(_BREAK)
            elif tag in ("td", "th") and not is_end and "".join(self._inline).strip(f" {_BREAK}"):
                self._inline.append("：")
            elif tag in BLOCKS:
                self._boundary(tag, is_end)
        self._flush()
        self._end_list()
        return tuple(_without_bare_headings(self._sections))

    def _boundary(self, tag: str, is_end: bool) -> None:
        if is_end and tag in HEADINGS:
            heading = one_line(" ".join(self._lines()))
            self._end_list()
            if heading:
                self._sections.append((heading, []))
            return
        self._flush()
        if tag in LISTS:
            self._end_list()
            self._entries = None if is_end else []
        elif self._entries is None and tag == "li" and not is_end:
            self._entries = []

    def _flush(self) -> None:
        """End the paragraph or entry that is being read."""
        lines = self._lines()
        if not lines:
            return
        if self._entries is not None:
            self._entries.append(one_line(" ".join(lines)))
        else:
            self._sections[-1][1].extend((line,) for line in lines)

    def _lines(self) -> list[str]:
        """Return what was read since the last boundary, a line where the writer broke it."""
        text, self._inline = "".join(self._inline), []
        return [line for part in text.split(_BREAK) if (line := without_bullet(one_line(part)))]

    def _end_list(self) -> None:
        if self._entries:
            self._sections[-1][1].append(tuple(self._entries))
        self._entries = None


def _walk(root: LexborNode) -> Iterator[tuple[LexborNode, bool]]:
    """Yield every node below a root, elements also when they end; without recursion, since strangers nest deeply."""
    stack: list[tuple[LexborNode, bool]] = [(root, False)]
    while stack:
        node, is_end = stack.pop()
        yield node, is_end
        if is_end:
            continue
        if node.is_element_node:
            stack.append((node, True))
        child = node.last_child
        while child is not None:
            stack.append((child, False))
            child = child.prev


def _softened(text: str) -> str:
    """Return a text node with its line ends as a space between Latin letters, and as nothing in Japanese."""
    return _SOFT.sub(lambda found: found[1] + (" " if found[1].isascii() and found[2].isascii() else ""), text).replace(
        "\n", ""
    )


def _tidied(block: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(line for entry in block if (line := without_bullet(one_line(entry))))


def _without_bare_headings(sections: list[tuple[str, list[tuple[str, ...]]]]) -> Iterator[Section]:
    """Yield the sections; a heading with nothing below it becomes a paragraph of what stands before it."""
    kept: list[tuple[str, list[tuple[str, ...]]]] = []
    for heading, blocks in sections:
        if heading and not blocks:
            if not kept:
                kept.append(("", []))
            kept[-1][1].append((heading,))
        elif blocks:
            kept.append((heading, blocks))
    return (Section(heading, tuple(blocks)) for heading, blocks in kept)
