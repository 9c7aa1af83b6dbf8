"""Which colours can be read."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.embed.colour import GROUNDS, contrast, unreadable
from quiz.embed.wanted import ACCENT
from quiz.resources import static_folder

colours = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


def test_black_on_white_has_the_contrast_that_the_rule_names() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    # The lightest grey that may stand on white, by the rule's own examples.
    assert contrast("#767676", "#ffffff") > 4.5 > contrast("#777777", "#ffffff")


@given(colours, colours)
def test_contrast_has_no_order_and_its_bounds(one: str, other: str) -> None:
    assert 1 <= contrast(one, other) == contrast(other, one) <= 21.01


def test_a_colour_is_told_where_it_is_hard_to_read() -> None:
    assert unreadable(ACCENT, "light") == ()
    assert unreadable(ACCENT, "auto") == ("dark",)
    assert unreadable("#ffffff", "auto") == ("light",)
    assert unreadable("#ffffff", "dark") == ()


def test_the_grounds_are_those_of_the_style_sheet() -> None:
    sheet = (static_folder() / "main.css").read_text(encoding="utf-8")
    pages = re.findall(r"--page: (#\w+);", sheet)
    cards = [re.sub(r"^#(.)(.)(.)$", r"#\1\1\2\2\3\3", card) for card in re.findall(r"--card: (#\w+);", sheet)]
    assert list(GROUNDS.values()) == list(zip(pages, cards, strict=True))
