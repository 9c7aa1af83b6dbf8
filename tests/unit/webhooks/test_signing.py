"""Signatures, held against the convention's own arithmetic."""

from __future__ import annotations

import base64
import hashlib
import hmac

from hypothesis import given
from hypothesis import strategies as st

from quiz.webhooks.signing import new_secret, signed


def test_a_known_message_has_the_signature_that_the_convention_prescribes() -> None:
    # The example of the convention's reference libraries.
    headers = signed(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        1614265330,
        b'{"test": 2432232314}',
    )
    assert headers == {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }


@given(body=st.binary(max_size=200), timestamp=st.integers(0, 2**33))
def test_whatever_is_sent_is_signed_with_name_and_moment(body: bytes, timestamp: int) -> None:
    secret = new_secret()
    header = signed(secret, "msg_1", timestamp, body)["webhook-signature"]
    mac = hmac.new(base64.b64decode(secret[6:]), digestmod=hashlib.sha256)
    for part in (b"msg_1", b".", str(timestamp).encode(), b".", body):
        mac.update(part)
    assert header == "v1," + base64.b64encode(mac.digest()).decode()


def test_secrets_are_long_and_each_another() -> None:
    secrets = {new_secret() for _ in range(50)}
    assert len(secrets) == 50
    assert all(secret.startswith("whsec_") and len(base64.b64decode(secret[6:])) == 32 for secret in secrets)
