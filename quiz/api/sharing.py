"""A student's wish that the site around the frame be told their result."""

from __future__ import annotations

from flask import Response
from werkzeug.exceptions import BadRequest, Forbidden, NotFound

from quiz.diagnostic import Diagnostic
from quiz.store.telling import Sharing
from quiz.web.bodies import json_object, uuid_bytes
from quiz.web.errors import Unprocessable


def share(diagnostic: Diagnostic, key: str) -> Response:
    """Tell the site of an attempt its result, once, however often that is wished; the body is an empty object.

    Whoever knows the key made the attempt. One that is not stored yet is not known: the sender tries again later.
    """
    key_bytes = uuid_bytes(key)
    if key_bytes is None:
        raise BadRequest("The key of an attempt has to be a UUID.")
    errors = [{"pointer": f"/{name}"[:120], "detail": "is not a member of a sharing"} for name in json_object()]
    if errors:
        raise Unprocessable("The body has to be an empty object.", errors[:50])
    sharing = diagnostic.store.share(key_bytes, diagnostic.clock())
    if sharing is Sharing.UNKNOWN:
        raise NotFound("No attempt is stored under this key.")
    if sharing is Sharing.REFUSED:
        raise Forbidden("The site of this attempt may not ask for results.")
    return Response(status=204, headers={"Cache-Control": "no-store"})
