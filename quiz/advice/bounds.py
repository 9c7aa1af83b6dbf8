"""What may stand in a consultation: the longest texts, the ids that are taken, the addresses that lead somewhere.

Texts fit the columns that keep them and the line on a phone that shows them; who imports or edits obeys them too.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

LONGEST_ID = 64
LONGEST_TITLE = 300
"""Of a consultation or an article; a heading and the lead of a card are one such sentence too."""
LONGEST_NAME = 100
"""Of an advisor, of their title and affiliation, of a qualification."""
LONGEST_ATTRIBUTE = 40
"""Of the asker's grade and gender."""
LONGEST_ADDRESS = 2000

RESERVED = frozenset({"ask", "search", "advisors", "area", "topic", "feed"})
"""Words that follow `/qa/` in the addresses of other pages, so that no consultation may be called so."""

_ID = re.compile(rf"[a-z][a-z0-9-]{{0,{LONGEST_ID - 1}}}")


def is_id(written: str) -> bool:
    """Say whether a word may stand in an address as an id."""
    return _ID.fullmatch(written) is not None


def is_address(written: str) -> bool:
    """Say whether a text is the address of a web page: http or https, with a host, without a name or password."""
    if not written.isprintable() or any(character in ' "<>\\' for character in written):
        return False
    try:
        parts = urlsplit(written)
        # Reading the port is what checks it.
        return (
            parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc and parts.port != 0
        )
    except ValueError:
        return False
