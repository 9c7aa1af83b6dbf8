"""Consultations as pages."""

from __future__ import annotations

import pytest

from quiz.advice.model import Catalogue
from tests.client import PageClient


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_consultation_has_a_page(client: PageClient, catalogue: Catalogue, language: str) -> None:
    for consultation in catalogue.consultations:
        page = client.get(f"/qa/{consultation.id}" + ("?lang=en" if language == "en" else ""))
        assert consultation.title[language] in page.text
        for answer in consultation.answers:
            assert answer.advisor.name in page.text
        assert len(page.all("h3")) == len(consultation.answers)
        if language == "ja":
            assert f"{len(consultation.answers)}人のアドバイザーが回答しています" in page.text


def test_an_unknown_consultation_is_told_plainly(client: PageClient) -> None:
    assert "ページが見つかりません" in client.get("/qa/nothing", status=404).text
