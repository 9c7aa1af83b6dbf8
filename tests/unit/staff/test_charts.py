"""Charts: each is a figure that plotly's own checks accept, and holds nothing that would need an inline style."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from plotly import graph_objects
from plotly.offline import get_plotlyjs_version

from quiz.figures.table import Figure
from quiz.resources import static_folder
from quiz.staff import chart_bars
from quiz.staff.chart_parts import foot
from quiz.staff.dashboards import drawn
from quiz.staff.dashboards.bundle import FILE, VERSION
from tests.figures import Answered, a_figure_room

TOKEN = re.compile(r"--[a-z0-9-]+")
LANGUAGES = ("ja", "en")
PUBLISHED = "99784e3abfb07b142a15e521a439e6d9addceadb3f79553fd24c72774f0649ba"
"""Of the file in the npm package plotly.js-basic-dist-min."""


def answered() -> list[Answered]:
    """Return answers of two years, two sites and three grades."""
    found = []
    for number in range(360):
        first = number % 4
        options = (first, (first + number // 7) % 4, min(3, first + number % 2))
        day = f"202{5 + number % 2}-0{4 + number % 3}-{1 + number % 28:02}"
        told = {"grade": ("y3", "y4", "master")[number % 3]}
        found.append(Answered(options, day=day, site=("campus", "blog")[number % 2], told=told))
    found += [Answered((2, 2, 2), before=30 + number % 20) for number in range(40)]
    return found


def every_chart(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    room = a_figure_room(folder, answered())
    selection = room.selection({})
    item = room.item(selection, next(iter(room.items(selection).items)).id)
    assert item is not None
    for language in LANGUAGES:
        for name, made in (
            ("overview", drawn.overview(room.overview(selection), language)),
            ("steps", drawn.steps(room.steps(selection, "grade"), language)),
            ("cohorts", drawn.cohorts(room.cohorts(selection, "grade"), language)),
            ("item", drawn.item(item, language)),
            ("report", drawn.report(room.report(selection), language)),
        ):
            for part, chart in made.items():
                yield f"{name}/{part}/{language}", chart
        yield "shares", chart_bars.shares([("一", Figure(40, 30, 50)), ("二", Figure())], language)
        yield "shares", chart_bars.shares([("一", Figure(90, is_at_least=True))], language)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, dict[str, Any]]]:
    return list(every_chart(tmp_path_factory.mktemp("charts")))


def painted(value: Any) -> Any:
    """Put a colour where a token stands, as the browser does."""
    if isinstance(value, str):
        return ("sans-serif" if value == "--family" else "#075e63") if TOKEN.fullmatch(value) else value
    if isinstance(value, list):
        return [painted(part) for part in value]
    return {name: painted(part) for name, part in value.items()} if isinstance(value, dict) else value


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings(part)


def test_plotly_accepts_every_chart(made: list[tuple[str, dict[str, Any]]]) -> None:
    kinds = {name.split("/")[1] for name, _ in made if "/" in name}
    assert {"distribution", "areas", "trend", "cohorts", "retakes", "rungs"} <= kinds
    for name, chart in made:
        figure = graph_objects.Figure(painted(chart))
        assert figure.data, name


def test_plotly_refuses_what_no_chart_has(made: list[tuple[str, dict[str, Any]]]) -> None:
    chart = painted(made[0][1])
    chart["layout"]["gap"] = 1
    with pytest.raises(ValueError, match="gap"):
        graph_objects.Figure(chart)


def test_no_text_asks_for_a_style_and_every_colour_is_a_token_of_the_sheet(
    made: list[tuple[str, dict[str, Any]]],
) -> None:
    sheets = [(static_folder() / name).read_text(encoding="utf-8") for name in ("main.css", "figures.css")]
    defined = {found for sheet in sheets for found in re.findall(r"(--[a-z0-9-]+):", sheet)}
    for name, chart in made:
        for text in strings(chart):
            assert not re.search(r"<(?!br>|extra>|/extra>)", text), (name, text)
            assert not text.startswith("--") or text in defined, (name, text)
            assert not re.search(r"#[0-9a-f]{3,6}\b", text), (name, text)


def test_the_script_that_draws_is_of_the_version_that_checks() -> None:
    assert get_plotlyjs_version() == VERSION
    body = (static_folder() / FILE).read_bytes()
    assert f"plotly.js (basic - minified) v{VERSION}".encode() in body[:200]
    assert sha256(body).hexdigest() == PUBLISHED, "the file differs from the one that its makers publish"
    assert "MIT License" in (static_folder() / "plotly/LICENSE").read_text(encoding="utf-8")


@pytest.mark.parametrize(("at", "anchor"), [(2, "left"), (-1, "right")])
def test_a_text_at_the_foot_stands_on_the_side_away_from_zero(at: int, anchor: str) -> None:
    assert foot(at, "x", "--warm")["xanchor"] == anchor
