"""The guide about importing names what the readers know."""

from __future__ import annotations

import re
from pathlib import Path

from quiz.importing.fields import LONGEST_ANSWER, LONGEST_BODY
from quiz.importing.messages import MENDED, REFUSED
from quiz.importing.tables import COLUMNS

GUIDE = (Path(__file__).parents[3] / "docs" / "guide" / "importing.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| ([^|]+) \| ([^|]*) \|.*\|$", GUIDE, re.MULTILINE)


def test_every_name_of_every_column_is_in_the_guide_and_no_other() -> None:
    documented = {frozenset([first, *others.split(", ")]) for first, others in ROWS}
    known = {frozenset(names) for names in COLUMNS.values()}
    assert known <= documented
    assert {row for row in documented if row & {name for names in COLUMNS.values() for name in names}} == known


def test_the_limits_are_those_of_the_guide() -> None:
    assert f"{LONGEST_BODY:,}文字まで" in GUIDE and f"{LONGEST_ANSWER:,}文字まで" in GUIDE


def test_every_message_says_what_is_wrong_and_what_to_do_in_both_languages() -> None:
    for code, message in {**REFUSED, **MENDED}.items():
        fields = [set(re.findall(r"{(\w+)", text)) for text in (message.ja, message.en)]
        assert fields[0] >= fields[1], code
        assert "; " in message.ja or code == "unknown-source", code
