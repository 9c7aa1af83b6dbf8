"""The page about webhooks: its examples are what is sent, and its way to check a message works."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from time import time
from typing import Any

import pytest

from quiz.store.handle import StoreHandle
from quiz.webhooks.delivering import DELAYS, MOST_AT_ONCE
from quiz.webhooks.sending import SECONDS_EACH
from quiz.webhooks.signing import new_secret, signed
from tests.attempts import MOMENT, an_attempt
from tests.consultations import a_record, an_advisor
from tests.told_sites import SECRET, a_deliverer, a_site, receiving

PAGE = (Path(__file__).parents[3] / "docs" / "reference" / "webhooks.md").read_text(encoding="utf-8")
EXAMPLES = {example["type"]: example for example in map(json.loads, re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL))}


@pytest.fixture
def is_genuine() -> Callable[..., bool]:
    (program,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    names: dict[str, Any] = {}
    exec(compile(program, "webhooks.md", "exec"), names)  # noqa: S102 - it is what the page tells others to run.
    function: Callable[..., bool] = names["is_from_the_diagnostic"]
    return function


def shape(value: Any) -> Any:
    return {name: shape(part) for name, part in value.items()} if isinstance(value, dict) else type(value)


def test_what_is_sent_has_the_shape_of_the_examples_and_passes_their_check(
    store: StoreHandle, is_genuine: Callable[..., bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.time", MOMENT.timestamp)
    with receiving() as receiver:
        a_site(store, "blog", receiver.url)
        store.record(an_attempt(1, site="blog"))
        store.share(an_attempt(1).key, "blog", MOMENT)
        publisher = store.publisher()
        publisher.apply(publisher.compare("book", [a_record(1)], [an_advisor("advisor-a")]), MOMENT)
        a_deliverer(store).deliver_due()
    assert {got.document["type"] for got in receiver.got} == EXAMPLES.keys()
    for got in receiver.got:
        assert shape(got.document) == shape(EXAMPLES[got.document["type"]])
        assert is_genuine(SECRET, got.headers, got.body)


def test_what_is_forged_or_old_does_not_pass(is_genuine: Callable[..., bool]) -> None:
    secret, body, now = new_secret(), b'{"type":"attempt.completed"}', int(time())
    headers = signed(secret, "msg_1", now, body)
    assert is_genuine(secret, headers, body)
    several = {**headers, "webhook-signature": f"v1,AAAA {headers['webhook-signature']} v1a,BBBB"}
    assert is_genuine(secret, several, body)
    assert not is_genuine(new_secret(), headers, body)
    assert not is_genuine(secret, headers, body + b" ")
    assert not is_genuine(secret, {**headers, "webhook-id": "msg_2"}, body)
    assert not is_genuine(secret, {**headers, "webhook-timestamp": str(now + 1)}, body)
    assert not is_genuine(secret, signed(secret, "msg_1", now - 301, body), body)
    assert not is_genuine(secret, {}, body)


def test_the_figures_of_the_page_are_those_of_the_code() -> None:
    seconds = [delay.total_seconds() for delay in DELAYS]
    assert seconds == [10, 60, 5 * 60, 30 * 60, *(3600 * hours for hours in (2, 6, 12, 24))]
    assert "10 seconds, 1 minute, 5 minutes, 30 minutes, 2, 6, 12 and 24 hours" in PAGE
    assert f"within {SECONDS_EACH:.0f} seconds" in PAGE
    assert MOST_AT_ONCE == 8 and "to eight sites at the same time" in PAGE
