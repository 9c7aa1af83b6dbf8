"""Read what stands behind the ? of an address, strictly: a filter that is misspelt would silently list everything."""

from __future__ import annotations

import re

from flask import request
from werkzeug.exceptions import BadRequest

LANGUAGES = ("ja", "en")
LAST_PAGE = 100_000
LONGEST_ID = 64
_PAGE = re.compile(r"[1-9][0-9]{0,5}", re.ASCII)


def language() -> str:
    """Return the language of an answer, where an address may say nothing else."""
    # Most of those who send an attempt say nothing.
    return parameters("lang").language if request.environ.get("QUERY_STRING") else "ja"


def parameters(*names: str) -> Parameters:
    """Return the parameters of this request; BadRequest where one is not among these names, or stands twice."""
    given = request.args
    for name in given:
        if name not in names:
            known = f"known are {', '.join(names)}" if names else "there are none here"
            raise BadRequest(f"There is no parameter {_shown(name)}; {known}.")
        if len(given.getlist(name)) > 1:
            raise BadRequest(f"The parameter {name} stands twice.")
    return Parameters(given.to_dict())


class Parameters:
    """What an address says."""

    def __init__(self, given: dict[str, str]) -> None:
        self._given = given

    @property
    def language(self) -> str:
        """The language that is asked for; Japanese where none is."""
        return self.one_of("lang", LANGUAGES) or "ja"

    @property
    def page(self) -> int:
        """The page of a list that is asked for; BadRequest where there can be none of that number."""
        written = self._given.get("page", "1")
        if not _PAGE.fullmatch(written) or int(written) > LAST_PAGE:
            raise BadRequest(f"page has to be a whole number from 1 to {LAST_PAGE}.")
        return int(written)

    def one_of(self, name: str, values: tuple[str, ...]) -> str:
        """Return one of these values, nothing where none is given; BadRequest where it is another."""
        value = self._given.get(name)
        if value is not None and value not in values:
            raise BadRequest(f"{name} is {_shown(value)}; it has to be one of {', '.join(values)}.")
        return value or ""


def _shown(text: str) -> str:
    return ascii(text[:LONGEST_ID])
