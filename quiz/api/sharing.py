"""A student's wish that the site around the frame be told their result."""

from __future__ import annotations

import re

from flask import Response
from werkzeug.exceptions import BadRequest, Forbidden, NotFound

from quiz.diagnostic import Diagnostic
from quiz.store.telling import Sharing
from quiz.web.bodies import json_object, uuid_bytes
from quiz.web.errors import Unprocessable

HOST = r"https?://[a-z0-9.:\[\]_-]{1,290}"
_HOST = re.compile(HOST)


def share(diagnostic: Diagnostic, key: str) -> Response:
    """Tell the site around the frame the result of an attempt that was made there, once, however often that is wished.

    The body names the origin that the student saw named: a page may have placed the attempt elsewhere.
    Whoever knows the key made the attempt. One that is not stored yet is not known: the sender tries again later.
    """
    key_bytes = uuid_bytes(key)
    if key_bytes is None:
        raise BadRequest("The key of an attempt has to be a UUID.")
    body = json_object()
    errors = [
        {"pointer": f"/{name}"[:120], "detail": "is not a member of a sharing"} for name in body.keys() - {"host"}
    ]
    host = body.get("host")
    if not isinstance(host, str) or not _HOST.fullmatch(host):
        errors.append({"pointer": "/host", "detail": "has to be the origin of the page around the frame"})
    if errors:
        raise Unprocessable("The wish cannot be noted as it is.", errors[:50])
    store = diagnostic.store
    sharing = store.share(key_bytes, store.sites.now().key_of("", str(host)), diagnostic.clock())
    if sharing is Sharing.UNKNOWN:
        raise NotFound("No attempt is stored under this key.")
    if sharing is Sharing.REFUSED:
        raise Forbidden("The attempt was not made on a site of this origin that may ask for results.")
    return Response(status=204, headers={"Cache-Control": "no-store"})
