"""Words: every column says in both languages what it is called and what it means."""

from __future__ import annotations

import re

from quiz.bank.model import Text
from quiz.figures import words
from quiz.figures.columns import COLUMNS
from quiz.figures.table import Column

JAPANESE = re.compile(r"[\u3041-\u30ff\u4e00-\u9fff]")


def _texts() -> list[tuple[str, Text]]:
    tables = {name: value for name, value in vars(words).items() if name.isupper()}
    pairs = [(name, value) for name, value in tables.items() if isinstance(value, Text)]
    for name, value in tables.items():
        if isinstance(value, tuple):
            pairs += [(f"{name} {place}", text) for place, text in enumerate(value)]
        elif not isinstance(value, Text):
            pairs += [(f"{name} {key}", text) for key, text in value.items()]
    return pairs


def test_every_column_has_a_title_and_one_line_of_meaning_in_both_languages() -> None:
    for name, column in COLUMNS.items():
        assert column.id == name
        for language in ("ja", "en"):
            assert column.title[language] and column.meaning[language], name
            assert "\n" not in column.meaning[language]
            assert column.meaning[language].endswith(("。", ".")), name
        assert JAPANESE.search(column.title.ja) and JAPANESE.search(column.meaning.ja), name
        assert not JAPANESE.search(column.title.en + column.meaning.en), name


def test_no_two_columns_are_called_alike() -> None:
    for language in ("ja", "en"):
        titles = [column.title[language] for column in COLUMNS.values()]
        assert len(set(titles)) == len(titles)


def test_no_column_is_given_twice() -> None:
    from quiz.figures.columns import form, groups, items, places, students

    given = [
        column
        for room in (form, groups, items, places, students)
        for group in vars(room).values()
        if isinstance(group, tuple)
        for column in group
        if isinstance(column, Column)
    ]
    assert len(given) == len(COLUMNS)


def test_every_text_has_the_same_places_to_fill_in_both_languages() -> None:
    for name, text in _texts():
        assert set(re.findall(r"{(\w+)}", text.ja)) == set(re.findall(r"{(\w+)}", text.en)), name
        assert bool(text.ja) == bool(text.en), name
        assert not JAPANESE.search(text.en), name
