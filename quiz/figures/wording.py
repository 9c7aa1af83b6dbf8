"""Figures in sentences: a template of words is filled in both languages at once."""

from __future__ import annotations

from collections.abc import Sequence

from quiz.bank.model import Text
from quiz.figures.table import Figure


def fill(text: Text, **parts: Text | str | int | float) -> Text:
    """Return a text whose places are filled, each part in its own language."""
    return Text(
        text.ja.format(**{name: _in(part, "ja") for name, part in parts.items()}),
        text.en.format(**{name: _in(part, "en") for name, part in parts.items()}),
    )


def percent(figure: Figure) -> Text:
    """Return a shown share in words: 24%, or 90%以上 where it is told from below only."""
    return Text(f"{figure.value}%以上", f"{figure.value}% or more") if figure.is_at_least else _same(f"{figure.value}%")


def quoted(text: Text) -> Text:
    """Return a text in quotation marks; those that it has itself become inner ones."""
    return Text(f"「{text.ja.replace('「', '『').replace('」', '』')}」", f"“{text.en}”")


def count(figure: Figure) -> str:
    """Return a shown count as it is read."""
    return f"{figure.value:,}"


def signed(figure: Figure) -> str:
    """Return a shown change as it is read, with its sign."""
    return f"{figure.value:+}".replace("-", "−")


def between(figure: Figure) -> Text:
    """Return the ends of a shown figure's interval."""
    return Text(f"{_read(figure.low)}〜{_read(figure.high)}", f"{_read(figure.low)} to {_read(figure.high)}")


def joined(*texts: Text) -> Text:
    """Return sentences as one text; those that say nothing are left out."""
    said = [text for text in texts if text.ja]
    return Text("".join(text.ja for text in said), " ".join(text.en for text in said))


def listed(texts: Sequence[Text]) -> Text:
    """Return names as one text; empty where there are none."""
    return Text("、".join(text.ja for text in texts), ", ".join(text.en for text in texts))


def _read(number: float | None) -> str:
    return f"{number}".replace("-", "−")


def _same(text: str) -> Text:
    return Text(text, text)


def _in(part: Text | str | int | float, language: str) -> str | int | float:
    return part[language] if isinstance(part, Text) else part
