"""One request to a place that was checked, and its answer; after its time the connection is cut."""

from __future__ import annotations

import socket
import ssl
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection, HTTPException, HTTPResponse
from threading import Timer

from quiz.outward.addresses import Place, ReachError

SECONDS_SILENT = 10.0
Trust = Callable[[], ssl.SSLContext]
"""Returns what says whose certificates are believed."""


@contextmanager
def asked(
    place: Place,
    headers: Mapping[str, str],
    seconds: float,
    body: bytes | None = None,
    trust: Trust = ssl.create_default_context,
) -> Iterator[HTTPResponse]:
    """Lend the answer of a place to a GET, or to the POST of a body. ReachError where there is none.

    After its time the connection is cut, wherever the server dawdles.
    """
    connection = HTTPConnection(place.host, place.port)
    wire = _Wire()
    cut = Timer(max(seconds, 0.0), wire.cut)
    cut.daemon = True
    named = {"Host": place.origin.partition("://")[2], "Connection": "close"}
    try:
        # The connection goes to the machine that was checked; the name is only said, and the certificate is its.
        cut.start()
        wire.connect(place, min(SECONDS_SILENT, max(seconds, 0.01)))
        if place.scheme == "https":
            wire.secure(place.host, trust())
        connection.sock = wire.socket
        connection.request("GET" if body is None else "POST", place.target, body, {**named, **headers})
        with closing(connection.getresponse()) as response:
            yield response
        if wire.is_cut:
            # What ends with the connection would pass for whole.
            raise ReachError("url-time")
    except TimeoutError:
        raise ReachError("url-time") from None
    except (OSError, HTTPException, ValueError, zlib.error) as error:
        raise (ReachError("url-time") if wire.is_cut else ReachError("url-failed", reason=_reason_of(error))) from None
    finally:
        cut.cancel()
        connection.close()
        wire.close()


class _Wire:
    """One connection, which another thread may cut at any time, also while TLS is agreed upon."""

    def __init__(self) -> None:
        self.socket: socket.socket | None = None
        self.is_cut = False

    def connect(self, place: Place, seconds: float) -> None:
        # To the machine that was checked; its name is only said, and the certificate has to be of that name.
        self.socket = socket.create_connection((place.machine, place.port), seconds)
        if self.is_cut:
            raise TimeoutError

    def secure(self, host: str, context: ssl.SSLContext) -> None:
        assert self.socket is not None, "it is connected"
        secured = context.wrap_socket(self.socket, server_hostname=host, do_handshake_on_connect=False)
        self.socket = secured
        secured.do_handshake()

    def cut(self) -> None:
        self.is_cut = True
        if self.socket is not None:
            with suppress(OSError):
                # The plain way, since that of TLS would wait for the server.
                socket.socket.shutdown(self.socket, socket.SHUT_RDWR)

    def close(self) -> None:
        if self.socket is not None:
            self.socket.close()


def _reason_of(error: Exception) -> str:
    """Return why a connection failed, in a word or two."""
    return getattr(error, "verify_message", "") or getattr(error, "strerror", "") or type(error).__name__
