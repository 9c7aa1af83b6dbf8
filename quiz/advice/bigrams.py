"""Japanese text as overlapping pairs of characters, the same for SQLite's FTS5 and PostgreSQL's tsvector.

Japanese has no spaces, and a dictionary of its words is large and never complete. Pairs of neighbouring characters
need none and find words of two characters, which FTS5's own trigrams silently do not. A run (what stands between
spaces and punctuation) gives its pairs and then its last character alone, so that every character begins a token
and a word of one character is found by prefix. That last token also parts runs and fields: it is in no phrase, so
no phrase crosses it.

An FTS5 table of these tokens wants `tokenize = 'ascii'`, which parts at spaces and takes all else as it is; a
tsvector and a tsquery want a cast (`CAST(… AS tsquery)`), since `to_tsquery` would part the tokens once more.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from operator import add

from quiz.advice.marks import marks, with_few_marks

MOST_WORDS = 10
LONGEST_WORD = 50
"""Characters of one word that are looked for."""
LONGEST_QUERY = 1_000
"""Characters of what was typed that are read."""

LAST_POSITION = 16_383
"""The last that PostgreSQL keeps; whatever comes after it is put there, one place from all else: in no phrase."""
MOST_POSITIONS = 255
MOST_LEXEMES = 50_000
"""Of one tsvector, which may take 1 MB."""

IGNORED_CHARACTERS = (
    r"\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff"
)
"""What says how characters look or run, such as variation selectors: 葛 is found in either of its forms."""
_IGNORED = re.compile(f"[{IGNORED_CHARACTERS}]")


@cache
def _run() -> re.Pattern[str]:
    return re.compile(rf"[^\W_]+(?:[{marks()}]+[^\W_]*)*")


def normalise(text: str) -> str:
    """Return a text in the form in which texts are compared: width, composition and case do not matter."""
    text = _IGNORED.sub("", text).replace("\uff9e", "\u3099").replace("\uff9f", "\u309a")
    # Case folding can undo what was composed.
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", with_few_marks(text)).casefold())


def runs_of(text: str) -> list[str]:
    """Return the runs of letters, numbers and marks of a text, normalised."""
    return _run().findall(normalise(text))


def bigrams(text: str) -> list[str]:
    """Return the tokens of a text in their order: the pairs of each run, then its last character alone."""
    found: list[str] = []
    for run in runs_of(text):
        found += map(add, run, run[1:])
        found.append(run[-1])
    return found


@dataclass(frozen=True, slots=True)
class Query:
    """The words that somebody looks for, normalised; without a word nothing can be looked for."""

    words: tuple[str, ...]

    @classmethod
    def of(cls, typed: str) -> Query:
        """Read what a person typed: every run is a word, quotes and operators are not."""
        words = dict.fromkeys(run[:LONGEST_WORD] for run in runs_of(typed[:LONGEST_QUERY]))
        return cls(tuple(words)[:MOST_WORDS])

    def for_fts5(self, any_word: bool = False) -> str:
        """Return the query for an FTS5 MATCH; empty where there is no word, which FTS5 would refuse."""
        phrases = (f'"{word}" *' if len(word) == 1 else f'"{" ".join(_pairs(word))}"' for word in self.words)
        return (" OR " if any_word else " AND ").join(phrases)

    def for_tsquery(self, any_word: bool = False) -> str:
        """Return the literal of a tsquery, empty where there is no word; a run holds nothing that needs an escape."""
        phrases = (
            f"'{word}':*" if len(word) == 1 else "(" + " <-> ".join(f"'{pair}'" for pair in _pairs(word)) + ")"
            for word in self.words
        )
        return (" | " if any_word else " & ").join(phrases)


def tsvector_of(title: list[str], body: list[str], answers: list[str]) -> str:
    """Return the literal of a tsvector of the bigrams of three fields, weighted A, B and C."""
    places: defaultdict[str, list[str]] = defaultdict(list)
    first = 1
    for weight, tokens in (("A", title), ("B", body), ("C", answers)):
        for place, token in enumerate(tokens, start=first):
            places[token].append(f"{place}{weight}" if place < LAST_POSITION - 1 else f"{LAST_POSITION}{weight}")
        first += len(tokens)
    lexemes = islice(places.items(), MOST_LEXEMES)
    return " ".join([f"'{token}':{','.join(found[:MOST_POSITIONS])}" for token, found in lexemes])


def _pairs(word: str) -> Iterator[str]:
    return map(add, word, word[1:])
