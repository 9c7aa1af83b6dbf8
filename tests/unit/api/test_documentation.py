"""The API's document under the names that this deployment is called by."""

from __future__ import annotations

import json

import pytest
from flask import Flask

from quiz.api import documentation
from quiz.api.documentation import KEPT, Documentation
from quiz.api.openapi import openapi
from quiz.resources import static_folder
from quiz.web.assets import Assets
from quiz.web.rendering import Renderer
from tests.factories import shipped_bank


def test_invented_ports_are_named_and_cost_no_description_each(monkeypatch: pytest.MonkeyPatch) -> None:
    described: list[str] = []

    def describe(bank: object, origin: str, language: str) -> object:
        described.append(language)
        return openapi(shipped_bank(), origin, language)

    monkeypatch.setattr(documentation, "openapi", describe)
    shown = Documentation(shipped_bank(), Renderer(Assets(static_folder())), "")
    for port in range(8001, 8001 + 2 * KEPT):
        for language in ("ja", "en"):
            with Flask("api").test_request_context(f"/?lang={language}", base_url=f"http://a.example:{port}"):
                (server,) = json.loads(shown.document().get_data())["servers"]
                assert server == {"url": f"http://a.example:{port}/api/v1"}
                assert f"http://a.example:{port}/api/v1" in shown.page().get_data(as_text=True)
    assert sorted(described) == ["en", "ja"]
