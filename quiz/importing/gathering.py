"""Read everything of a source before anything is published: a file, a folder, or what lies behind an address."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from quiz.advice.reading import Examined, examine_folder
from quiz.advice.references import ADVISORS
from quiz.bank.model import Bank
from quiz.importing.decoding import NotText, decode
from quiz.importing.documents import read_own_json, read_own_yaml
from quiz.importing.drafts import Draft
from quiz.importing.feeds import SITEMAPS, read_feed, read_sitemap
from quiz.importing.fetching import TIME_OVER, Fetched, Fetcher, unpack
from quiz.importing.findings import Findings, Told
from quiz.importing.formats import FORMATS, SUFFIXES, format_of_bytes, format_of_text
from quiz.importing.linked_data import read_page
from quiz.importing.tables import read_csv
from quiz.importing.workbooks import read_workbook
from quiz.outward.addresses import ReachError

LARGEST_FILE = 20_000_000
MOST_SITEMAPS = 200

Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Gathered:
    """What a source holds. `skipped` are pages without questions, of a source of several pages."""

    drafts: list[Draft] = field(default_factory=list)
    documents: list[Examined] = field(default_factory=list)
    pages: int = 0
    skipped: int = 0
    is_cut: bool = False


class Gatherer:
    """Reads one source; every finding goes to `findings`, and nothing is raised."""

    def __init__(
        self,
        bank: Bank,
        fetcher: Fetcher,
        findings: Findings,
        language: str = "ja",
        form: str = "",
        limit: int = 1000,
        progress: Progress = lambda done, total: None,
    ) -> None:
        self._bank = bank
        self._fetcher = fetcher
        self._findings = findings
        self._language = language
        self._form = form
        self._limit = limit
        self._progress = progress
        self._gathered = Gathered()

    def gather(self, source: str) -> Gathered:
        """Return everything that a source holds."""
        path = Path(source)
        if is_address(source):
            self._read_addresses([source])
        elif path.is_dir():
            self._read_folder(path)
        else:
            self._read_files([path])
        return self._gathered

    def _read_folder(self, folder: Path) -> None:
        if (folder / ADVISORS).exists() and self._form in ("", "yaml"):
            self._take(examine_folder(folder, self._bank, self._language), str(folder))
            return
        paths = sorted(path for path in folder.rglob("*") if _is_readable(path, folder))
        if not paths:
            self._findings.add(str(folder), "", "nothing-there")
        self._read_files(paths)

    def _read_files(self, paths: list[Path]) -> None:
        for number, path in enumerate(self._within_limit(paths)):
            self._progress(number, len(paths))
            data = self._bytes_of(path)
            listed = self._read(data, str(path), path.suffix, is_alone=len(paths) == 1) if data is not None else None
            if listed:
                self._read_addresses(listed)
        self._progress(len(paths), len(paths))

    def _within_limit(self, paths: list[Path]) -> Iterable[Path]:
        if len(paths) > self._limit:
            self._cut(str(paths[self._limit]))
        return paths[: self._limit]

    def _cut(self, place: str) -> None:
        self._gathered.is_cut = True
        self._findings.add(place, "", "limit", limit=self._limit)

    def _bytes_of(self, path: Path) -> bytes | None:
        try:
            if not path.is_file():
                self._findings.add(str(path), "", "no-source")
                return None
            with path.open("rb") as file:
                data = file.read(LARGEST_FILE + 1)
        except (OSError, ValueError) as error:
            self._findings.add(str(path), "", "unreadable", reason=getattr(error, "strerror", None) or str(error))
            return None
        if len(data) > LARGEST_FILE:
            self._findings.add(str(path), "", "too-large", limit=LARGEST_FILE)
            return None
        return data

    def _read_addresses(self, addresses: list[str]) -> None:
        """Read pages one after the other; what a sitemap lists is put in line, each address once, so circles end."""
        waiting, seen, sitemaps = list(addresses), set(addresses), 0
        done = 0
        while waiting:
            address = waiting.pop(0)
            if done - sitemaps >= self._limit:
                self._cut(address)
                break
            self._progress(done, done + 1 + len(waiting))
            done += 1
            listed = self._read_address(address, is_alone=done == 1 and not waiting)
            if self._gathered.is_cut:
                break
            if listed is not None and sitemaps < MOST_SITEMAPS:
                sitemaps += 1
                fresh = [one for one in listed if one not in seen]
                seen.update(fresh)
                waiting += fresh
        self._progress(done, done)

    def _read_address(self, address: str, is_alone: bool) -> list[str] | None:
        """Read one address; return what it lists, where it is a sitemap."""
        try:
            fetched = self._fetcher.fetch(address)
            data = unpack(fetched.data) if fetched.data.startswith(b"\x1f\x8b") else fetched.data
        except ReachError as error:
            self._findings.add(address, "", error.code, **error.fields)
            self._gathered.is_cut = error.code == TIME_OVER
            return None
        suffix = Path(urlsplit(fetched.url).path.removesuffix(".gz")).suffix
        return self._read(data, address, suffix, is_alone, fetched)

    def _read(
        self, data: bytes, place: str, suffix: str, is_alone: bool, fetched: Fetched | None = None
    ) -> list[str] | None:
        """Read one file or answer into what was gathered; return the addresses that it lists as a sitemap."""
        self._gathered.pages += 1
        form = self._form or format_of_bytes(data) or ("xlsx" if suffix in (".xlsx", ".xls") else "")
        if form == "xlsx":
            self._gathered.drafts += read_workbook(data, place, self._findings)
            return None
        try:
            text = decode(data, fetched.charset if fetched else "")
        except NotText as error:
            self._findings.add(place, "", "encoding" if error.line else "binary", line=error.line)
            return None
        form = form or format_of_text(text, suffix, fetched.media if fetched else "")
        match form:
            case "html":
                self._read_page(text, place, fetched.url if fetched else "", is_alone)
            case "feed":
                return self._read_xml(text, place)
            case "json":
                self._take(read_own_json(text, place, self._bank, self._language, self._findings), "")
            case "yaml":
                self._take(read_own_yaml(text, place, self._bank, self._language, self._findings), "")
            case "csv":
                self._gathered.drafts += read_csv(text.removeprefix("\ufeff"), place, self._findings)
            case _:
                self._findings.add(place, "", "unknown-format", known=", ".join(FORMATS))
        return None

    def _read_page(self, text: str, place: str, address: str, is_alone: bool) -> None:
        findings = Findings()
        drafts = read_page(text, place, findings, address)
        self._gathered.drafts += drafts
        for finding in findings:
            # Among many pages those without questions are what one expects.
            if is_alone or isinstance(finding, Told) or finding.code != "no-question":
                self._findings.take(finding)
            else:
                self._gathered.skipped += 1

    def _read_xml(self, text: str, place: str) -> list[str] | None:
        if any(f"<{name}" in text[:5000] or f":{name}" in text[:5000] for name in SITEMAPS):
            self._gathered.pages -= 1
            addresses, _ = read_sitemap(text, place, self._findings)
            return addresses
        self._gathered.drafts += read_feed(text, place, self._findings)
        return None

    def _take(self, examined: Examined | None, place: str) -> None:
        """Take over what the reader of our own form found good; `place` is put before its lines."""
        if examined is None:
            return
        self._gathered.documents.append(examined)
        if place:
            self._gathered.pages += 1
            for line in examined.findings:
                self._findings.take(Told(f"{place}/{line}"))


def is_address(source: str) -> bool:
    """Say whether a source is meant as an address, also one that will be refused."""
    return "://" in source


def _is_readable(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
    return not hidden and path.suffix.lower() in SUFFIXES and path.is_file()
