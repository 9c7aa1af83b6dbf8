"""What the page of the record shows, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from quiz.clock import JAPAN
from quiz.store.staff.audited import KEPT, Kind, Leaf, Wanted

BASE = "/staff/audit"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that somebody did; the moment is one in Japan. Without a name a command on the machine did it."""

    day: str
    time: str
    name: str
    kind: str
    detail: str


@dataclass(frozen=True, slots=True)
class RecordPage:
    """Some of the record, newest first; `older` leads on, or is empty."""

    lines: tuple[Line, ...]
    name: str
    kind: str
    kinds: tuple[str, ...]
    names: tuple[str, ...]
    older: str
    newest: str
    is_newest: bool
    days: int
    lang: str
    back: str
    other_language: str


def record_page(language: str, leaf: Leaf, wanted: Wanted, names: tuple[str, ...]) -> RecordPage:
    """Build the page of the record."""
    kind = wanted.kind.value if wanted.kind else ""
    lang = "en" if language == "en" else ""
    kept = {"name": wanted.name, "kind": kind, "lang": lang}
    here = {**kept, "before": str(wanted.before or "")}
    return RecordPage(
        lines=tuple(
            Line(
                f"{entry.moment.astimezone(JAPAN):%Y-%m-%d}",
                f"{entry.moment.astimezone(JAPAN):%H:%M:%S}",
                entry.name,
                entry.kind.value,
                entry.detail,
            )
            for entry in leaf.entries
        ),
        name=wanted.name,
        kind=kind,
        kinds=tuple(one.value for one in Kind),
        names=names,
        older=_address({**kept, "before": str(leaf.next_before)}) if leaf.next_before else "",
        newest=_address(kept),
        is_newest=wanted.before is None,
        days=KEPT.days,
        lang=lang,
        back=f"/staff/{'?lang=en' if lang else ''}",
        other_language=_address({**here, "lang": "" if lang else "en"}),
    )


def _address(arguments: dict[str, str]) -> str:
    query = urlencode({name: value for name, value in arguments.items() if value})
    return f"{BASE}?{query}" if query else BASE
