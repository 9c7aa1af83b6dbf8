"""Charts for plotly.js, made from what a sheet shows and nothing else.

A chart is a plain dictionary in the form that plotly's own `Figure` checks (a test does): building it takes a
tenth of a millisecond, where importing plotly takes a fifth of a second and 34 MB of every process.

    {"data": [...], "layout": {...}}           colours are names of tokens, such as `--accent`

The browser puts the colours of its scheme in place of the names, and those of paper when it prints. Texts are
escaped, since plotly reads a few tags in them, and none is bold: a style attribute is what the policy of these pages
refuses.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quiz.bank.model import Text
from quiz.figures.sheet import AreaLine, Bar, CohortLine, ContentLine, Retakes, RungShare, Week
from quiz.staff.chart_bars import ROW_PX, shares, stacked
from quiz.staff.chart_parts import (
    ACCENT,
    LINE,
    SOFT,
    WARM,
    ZONE,
    Chart,
    around,
    axis_of,
    band,
    corner,
    dots_of,
    foot,
    heading,
    label_at_end,
    last_of,
    layout_of,
    line_of,
    note,
    numbers_of,
    percent,
    plain,
    stroke,
)
from quiz.staff.chart_words import (
    ABOVE,
    BEFORE,
    BELOW,
    BY_ITSELF,
    CHANGE,
    CUT,
    FAIR,
    FLAGGED,
    GREY,
    MEAN,
    NOTICEABLE,
    POINTS,
    ROOM,
    STRENGTH,
    THIS_YEAR,
)

STACK = ("--rung-1", "--rung-2", "--rung-3", "--rung-4")
ON_STACK = ("--on-rung-1", "--on-rung-2", "--on-rung-3", "--on-rung-4")
"""One hue from pale to deep, and what is legible on each."""


def distribution(bars: Sequence[Bar], cut: int, grey: tuple[int, int], language: str) -> Chart:
    """Draw the shares of students by score, with the cut score and the grey zone."""
    told = [bar for bar in bars if bar.share.is_shown]
    trace = {
        "type": "bar",
        "x": [(bar.first + bar.last) / 2 for bar in told],
        "y": [bar.share.value for bar in told],
        "width": [bar.last - bar.first + 0.6 for bar in told],
        "marker": {"color": [WARM if bar.is_flagged else ACCENT for bar in told]},
        "text": [percent(bar.share, language) for bar in told],
        "textposition": "outside",
        "cliponaxis": False,
        "hovertext": [f"{_scores(bar, language)}<br>{percent(bar.share, language)}" for bar in told],
        "hoverinfo": "text",
    }
    layout = layout_of(320, {"t": 56, "r": 8, "b": 40, "l": 8})
    layout["xaxis"] = axis_of(range=[-1, 101], tickvals=[0, 20, 40, 60, 80, 100])
    highest = max((bar.share.value or 0 for bar in told), default=0)
    layout["yaxis"] = axis_of(visible=False, range=[0, highest * 1.15])
    layout["shapes"] = [band("x", grey[0] - 0.5, grey[1] + 0.5, ZONE), stroke("x", cut + 0.5, WARM)]
    layout["annotations"] = [
        note(cut + 0.5, CUT[language].format(cut=cut), WARM, yshift=20),
        note((grey[0] + grey[1]) / 2, GREY[language], SOFT, yshift=2),
    ]
    return {"data": [trace], "layout": layout}


def areas(lines: Sequence[AreaLine], language: str) -> Chart:
    """Draw each area's levels as one bar of three parts."""
    names = (ROOM[language], FAIR[language], STRENGTH[language])
    rows = [
        (line.short[language], tuple(zip(names, (line.room, line.fair, line.strength), strict=True))) for line in lines
    ]
    chart = stacked(rows, language, STACK[0:1] + STACK[1:2] + STACK[3:4], ON_STACK[0:1] + ON_STACK[1:2] + ON_STACK[3:4])
    chart["layout"]["margin"]["t"] = 32
    chart["layout"]["height"] += 24
    chart["layout"]["annotations"] = [
        corner(0.0, "left", names[0]),
        corner(0.6, "center", names[1]),
        corner(1.0, "right", names[2]),
    ]
    return chart


def rungs(rows: Iterable[tuple[Text, Sequence[RungShare]]], language: str) -> Chart:
    """Draw the shares of an item's rungs, one bar a group, from the lowest rung on."""
    return stacked(
        [
            (title[language], tuple((rung.text[language], rung.share) for rung in rungs_of_row))
            for title, rungs_of_row in rows
        ],
        language,
        STACK,
        ON_STACK,
    )


def trend(weeks: Sequence[Week], language: str) -> Chart:
    """Draw mean and flagged share by week, each beside the year before."""
    days = [week.first_day for week in weeks]
    data: list[Chart] = []
    annotations: list[Chart] = []
    for axis, title, now, before, colour, unit in (
        ("y", MEAN, [week.mean for week in weeks], [week.mean_before for week in weeks], ACCENT, POINTS[language]),
        ("y2", FLAGGED, [week.flagged for week in weeks], [week.flagged_before for week in weeks], WARM, "%"),
    ):
        data.append(line_of(days, before, axis, BEFORE[language], SOFT, "dot", unit))
        data.append(line_of(days, now, axis, THIS_YEAR[language], colour, "solid", unit))
        # The higher label stands above its line and the lower below: the two would meet where the years do.
        is_higher = last_of(now) >= last_of(before)
        annotations += label_at_end(days, before, axis, BEFORE[language], SOFT, is_above=not is_higher)
        annotations += label_at_end(days, now, axis, THIS_YEAR[language], colour, is_above=is_higher)
        annotations.append(heading(axis, title[language]))
    layout = layout_of(400, {"t": 32, "r": 64, "b": 32, "l": 36})
    layout["xaxis"] = axis_of(
        type="date",
        anchor="y2",
        showgrid=False,
        range=[days[0], days[-1]],
        tickformat="%-m/%-d" if language == "ja" else "%-d %b",
        nticks=5,
        tickangle=0,
    )
    layout["yaxis"] = axis_of(domain=[0.58, 1.0], nticks=4)
    layout["yaxis2"] = axis_of(domain=[0.0, 0.42], nticks=4, rangemode="tozero", ticksuffix="%")
    layout["annotations"] = annotations
    return {"data": data, "layout": layout}


def cohorts(lines: Sequence[CohortLine], language: str) -> Chart:
    """Draw the mean of each group with its interval, beside the flagged share with its own."""
    names = [plain(line.title[language]) for line in lines]
    data = [
        dots_of(names, [line.mean for line in lines], "x", ACCENT, POINTS[language], language),
        dots_of(names, [line.flagged for line in lines], "x2", WARM, "%", language),
    ]
    layout = layout_of(ROW_PX * len(lines) + 88, {"t": 36, "r": 16, "b": 36, "l": 8})
    means, flagged = [line.mean for line in lines], [line.flagged for line in lines]
    layout["xaxis"] = axis_of(domain=[0, 0.44], range=around(means), nticks=4, tickangle=0)
    layout["xaxis2"] = axis_of(domain=[0.56, 1.0], range=around(flagged), nticks=4, tickangle=0, ticksuffix="%")
    layout["yaxis"] = axis_of(autorange="reversed", automargin=True, ticksuffix="  ", type="category")
    layout["annotations"] = [
        corner(0.0, "left", MEAN[language]),
        corner(0.56, "left", FLAGGED[language]),
    ]
    return {"data": data, "layout": layout}


def change(retakes: Retakes, language: str) -> Chart:
    """Draw the mean change of matched retakes over the corridor within which nothing can be said of one person.

    A dotted line is where it would be by chance alone.
    """
    corridor = float(retakes.corridor.value or 0)
    reach = max([corridor, *(abs(float(n)) for n in numbers_of(retakes.change))]) * 1.25
    layout = layout_of(152, {"t": 36, "r": 16, "b": 36, "l": 16})
    layout["xaxis"] = axis_of(range=[-reach, reach], nticks=7)
    layout["yaxis"] = axis_of(visible=False, range=[-1, 1])
    layout["shapes"] = [band("x", -corridor, corridor, LINE), stroke("x", 0, SOFT)]
    layout["annotations"] = [note(0, NOTICEABLE[language], SOFT, yshift=4)]
    dots = dots_of([""], [retakes.change], "x", ACCENT, POINTS[language], language)
    dots["y"] = [0]
    dots["hovertext"] = [f"{CHANGE[language]}<br>{dots['hovertext'][0]}"]
    if retakes.by_itself.value:
        layout["shapes"].append(stroke("x", retakes.by_itself.value, WARM, dash="dot"))
        layout["annotations"].append(foot(retakes.by_itself.value, BY_ITSELF[language], WARM))
    return {"data": [dots], "layout": layout}


def rates(lines: Sequence[ContentLine], language: str) -> Chart:
    """Draw how often what was shown was followed, a bar a line."""
    return shares([(line.title[language], line.rate) for line in lines], language)


def _scores(bar: Bar, language: str) -> str:
    words = f"{bar.first}" if bar.first == bar.last else f"{bar.first}–{bar.last}"
    return f"{words}{POINTS[language]}" + (f" · {(BELOW if bar.is_flagged else ABOVE)[language]}")
