"""Segments: where attempts came from and what their students told of themselves, as labels.

    site=campus;grade=3;faculty=law       one attempt's segment: its site first, attributes in their order of importance
    grade=3                               what somebody may look at: a site, an attribute's value, or both; or all ("")

An empty part is left out: `grade=3` as the segment of an attempt says that it had no site and told no faculty.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

SITE = "site"
EVERYBODY = ""
Segment = tuple[tuple[str, str], ...]
"""Dimension and value, in the order of importance; the least important part is given up first."""


def label_of(segment: Segment) -> str:
    """Return the label of a segment."""
    return ";".join(f"{dimension}={value}" for dimension, value in segment)


def segment_of(label: str) -> Segment:
    """Return the segment of a label."""
    parts = (part.partition("=") for part in label.split(";") if part)
    return tuple((dimension, value) for dimension, _, value in parts)


def segment_from(site: str, attributes: Mapping[str, str], order: Sequence[str]) -> Segment:
    """Return the segment of an attempt from its site's key and what its student told; `order` names attributes."""
    known = {SITE: site, **{name: attributes.get(name, "") for name in order}}
    return tuple((dimension, value) for dimension, value in known.items() if value)


def views_of(segment: Segment) -> Iterator[Segment]:
    """Return every view that an attempt of a segment is part of: all, its site, each attribute, and each at its site.

    This is the fixed hierarchy of filters: nobody can ask for two attributes at once.
    """
    site = segment[:1] if segment[:1] and segment[0][0] == SITE else ()
    yield ()
    if site:
        yield site
    for part in segment[len(site) :]:
        yield (part,)
        if site:
            yield (*site, part)
