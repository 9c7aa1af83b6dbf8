"""The style sheet and scripts: read once, named by their content, compressed when first asked for.

There is no build step. Sources stay readable; what is sent leaves out indentation and lines that hold only a
comment, which is safe because no script here has a line break inside a string (a test holds that). Brotli's
best quality takes some 20 ms a file, too long for the start, so the first reader of each file pays it, once a process.
"""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

from flask import Blueprint, Response, abort

from quiz.web.documents import BEST_QUALITY, Document, send

TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}
FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
FOR_STAFF = frozenset({"desk.css", "desk.js", "figures.css", "figures.js", "staff.css"})
"""What only pages behind a sign-in use; a test holds that no other page names one of them."""
_COMMENT_LINES = {
    ".css": re.compile(r"^\s*/\*.*?\*/\s*$", re.MULTILINE | re.DOTALL),
    ".js": re.compile(r"^\s*//.*$", re.MULTILINE),
}
_BREAKS = re.compile(r"\s*\n\s*")


def compact(source: str, kind: str) -> str:
    """Return a source of kind .css or .js without indentation, empty lines and lines of comment."""
    return _BREAKS.sub("\n", _COMMENT_LINES[kind].sub("", source)).strip() + "\n"


class Assets:
    """The files of one folder; `urls` maps a file's name to its address, which changes when its content does.

    Those that are left out are not served at all.
    """

    def __init__(self, folder: Path, left_out: frozenset[str] = frozenset()) -> None:
        self._bodies: dict[str, bytes] = {}
        self.urls: dict[str, str] = {}
        self._hashes: dict[str, str] = {}
        for path in sorted(folder.iterdir()):
            if path.suffix in TYPES and path.name not in left_out:
                body = compact(path.read_text(encoding="utf-8"), path.suffix).encode("utf-8")
                digest = blake2b(body, digest_size=4).hexdigest()
                self._bodies[path.name], self._hashes[path.name] = body, digest
                self.urls[path.name] = f"/static/{path.stem}.{digest}{path.suffix}"
        self._document = lru_cache(maxsize=64)(self._make_document)

    def blueprint(self) -> Blueprint:
        """Return the route of the files."""
        routes = Blueprint("assets", __name__)
        routes.add_url_rule("/static/<stem>.<digest>.<kind>", view_func=self.serve)
        return routes

    def serve(self, stem: str, digest: str, kind: str) -> Response:
        """Send a file.

        A page that a cache kept may name the content of yesterday. It gets today's, not to be kept under that
        name: a page without its style sheet would be worse than one with a newer.
        """
        name = f"{stem}.{kind}"
        if name not in self._bodies:
            abort(404)
        response = send(self._document(name, FOR_EVER if digest == self._hashes[name] else ASK_AGAIN))
        # A frame that is alone in its sandbox has no origin: to its modules this server is another site.
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    def _make_document(self, name: str, cache_control: str) -> Document:
        return Document(self._bodies[name], TYPES[Path(name).suffix], cache_control, BEST_QUALITY)
