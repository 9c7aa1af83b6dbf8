"""Browsers that somebody signed in with before.

    browsers = Browsers(limits)                                                 one a deployment
    keep_known(response, browsers.word_for(name), is_secure)                    after signing in
    browsers.word_of(name, environ)                                             that word, or nothing

Such a browser has waits of its own, so that strangers who try an account's name do not keep its owner out. Its word
lets nobody in, says nothing about who it is, and is good for one name alone.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from typing import Any

from werkzeug.http import parse_cookie
from werkzeug.wrappers import Response

from quiz.web.limits import Limits

COOKIE = "quiz-known"
PLACE = "/staff"
SECONDS = 180 * 86_400
"""As long as somebody may stay away whose browser is still known afterwards: a season, and the leave after it."""
LONGEST_WORD = 100
BETWEEN = "."


class Browsers:
    """The known browsers of one deployment; nothing is kept here."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits

    def word_for(self, name: str) -> str:
        """Make the word that a browser keeps which has just signed in under a name."""
        random = secrets.token_urlsafe(16)
        return f"{random}{BETWEEN}{self._proof(name, random)}"

    def word_of(self, name: str, environ: Mapping[str, Any]) -> str:
        """Return the word that came with a request, where it is ours and for this name; else nothing."""
        try:
            word = parse_cookie(environ.get("HTTP_COOKIE", "")).get(COOKIE, "")
        except UnicodeDecodeError:
            # Bytes that no browser keeps for us.
            return ""
        random, _, proof = word.partition(BETWEEN)
        is_ours = len(word) <= LONGEST_WORD and hmac.compare_digest(
            proof.encode("utf-8", "replace"), self._proof(name, random).encode()
        )
        return word if is_ours else ""

    def _proof(self, name: str, random: str) -> str:
        return self._limits.key("known-browser", f"{name}\n{random}")


def keep_known(response: Response, word: str, is_secure: bool) -> Response:
    """Let a browser keep its word."""
    parts = [f"{COOKIE}={word}", f"Path={PLACE}", "HttpOnly", "SameSite=Lax", f"Max-Age={SECONDS}"]
    response.headers.add("Set-Cookie", "; ".join([*parts, "Secure"] if is_secure else parts))
    return response
