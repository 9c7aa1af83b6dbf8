"""The script that draws charts: plotly.js, its basic bundle, as its makers publish it.

It is read and compressed when the first chart comes into somebody's view, and kept by browsers for ever: its address
holds its version.
"""

from __future__ import annotations

from functools import cache

from flask import Response

from quiz.resources import static_folder
from quiz.web.assets import FOR_EVER
from quiz.web.documents import Document, send

VERSION = "4.1.1"
"""That of the Python package's own bundle, whose checks our charts pass."""
ADDRESS = f"/staff/figures/plotly-{VERSION}.js"
FILE = f"plotly/plotly-basic-{VERSION}.min.js"
QUALITY = 9
"""Compresses in a twentieth of a second; the best takes more than one, and saves a twelfth."""
WINDOW = 22
"""4 MB see all of it."""


def serve_bundle() -> Response:
    """Send the script. It is public, like everything that is served as a file."""
    return send(_document())


@cache
def _document() -> Document:
    body = (static_folder() / FILE).read_bytes()
    return Document(body, "text/javascript; charset=utf-8", FOR_EVER, QUALITY, window=WINDOW)
