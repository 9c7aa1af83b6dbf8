"""Sign what is sent to a site, as the Standard Webhooks convention has it, so that any of its libraries can check it.

Source: the specification at https://www.standardwebhooks.com/, symmetric signatures (`v1`).
"""

from __future__ import annotations

import hmac
from base64 import b64decode, b64encode
from secrets import token_bytes

BEGINS = "whsec_"
"""Stands before a secret, so that programs which look for leaked ones find it."""
SECRET_BYTES = 32


def new_secret() -> str:
    """Return a new secret as it is written."""
    return BEGINS + b64encode(token_bytes(SECRET_BYTES)).decode("ascii")


def signed(secret: str, name: str, timestamp: int, body: bytes) -> dict[str, str]:
    """Return the headers that say which message it is, when it was sent, and that it is from here.

    `timestamp` is in seconds since 1970. It is signed too, so that nobody can send an old message as a new one.
    """
    key = b64decode(secret.removeprefix(BEGINS))
    digest = hmac.digest(key, f"{name}.{timestamp}.".encode("ascii") + body, "sha256")
    return {
        "webhook-id": name,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": f"v1,{b64encode(digest).decode('ascii')}",
    }
