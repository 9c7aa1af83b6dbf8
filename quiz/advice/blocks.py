"""Plain text as paragraphs and lists, the way an editor types it.

An empty line ends a paragraph. A line that begins with `- ` or `・` is the entry of a list; entries that follow
each other are one list. Lines of one paragraph are joined, with a space only between two Latin letters.
"""

from __future__ import annotations

from collections.abc import Iterator

BULLETS = ("- ", "・")


def blocks_of(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the blocks of a text: a paragraph has one line, a list the text of each of its entries."""
    return tuple(entries for _, entries in _runs(text) if entries)


def lonely_entries(text: str) -> tuple[str, ...]:
    """Return the entries that stand alone; without a neighbour they would read as a paragraph."""
    return tuple(entries[0] for is_list, entries in _runs(text) if is_list and len(entries) == 1)


def has_lists(text: str) -> bool:
    """Say whether any line is the entry of a list."""
    return any(is_list for is_list, _ in _runs(text))


def _runs(text: str) -> Iterator[tuple[bool, tuple[str, ...]]]:
    """Yield each block with whether it is a list."""
    is_list = False
    parts: list[str] = []
    for written in [*text.split("\n"), ""]:
        line = written.strip()
        bullet = next((bullet for bullet in BULLETS if line.startswith(bullet)), None)
        if parts and (not line or (is_list != bool(bullet) and not _continues(written, is_list))):
            yield is_list, tuple(part for part in parts if part)
            parts = []
        if not line:
            continue
        if bullet:
            is_list = True
            parts.append(line.removeprefix(bullet).strip())
        elif parts:
            parts[-1] = _joined(parts[-1], line)
        else:
            is_list = False
            parts.append(line)


def _continues(written: str, is_list: bool) -> bool:
    """Say whether an indented line goes on with the entry above it."""
    return is_list and written.startswith((" ", "\u3000"))


def _joined(before: str, after: str) -> str:
    return f"{before} {after}" if before and before[-1].isascii() and after[0].isascii() else before + after
