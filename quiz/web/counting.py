"""Who is counted: a person who follows our own link, and who has not asked to be left alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from flask import request

from quiz.web.headers import FRAMED

FROM_FRAME = "from=frame"
"""Behind the way out of a page that stands in a frame."""
ROBOTS = re.compile(
    r"bot|crawl|spider|slurp|preview|scan|monitor|headless|lighthouse|facebookexternalhit|^curl|^wget|python|java/|go-http",
    re.IGNORECASE,
)


def is_counted() -> bool:
    """Say whether this request is that of a person who may be counted.

    Robots are not, nor browsers that look ahead or say that they do not want to be followed, nor requests that come
    from another site: what they follow is not our recommendation. A frame of ours may have no origin, so that a
    browser calls even its requests foreign.
    """
    environ = request.environ
    if request.method != "GET" or _is_left_alone(environ):
        return False
    purpose = environ.get("HTTP_SEC_PURPOSE", "") + environ.get("HTTP_PURPOSE", "")
    is_foreign = environ.get("HTTP_SEC_FETCH_SITE", "same-origin") == "cross-site"
    return "prefetch" not in purpose and (not is_foreign or _is_from_our_frame(environ))


def is_counted_note() -> bool:
    """Say whether this note, which a page sends in passing, is that of a page of ours and of somebody who is counted.

    A frame of ours may have no origin: then it names none, and no address that it comes from.
    """
    environ = request.environ
    is_foreign = environ.get("HTTP_SEC_FETCH_SITE", "same-origin") != "same-origin"
    is_ours = not is_foreign or (environ.get("HTTP_ORIGIN") == "null" and not environ.get("HTTP_REFERER"))
    return is_ours and not _is_left_alone(environ)


def _is_left_alone(environ: Mapping[str, str]) -> bool:
    """Say whether it is a robot that asks, or somebody who does not want to be followed."""
    is_unwilling = environ.get("HTTP_SEC_GPC") == "1" or environ.get("HTTP_DNT") == "1"
    return is_unwilling or is_robot(environ.get("HTTP_USER_AGENT", "")[:300])


def _is_from_our_frame(environ: Mapping[str, str]) -> bool:
    """Say whether a request that a browser calls foreign is that of a frame of ours: the next page, or a way out.

    Our pages send no Referer; another site that links here, or shows one of our pages, usually does. A picture or a
    frame of its own that loads the way out is no navigation of a window, so it counts for nothing.
    """
    is_next_page = environ.get("PATH_INFO", "").startswith(FRAMED)
    wanted = "iframe" if is_next_page else "document"
    is_ours = is_next_page or FROM_FRAME in environ.get("QUERY_STRING", "").split("&")
    return is_ours and environ.get("HTTP_SEC_FETCH_DEST") == wanted and not environ.get("HTTP_REFERER")


@lru_cache(maxsize=256)
def is_robot(agent: str) -> bool:
    """Say whether a User-Agent names a program; one that says nothing is none of a browser."""
    return not agent or ROBOTS.search(agent) is not None
