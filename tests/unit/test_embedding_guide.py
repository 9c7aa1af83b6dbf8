"""The guide for site owners says what stands in the files that `make integrations` tries."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
GUIDE = CHECKOUT / "docs/guide/embedding.md"
TEXT = GUIDE.read_text(encoding="utf-8")
EXAMPLES = CHECKOUT / "integrations/examples"
BLOCKS = [block.strip().splitlines() for block in re.findall(r"^```\w*\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)]


@pytest.mark.parametrize(
    ("example", "lines"),
    [
        ("plain.html", 4),
        ("static-site/site.css", 6),
        ("static-site/_headers", 3),
        ("react/Diagnostic.jsx", 10),
        ("vue/Diagnostic.vue", 14),
        ("amp/index.html", 11),
    ],
)
def test_each_example_is_what_the_guide_shows_of_it(example: str, lines: int) -> None:
    written = {line.strip() for line in (EXAMPLES / example).read_text(encoding="utf-8").splitlines()}
    shown = [block for block in BLOCKS if all(line.strip() in written for line in block)]
    assert max(map(len, shown), default=0) >= lines


def test_every_example_is_tried() -> None:
    tried = "".join(file.read_text(encoding="utf-8") for file in (CHECKOUT / "tests/integrations").rglob("*.*"))
    names = [file.relative_to(EXAMPLES).as_posix() for file in EXAMPLES.rglob("*") if file.is_file()]
    assert names and [name for name in names if name not in tried] == []


def test_every_link_leads_somewhere() -> None:
    places = {place.partition("#")[0] for place in re.findall(r"\]\(([^)]+)\)", TEXT) if "://" not in place}
    assert [place for place in places if place and not (GUIDE.parent / place).exists()] == []
    headings = {
        re.sub(r"[^\w -]", "", line.lstrip("# ").lower()).replace(" ", "-")
        for line in TEXT.splitlines()
        if line[:1] == "#"
    }
    assert set(re.findall(r"\]\(#([^)]+)\)", TEXT)) <= headings
