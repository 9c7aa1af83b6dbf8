"""Axe inside one frame, whatever the page around it is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Frame

from tests.browser.embedding.visitor import Visitor
from tests.browser.test_looks import RULES

SOURCE = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js"))
# Frames within are looked at by themselves: one of another origin answers nobody.
RUN = "rules => axe.run(document, { iframes: false, preload: false, ...rules })"


def assert_clean(reader: Visitor, frame: Frame) -> None:
    """Let axe look at the document of a frame as it stands, once nothing moves any more."""
    before = len(reader.complaints)
    frame.evaluate("() => Promise.all(document.getAnimations().map(animation => animation.finished))")
    # Not as a script of the page, which its policy would forbid.
    frame.evaluate(f"() => {{ {SOURCE.read_text(encoding='utf-8')} }}")
    found: list[dict[str, Any]] = frame.evaluate(RUN, RULES)["violations"]
    # It tries styles of its own, which the policy refuses.
    del reader.complaints[before:]
    told = [(rule["id"], [node["html"][:200] for node in rule["nodes"]]) for rule in found]
    assert not found, json.dumps(told, ensure_ascii=False, indent=1)
