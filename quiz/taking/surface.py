"""Where a page of the student's way stands: in a window of its own, or in a frame of somebody else's page."""

from __future__ import annotations

from dataclasses import dataclass

from quiz.web.headers import FRAMED


@dataclass(frozen=True, slots=True)
class Surface:
    """The same pages under other addresses; `prefix` stands before every path.

    What leads out of a frame opens a context of its own, so its pages need to know.
    """

    prefix: str = ""

    @property
    def is_framed(self) -> bool:
        """Say whether another page may stand around this one."""
        return bool(self.prefix)


WINDOW = Surface()
FRAME = Surface(FRAMED.rstrip("/"))


@dataclass(frozen=True, slots=True)
class Frame:
    """What a page in a frame says besides: `window` is the address of the same page in a window of its own.

    `asking` are the origins of the sites that may ask for a result; which of them stands around the frame, the frame
    finds out by itself, so that the page stays the same for everybody.
    """

    window: str
    asking: tuple[str, ...] = ()


def frame_on(surface: Surface, address: str, origin: str, asking: tuple[str, ...] = ()) -> Frame | None:
    """Return what a page adds on a surface, or None in a window; `address` is without the surface's prefix."""
    return Frame(origin + address, asking) if surface.is_framed else None
