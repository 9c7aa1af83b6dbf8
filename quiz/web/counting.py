"""Who is counted: a person who follows our own link, and who has not asked to be left alone."""

from __future__ import annotations

import re
from functools import lru_cache

from flask import request

ROBOTS = re.compile(
    r"bot|crawl|spider|slurp|preview|scan|monitor|headless|lighthouse|facebookexternalhit|^curl|^wget|python|java/|go-http",
    re.IGNORECASE,
)


def is_counted() -> bool:
    """Say whether this request is that of a person who may be counted.

    Robots are not, nor browsers that look ahead or say that they do not want to be followed, nor requests that come
    from another site: what they follow is not our recommendation.
    """
    environ = request.environ
    if request.method != "GET" or is_robot(environ.get("HTTP_USER_AGENT", "")[:300]):
        return False
    if environ.get("HTTP_SEC_GPC") == "1" or environ.get("HTTP_DNT") == "1":
        return False
    purpose = environ.get("HTTP_SEC_PURPOSE", "") + environ.get("HTTP_PURPOSE", "")
    return "prefetch" not in purpose and environ.get("HTTP_SEC_FETCH_SITE", "same-origin") != "cross-site"


@lru_cache(maxsize=256)
def is_robot(agent: str) -> bool:
    """Say whether a User-Agent names a program; one that says nothing is none of a browser."""
    return not agent or ROBOTS.search(agent) is not None
