"""The recipes as files: with the address of a test's product in the example's place, and bundled where they need it.

a_recipe("plain.html", product.address)     the text of integrations/examples/plain.html
bundled("react.jsx", folder)                the script of a page that uses the recipe of that kind
read_headers(text)                          what a `_headers` file says for every page
"""

from __future__ import annotations

import subprocess
from pathlib import Path

from tools.npm import INSTALLED

CHECKOUT = Path(__file__).resolve().parents[2]
EXAMPLES = CHECKOUT / "integrations/examples"
BESIDE = Path(__file__).parent / "npm"
PRODUCT = "https://shindan.example.jp"


def a_recipe(name: str, product: str) -> str:
    """Return the text of a recipe that shows this product."""
    text = (EXAMPLES / name).read_text(encoding="utf-8")
    assert PRODUCT in text
    return text.replace(PRODUCT, product)


def bundled(entry: str, folder: Path) -> str:
    """Return the script of a page, in one piece with what it imports."""
    out = folder / "bundle.js"
    command = ["node", *map(str, [BESIDE / "build.mjs", BESIDE / entry, out, CHECKOUT / INSTALLED])]
    told = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert told.returncode == 0 and not told.stderr, told.stderr
    return out.read_text(encoding="utf-8")


def read_headers(text: str) -> dict[str, str]:
    """Return the headers that a static host sends with every page."""
    first, *lines = text.strip().splitlines()
    assert first == "/*"
    pairs = (line.partition(":") for line in lines)
    return {name.strip(): value.strip() for name, _, value in pairs}
