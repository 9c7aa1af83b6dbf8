"""`{% trans %}` in templates, translated while a template is compiled.

The msgid is the Japanese text itself. Jinja's own extension looks a message up whenever a page is rendered;
here a template is compiled for one language and the translated text becomes part of its code, so that a page costs
the same in every language and no more than one without messages. A message is text, never markup: it is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from jinja2 import nodes
from jinja2.ext import Extension
from jinja2.parser import Parser
from markupsafe import escape

Translate = Callable[[str], str]
_PLACE = re.compile(r"%\((\w+)\)s")
_BREAKS = re.compile(r"\n\s+")


class Messages(Extension):
    """Parse `{% trans n=page.count %}全{{ n }}問{% endtrans %}`; `environment.translate` turns msgids into texts."""

    tags = {"trans"}  # noqa: RUF012 Jinja declares it so.

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Leave out indentation, which nobody reads in what is sent; line numbers stay true."""
        return _BREAKS.sub("\n", source)

    def parse(self, parser: Parser) -> nodes.Node:
        """Return the output of one message."""
        line = next(parser.stream).lineno
        values: dict[str, nodes.Expr] = {}
        while parser.stream.current.type != "block_end":
            if values:
                parser.stream.expect("comma")
            name = parser.stream.expect("name").value
            parser.stream.expect("assign")
            values[name] = parser.parse_expression()
        body = parser.parse_statements(("name:endtrans",), drop_needle=True)
        msgid = "".join(_text_of(part) for output in body for part in output.iter_child_nodes())
        translate: Translate = self.environment.translate  # type: ignore[attr-defined]
        return nodes.Output(_parts(translate(msgid), values), lineno=line)


def _text_of(part: nodes.Node) -> str:
    return f"%({part.name})s" if isinstance(part, nodes.Name) else str(part.data)  # type: ignore[attr-defined]


def _parts(text: str, values: dict[str, nodes.Expr]) -> list[nodes.Expr]:
    """Split a text at its places; a place without a value is a variable of the template."""
    pieces = _PLACE.split(text)
    parts: list[nodes.Expr] = []
    for place, piece in enumerate(pieces):
        if place % 2:
            parts.append(values.get(piece) or nodes.Name(piece, "load"))
        elif piece:
            parts.append(nodes.TemplateData(str(escape(piece))))
    return parts
