"""Keep the message catalogue: note what the templates say, keep its translations, compile it (`make messages`).

It compiles every template with a translator that notes each msgid, so that the catalogue holds exactly what
pages ask for. It needs Babel, which the product itself does not.
"""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from quiz.resources import templates_folder
from quiz.web.rendering import make_environment

FOLDER = Path(__file__).resolve().parent.parent / "quiz" / "catalogues"
LANGUAGE = "en"
NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)
NOT_KEPT = tuple(
    f'"{name}' for name in ("POT-", "PO-Rev", "Generated-By", "Report-", "Last-Tr", "Language-Team", "Project-Id")
)
"""Headers that name dates, tools or people."""


def used_messages() -> dict[str, list[str]]:
    """Return every msgid that the templates ask for, in their order, with the templates that do."""
    places: dict[str, list[str]] = {}
    name = ""

    def note(msgid: str) -> str:
        seen = places.setdefault(msgid, [])
        if name not in seen:
            seen.append(name)
        return msgid

    environment = make_environment(note)
    for path in sorted(templates_folder().rglob("*.html")):
        name = path.relative_to(templates_folder()).as_posix()
        environment.get_template(name)
    return places


def extract() -> None:
    """Write the catalogue with every used message; translations that exist are kept, unused ones go."""
    path = FOLDER / f"{LANGUAGE}.po"
    known = read_catalogue(path)
    catalogue = Catalog(
        LANGUAGE, project="quiz", fuzzy=False, header_comment="# English; msgids are the Japanese texts."
    )
    for msgid, templates in used_messages().items():
        old = known.get(msgid)
        catalogue.add(msgid, old.string if old else "", locations=[(name, 0) for name in templates])
    with path.open("wb") as file:
        write_po(file, catalogue, omit_header=False, include_lineno=False, sort_output=False, width=0)
    _drop_dates(path)


def compile_catalogue() -> bytes:
    """Return the catalogue as a program reads it."""
    catalogue = read_catalogue(FOLDER / f"{LANGUAGE}.po")
    # Where the source names no date, Babel would write today's.
    catalogue.creation_date = catalogue.revision_date = NO_DATE
    file = io.BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def read_catalogue(path: Path) -> Catalog:
    """Read a catalogue; an empty one where there is none yet."""
    if not path.exists():
        return Catalog(locale=LANGUAGE)
    with path.open("rb") as file:
        return read_po(file, locale=LANGUAGE)


def _drop_dates(path: Path) -> None:
    """Leave out what would differ between two runs over the same templates."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(NOT_KEPT)]
    path.write_text("".join(kept), encoding="utf-8")


def main() -> None:
    """Bring both files up to date; say what is left to translate."""
    extract()
    path = FOLDER / f"{LANGUAGE}.po"
    (FOLDER / f"{LANGUAGE}.mo").write_bytes(compile_catalogue())
    missing = [message.id for message in read_catalogue(path) if message.id and not message.string]
    if missing:
        sys.exit("\n".join([f"{path} has no translation of:", *(f"  {msgid}" for msgid in missing)]))


if __name__ == "__main__":
    main()
