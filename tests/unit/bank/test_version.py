"""A version changes with meaning and with wording, and with nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from quiz.bank.version import ALPHABET, VERSION_LENGTH
from tests.factories import a_bank, a_document, a_text, bank_of

Change = Callable[[dict[str, Any]], object]

MEANING: dict[str, Change] = {
    "cut": lambda bank: bank.update(cut=59),
    "bank id": lambda bank: bank.update(id="other"),
    "points": lambda bank: bank["items"][0]["options"][3].update(points=4),
    "weight": lambda bank: bank["items"][0].update(weight=2),
    "area of an item": lambda bank: bank["items"][1].update(area="area2"),
    "form of an item": lambda bank: bank["items"][1].update(forms=["quick", "full"]),
    "item id": lambda bank: bank["items"][0].update(id="renamed"),
    "option id": lambda bank: bank["items"][0]["options"][0].update(id="renamed"),
    "option removed": lambda bank: bank["items"][0]["options"].pop(),
    "item removed": lambda bank: bank["items"].pop(1),
    "order of items": lambda bank: bank["items"].reverse(),
    "standard error": lambda bank: bank["forms"][0].update(standard_error=9),
    "band": lambda bank: (bank["bands"][1].update(last=54), bank["bands"][2].update(first=55)),
    "Japanese question": lambda bank: bank["items"][0]["text"].update(ja="別の問い？"),
    "English question": lambda bank: bank["items"][0]["text"].update(en="Another?"),
    "Japanese option": lambda bank: bank["items"][0]["options"][0].update(text=a_text("別")),
}
ADVICE: dict[str, Change] = {
    "title": lambda bank: bank.update(title=a_text("別の題")),
    "lead": lambda bank: bank.update(lead=a_text("別の文。")),
    "next step": lambda bank: bank["items"][0]["options"][0].update(next=a_text("別の行動")),
    "band message": lambda bank: bank["bands"][0].update(message=a_text("別の言葉。")),
    "strength": lambda bank: bank["areas"][0].update(strength=a_text("別の強み。")),
    "improvement": lambda bank: bank["areas"][0].update(improvement=a_text("別の一歩。")),
    "evidence": lambda bank: bank["areas"][0].update(evidence=a_text("別の根拠。")),
    "place to talk": lambda bank: bank["place_to_talk"].update(text=a_text("別の場所。")),
    "promised seconds": lambda bank: bank["forms"][0].update(seconds=601),
    "words of a topic": lambda bank: bank["topics"][0].update(words=["志望理由"]),
    "attributes": lambda bank: bank.update(attributes=[{"id": "seminar", "title": a_text("講座コード")}]),
    "topics": lambda bank: bank["topics"].append({"id": "other", "title": a_text("別")}),
}


@pytest.mark.parametrize("change", MEANING.values(), ids=MEANING.keys())
def test_a_change_of_meaning_or_wording_changes_the_version(change: Change) -> None:
    document = a_document()
    change(document)
    assert bank_of(document).version != a_bank().version


@pytest.mark.parametrize("change", ADVICE.values(), ids=ADVICE.keys())
def test_a_change_of_advice_keeps_the_version(change: Change) -> None:
    document = a_document()
    change(document)
    changed = bank_of(document)
    assert changed.version == a_bank().version
    assert changed != a_bank()


def test_a_version_is_eight_characters_that_can_be_read_aloud() -> None:
    version = a_bank().version
    assert len(version) == VERSION_LENGTH
    assert set(version) <= set(ALPHABET)
    assert not set("ilou") & set(ALPHABET)
