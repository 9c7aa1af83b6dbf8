"""A Q&A site whose content a test may change, and consultations to publish there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from quiz.advice.model import Advisor, Answer, Catalogue, Consultation, Section, Source
from quiz.app import create_app
from quiz.bank.model import Text
from quiz.cli.prepare import prepare
from quiz.config import Settings
from quiz.store.handle import StoreHandle
from quiz.store.publishing.changes import Record
from tests.client import PageClient
from tests.deployments import ready

NOW = datetime(2100, 5, 1, 3, 0, tzinfo=UTC)
"""Later than the start that published what is shipped: what a test publishes is the newest."""


class Site:
    """A running site whose content a test may change; it is opened anew to see the change at once."""

    def __init__(self, var: Path, **environ: str) -> None:
        self.settings = Settings.from_environment({"QUIZ_VAR": str(ready(var)), **environ})
        self.prepared = prepare(self.settings)
        self.store = StoreHandle(self.settings)

    def close(self) -> None:
        self.store.close()

    def client(self) -> PageClient:
        shelf = self.store.shelf()
        assert shelf is not None
        return PageClient(create_app(self.settings, self.prepared.bank, shelf, self.store, clock=lambda: NOW))

    def publish(
        self, *consultations: Consultation, advisors: tuple[Advisor, ...] = (), is_external: bool = False
    ) -> None:
        publisher = self.store.publisher()
        records = [Record(one.id, one) for one in consultations]
        origin = "elsewhere" if is_external else "test"
        publisher.apply(publisher.compare(origin, records, advisors, is_external=is_external), NOW)
        publisher.reindex()


def a_consultation(catalogue: Catalogue, consultation_id: str = "test-one", **changes: Any) -> Consultation:
    values: dict[str, Any] = {
        "id": consultation_id,
        "title": Text("テストの質問ですか？", "A question?"),
        "area": "research",
        "topics": ("motivation",),
        "helps": (),
        "grade": "",
        "gender": "",
        "asked_on": None,
        "source": Source.ENTRY_FORM,
        "body": ("段落です。",),
        "answers": (Answer(catalogue.advisors[0], (Section("結論です", (("本文です。",),)),)),),
    }
    return Consultation(**{**values, **changes})


def texts(elements: Iterable[Element]) -> list[str]:
    return ["".join(element.itertext()) for element in elements]
