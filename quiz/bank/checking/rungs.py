"""Options are rungs: their points rise, or fall where the author says so, and no two read alike."""

from __future__ import annotations

from itertools import pairwise

from quiz.bank.findings import Notes
from quiz.bank.tree import Node


def check_rungs(document: Node, notes: Notes) -> None:
    """Note items whose options are no ladder, and what reads alike among options and among choices."""
    for item in document.listed("items"):
        _check_points(item, notes)
        _check_texts(item.listed("options"), "same-option", notes)
    for attribute in document.listed("attributes"):
        _check_texts(attribute.listed("choices"), "same-choice", notes)


def _check_points(item: Node, notes: Notes) -> None:
    options = item.listed("options")
    points = [option.whole("points") for option in options]
    is_reverse = item.fields["reverse"].value if "reverse" in item.fields else False
    if len(points) < 2 or any(value is None for value in points) or not isinstance(is_reverse, bool):
        return
    sure = [value for value in points if value is not None]
    if not any(sure):
        place = item.fields["options"]
        notes.error(place.key_line, place.path, "no-points")
    elif not is_reverse and _falls(sure):
        place = options[1].fields["points"]
        notes.error(place.line, place.path, "points-falling")
    elif is_reverse and _falls(sure[::-1]):
        place = item.fields["reverse"]
        notes.error(place.line, place.path, "points-rising-reversed")
    else:
        _check_steps(options, is_reverse, notes)
        if min(sure) > 0:
            lowest = options[-1 if is_reverse else 0].fields["points"]
            notes.warn(lowest.line, lowest.path, "lowest-points", points=min(sure))


def _falls(points: list[int]) -> bool:
    return all(before > after for before, after in pairwise(points))


def _check_steps(options: list[Node], is_reverse: bool, notes: Notes) -> None:
    code = "points-not-falling" if is_reverse else "points-not-rising"
    for before, after in pairwise(options):
        one, two = before.whole("points"), after.whole("points")
        if one is not None and two is not None and (one <= two if is_reverse else one >= two):
            place = after.fields["points"]
            notes.error(place.line, place.path, code, before=one, after=two)


def _check_texts(entries: list[Node], code: str, notes: Notes) -> None:
    for language in ("ja", "en"):
        first: dict[str, Node] = {}
        for option in entries:
            text = option.fields.get("text")
            words = text.word(language) if text is not None else None
            if text is None or words is None:
                continue
            folded = words.casefold()
            if folded in first:
                place = text.fields[language]
                notes.error(place.line, place.path, code, first=first[folded].label)
            first.setdefault(folded, option)
