"""Good banks and what can be done to them, for every test that needs one.

bank = a_bank()                                    two forms, three areas, two items an area, options of 0 to 3
bank = a_bank(cut=50, areas=6)                     any top-level key of the format, and the size
document = a_document(); document["items"][0]["weight"] = 2; bank = bank_of(document)
shipped_bank()                                     questions.yaml itself
"""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st

from quiz.bank.model import Bank
from quiz.bank.reading import examine_bytes, read_bank

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = ROOT / "questions.yaml"
GOOD = ROOT / "tests" / "banks" / "good.yaml"


@cache
def shipped_bank() -> Bank:
    """Return the bank that the product ships."""
    return read_bank(SHIPPED)


def a_bank(areas: int = 3, items_an_area: int = 2, options: int = 4, **changes: Any) -> Bank:
    """Return a good bank; `changes` replace top-level keys of its document."""
    return bank_of(a_document(areas, items_an_area, options, **changes))


def bank_of(document: dict[str, Any]) -> Bank:
    """Return the bank that a document says; AssertionError with the findings where it has errors."""
    report = examine_bytes(as_yaml(document).encode(), "bank.yaml")
    assert report.bank is not None, "\n".join(report.error_lines("en"))
    return report.bank


def as_yaml(document: Any) -> str:
    """Return a document as the YAML text of a bank."""
    return yaml.dump(document, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=10_000)


class _Plain(yaml.CSafeDumper):
    """Writes a value that stands in several places out in each, since banks have no aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def a_document(areas: int = 3, items_an_area: int = 2, options: int = 4, **changes: Any) -> dict[str, Any]:
    """Return a good bank as dicts and lists; the first item of each area is in `quick`, all are in `full`."""
    names = [f"area{number}" for number in range(1, areas + 1)]
    return {
        "id": "interview",
        "title": a_text("診断"),
        "lead": a_text("したことを選びます。"),
        "cut": 39,
        "forms": [
            {"id": "quick", "title": a_text("30秒版"), "seconds": 600, "standard_error": 11},
            {"id": "full", "title": a_text("しっかり版"), "seconds": 1200, "standard_error": 8},
        ],
        "bands": [
            a_band("start", 0, 39),
            a_band("underway", 40, 59),
            a_band("nearly", 60, 79),
            a_band("ready", 80, 100),
        ],
        "place_to_talk": {"title": a_text("相談先"), "text": a_text("相談できます。"), "url": ""},
        "topics": [{"id": "motivation", "title": a_text("志望動機")}],
        "areas": [an_area(name) for name in names],
        "items": [
            an_item(f"{area}-{number}", area, options, ["quick", "full"] if number == 1 else ["full"])
            for area in names
            for number in range(1, items_an_area + 1)
        ],
        **changes,
    }


def a_text(ja: str) -> dict[str, str]:
    """Return a pair of texts."""
    return {"ja": ja, "en": f"({ja})"}


def a_band(band_id: str, first: int, last: int) -> dict[str, Any]:
    """Return a band."""
    return {"id": band_id, "first": first, "last": last, "title": a_text(band_id), "message": a_text("一歩ずつ。")}


def an_area(area_id: str) -> dict[str, Any]:
    """Return an area."""
    texts = {key: a_text(area_id) for key in ("title", "short", "strength", "improvement", "evidence")}
    return {"id": area_id, **texts, "topics": ["motivation"]}


def an_item(
    item_id: str, area: str, options: int = 4, forms: list[str] | None = None, **changes: Any
) -> dict[str, Any]:
    """Return an item whose options have 0, 1, 2… points."""
    return {
        "id": item_id,
        "area": area,
        "forms": forms or ["quick", "full"],
        "text": {"ja": f"{item_id}は？", "en": f"{item_id}?"},
        "options": [an_option(points) for points in range(options)],
        **changes,
    }


def an_option(points: int) -> dict[str, Any]:
    """Return an option."""
    return {"id": f"p{points}", "points": points, "text": a_text(f"{points}回"), "next": a_text(f"{points + 1}回する")}


@st.composite
def banks(draw: st.DrawFn) -> Bank:
    """Draw good banks of every size, with weights, reversed items and uneven steps between rungs."""
    document = a_document(draw(st.integers(1, 4)), draw(st.integers(1, 3)), cut=draw(st.integers(0, 100)))
    for form in document["forms"]:
        form["standard_error"] = draw(st.integers(0, 50))
    for item in document["items"]:
        steps = draw(st.lists(st.integers(1, 9), min_size=1, max_size=6))
        points = [sum(steps[:count]) for count in range(len(steps) + 1)]
        item["options"] = [an_option(value) for value in points]
        item["weight"] = draw(st.integers(1, 5))
        if draw(st.booleans()):
            item["options"].reverse()
            item["reverse"] = True
    return bank_of(document)


@st.composite
def answered_banks(draw: st.DrawFn) -> tuple[Bank, str, dict[str, str]]:
    """Draw a bank, one of its forms, and answers to it."""
    bank = draw(banks())
    form = draw(st.sampled_from([form.id for form in bank.forms]))
    return bank, form, draw(answers_to(bank, form))


def answers_to(bank: Bank, form_id: str) -> st.SearchStrategy[dict[str, str]]:
    """Return a strategy of answers to a form."""
    return st.fixed_dictionaries(
        {item.id: st.sampled_from([option.id for option in item.options]) for item in bank.items_of(form_id)}
    )


def some_answers(bank: Bank, form_id: str, seed: int = 0) -> dict[str, str]:
    """Return answers that look random and are the same for the same seed."""
    chance = random.Random(seed)
    return {item.id: chance.choice(item.options).id for item in bank.items_of(form_id)}


def extreme_answers(bank: Bank, form_id: str, top: bool) -> dict[str, str]:
    """Return the answers with the most points in every item, or with the fewest."""
    choose = max if top else min
    return {item.id: choose(item.options, key=lambda option: option.points).id for item in bank.items_of(form_id)}
