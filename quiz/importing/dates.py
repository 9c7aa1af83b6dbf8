"""Days as publishers write them."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from email.utils import parsedate_to_datetime

_DAY = re.compile(r"([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})(?:日|$|[T \u3000].*)")


def read_day(written: str) -> date | None:
    """Return a day such as 2025-04-18, 2025/4/18, 2025年4月18日, or that of a moment; None where it is no day."""
    text = unicodedata.normalize("NFKC", written).strip()
    found = _DAY.match(text)
    try:
        if found:
            return date(int(found[1]), int(found[2]), int(found[3]))
        return parsedate_to_datetime(text).date() if len(text) < 60 else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
