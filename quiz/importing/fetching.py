"""Fetch pages of a publisher: politely, within limits, and never from inside the network that this runs in."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPResponse, IncompleteRead
from urllib.parse import urljoin

from protego import Protego

from quiz import __version__
from quiz.outward.addresses import Place, ReachError, anywhere, is_public, locate
from quiz.outward.wire import asked

AGENT = f"mensetsuryoku/{__version__} (quiz import-qa)"
LARGEST = 5_000_000
"""Bytes of one answer, as sent and as unpacked."""
MOST_REDIRECTS = 5
SECONDS_EACH = 20.0
SECONDS_IN_ALL = 1800.0
PAUSE = 1.0
"""Seconds between two requests to one host, at least."""
LARGEST_ROBOTS = 500_000
TIME_OVER = "time-over"
"""The code of the refusal after which nothing more can be fetched."""
_CHUNK = 65_536
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered, after redirects: where from, and what its server says of it."""

    url: str
    data: bytes
    media: str
    charset: str


class Fetcher:
    """Fetches for one import; keeps what robots.txt says, and when each host was asked last."""

    def __init__(
        self,
        allow_private: bool = False,
        pause: float = PAUSE,
        seconds: float = SECONDS_IN_ALL,
        seconds_each: float = SECONDS_EACH,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._may_reach = anywhere if allow_private else is_public
        self._pause = pause
        self._seconds_each = seconds_each
        self._clock = clock
        self._sleep = sleep
        self._ends = clock() + seconds
        self._asked: dict[str, float] = {}
        self._robots: dict[str, Protego | ReachError] = {}

    def fetch(self, url: str) -> Fetched:
        """Return what an address answers; ReachError says why it cannot be had."""
        return self._follow(url, LARGEST, is_robots=False)

    def _follow(self, url: str, largest: int, is_robots: bool) -> Fetched:
        for _ in range(MOST_REDIRECTS + 1):
            place = locate(url, self._may_reach)
            pause = self._pause if is_robots else max(self._pause, self._allowed(place))
            with self._asked_of(place, pause) as response:
                location = response.getheader("location", "")
                if response.status in _REDIRECTS and location:
                    url = urljoin(place.url, location)
                    continue
                if response.status != 200:
                    raise ReachError("url-status", status=response.status)
                data = b"".join(_body_of(response, largest))
                media, charset = _media_of(response.getheader("content-type", ""))
                return Fetched(place.url, data, media, charset)
        raise ReachError("url-redirects", limit=MOST_REDIRECTS)

    def _allowed(self, place: Place) -> float:
        """Return the pause that robots.txt asks for; ReachError where it closes the address."""
        if place.origin not in self._robots:
            try:
                self._robots[place.origin] = self._robots_of(place)
            except ReachError as error:
                self._robots[place.origin] = error
        robots = self._robots[place.origin]
        if isinstance(robots, ReachError):
            raise robots
        if not robots.can_fetch(place.url, AGENT):
            raise ReachError("url-robots")
        return min(robots.crawl_delay(AGENT) or 0.0, SECONDS_EACH)

    def _robots_of(self, place: Place) -> Protego:
        """Return a host's rules: none where it has no robots.txt; ReachError where that cannot be known (RFC 9309)."""
        try:
            fetched = self._follow(f"{place.origin}/robots.txt", LARGEST_ROBOTS, is_robots=True)
        except ReachError as error:
            status = error.fields.get("status", 0)
            if isinstance(status, int) and 400 <= status < 500:
                return Protego.parse("")
            raise ReachError("url-robots-unknown") if error.code in ("url-status", "too-large") else error from None
        return Protego.parse(fetched.data.decode("utf-8", "replace"))

    @contextmanager
    def _asked_of(self, place: Place, pause: float) -> Iterator[HTTPResponse]:
        """Lend the answer of a place. After its time the connection is cut, wherever the server dawdles."""
        self._wait(place.host, pause)
        ends = min(self._clock() + self._seconds_each, self._ends)
        headers = {"User-Agent": AGENT, "Accept": "*/*", "Accept-Encoding": "gzip"}
        with asked(place, headers, ends - self._clock()) as response:
            yield response

    def _wait(self, host: str, pause: float) -> None:
        """Wait until a host may be asked again."""
        now = self._clock()
        begins = max(now, self._asked.get(host, now - pause) + pause)
        if begins > self._ends:
            raise ReachError(TIME_OVER)
        if begins > now:
            self._sleep(begins - now)
        self._asked[host] = begins


def _body_of(response: HTTPResponse, largest: int) -> Iterator[bytes]:
    """Yield a body, unpacked; ReachError where it is too large, as sent or as unpacked."""
    unpacked = _unpacker(response.getheader("content-encoding", ""))
    sent = size = 0
    while chunk := response.read1(_CHUNK):
        sent += len(chunk)
        part = unpacked(chunk, largest + 1 - size)
        size += len(part)
        if max(sent, size) > largest:
            raise ReachError("too-large", limit=largest)
        yield part
    announced = response.getheader("content-length", "")
    if announced.isdecimal() and sent < int(announced):
        raise IncompleteRead(b"")


def unpack(data: bytes, largest: int = LARGEST) -> bytes:
    """Return what a gzip file holds, as sitemaps come; ReachError where it is broken or too large."""
    try:
        content = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(data, largest + 1)
    except zlib.error as error:
        raise ReachError("url-failed", reason=type(error).__name__) from None
    if len(content) > largest:
        raise ReachError("too-large", limit=largest)
    return content


def _unpacker(encoding: str) -> Callable[[bytes, int], bytes]:
    """Return what unpacks the chunks of a body, never more than it is asked for."""
    if encoding.strip().lower() not in ("gzip", "x-gzip", "deflate"):
        return lambda chunk, _: chunk
    # 32 more than the largest window: the header tells whether it is gzip or zlib.
    stream = zlib.decompressobj(zlib.MAX_WBITS | 32)
    return lambda chunk, most: stream.decompress(chunk, max(most, 1))


def _media_of(content_type: str) -> tuple[str, str]:
    """Return the media type and the charset of a header."""
    media, _, rest = content_type.partition(";")
    for part in rest.split(";"):
        name, _, value = part.partition("=")
        if name.strip().lower() == "charset":
            return media.strip().lower(), value.strip(" \"'")
    return media.strip().lower(), ""
