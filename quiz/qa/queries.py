"""Read what an address of the Q&A site carries, so that bad input is a page that is not found, or cleaned text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from werkzeug.exceptions import NotFound

LONGEST_ID = 64
LONGEST_QUERY = 100
"""Characters of a search; nobody types more, and the rest of a pasted page finds nothing better."""
_PAGE = re.compile(r"[1-9][0-9]{0,5}", re.ASCII)


def readable(name: str) -> str:
    """Return an id as it stands in an address; NotFound where none can look so, before a store is asked for it."""
    if not name.isprintable() or len(name) > LONGEST_ID:
        raise NotFound()
    return name


def page_number(arguments: Mapping[str, str]) -> int:
    """Return the page of a list that an address names.

    NotFound where it names none: one page has one address, and a robot that counts on is told where the list ends.
    """
    written = arguments.get("page", "1")
    if not _PAGE.fullmatch(written):
        raise NotFound()
    return int(written)


def present(typed: str) -> str:
    """Return a search as it is used and shown again.

    Control characters, lone surrogates and marks that turn the direction of writing are left out, runs of spaces
    become one, and what is too long is cut.
    """
    shown = "".join(" " if character.isspace() else character for character in typed[: LONGEST_QUERY * 10])
    kept = "".join(character for character in shown if unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co"))
    return " ".join(kept.split())[:LONGEST_QUERY].rstrip()
