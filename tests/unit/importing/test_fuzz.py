"""Whatever bytes a stranger sends, a reader has findings and nothing else."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from quiz.importing.drafts import Draft
from quiz.importing.feeds import read_feed, read_sitemap
from quiz.importing.fetching import Fetcher
from quiz.importing.findings import Findings
from quiz.importing.formats import FORMATS
from quiz.importing.gathering import Gatherer
from quiz.importing.linked_data import read_page
from quiz.importing.markup import sections_of
from quiz.importing.tables import read_csv
from quiz.importing.workbooks import read_workbook
from tests.factories import shipped_bank
from tests.qa_sources import ATOM, RSS, a_csv, a_page, a_question, a_workbook, built_from, page_of

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["@type", "@id", "@graph", "@value", "name", "text", "mainEntity", "acceptedAnswer", "author"]
            )
            | st.sampled_from(["suggestedAnswer", "dateCreated", "url", "mainEntityOfPage", "affiliation", "jobTitle"]),
            inner
            | st.sampled_from(
                ["Question", "FAQPage", "QAPage", "https://a.example/", "<p>x", "http://[", "2025-99-99"]
            ),
            max_size=5,
        )
    ),
    max_leaves=25,
)
SOURCES = {
    "html": a_page(a_question(), a_question(name="b")).encode(),
    "json": b'{"advisors": [], "consultations": [{"id": "x"}]}',
    "yaml": b"advisors:\n  - id: a\nconsultations:\n  - id: b\n",
    "csv": a_csv().encode("cp932"),
    "xlsx": a_workbook(),
    "feed": RSS.encode(),
}


def read_as(form: str, data: bytes) -> list[Draft]:
    """Read bytes as a form, as a file of that form would be."""
    findings = Findings()
    gatherer = Gatherer(shipped_bank(), Fetcher(), findings, form=form)
    gatherer._read(data, "x", "", is_alone=True)
    for finding in findings:
        assert finding.text("ja") and finding.text("en")
    return gatherer._gathered.drafts


@given(form=st.sampled_from(FORMATS), data=st.binary(max_size=400))
def test_any_bytes_in_any_form_are_findings_at_worst(form: str, data: bytes) -> None:
    built_from(read_as(form, data))


@given(
    form=st.sampled_from(sorted(SOURCES)),
    place=st.floats(0, 1),
    cut=st.integers(0, 30),
    instead=st.binary(max_size=8) | st.sampled_from([b"\0", b'"', b"<", b"\xff", b"]]>", b"\n\n", b"&#0;", b"\\ud800"]),
)
def test_a_damaged_source_is_findings_at_worst(form: str, place: float, cut: int, instead: bytes) -> None:
    data = SOURCES[form]
    at = int(place * len(data))
    for known in (form, ""):
        built_from(read_as(known, data[:at] + instead + data[at + cut :]))


@given(document=JSON)
def test_json_of_any_shape_is_findings_at_worst(document: object) -> None:
    text = page_of(json.dumps(document).replace("</", "<\\/"))
    built_from(read_page(text, "x", Findings(), "https://qa.example.jp/"))


@given(st.text(st.sampled_from('<>/="& \n-!abpliuhdt1;#x0CDATA[]')) | st.text())
def test_markup_of_any_shape_becomes_text(text: str) -> None:
    for section in sections_of(text):
        assert section.heading or section.blocks
        assert all(line.strip() == line and line for block in section.blocks for line in block)


@given(st.text(max_size=200), st.sampled_from([RSS, ATOM, ""]), st.floats(0, 1))
def test_text_of_any_shape_is_findings_at_worst(text: str, around: str, place: float) -> None:
    at = int(place * len(around))
    whole = around[:at] + text + around[at:]
    built_from([*read_feed(whole, "x", Findings()), *read_csv(whole, "x", Findings())])
    read_sitemap(whole, "x", Findings())


@given(st.binary(max_size=200), st.floats(0, 1))
def test_damaged_workbooks_are_findings_at_worst(data: bytes, place: float) -> None:
    whole = SOURCES["xlsx"]
    at = int(place * len(whole))
    built_from(read_workbook(whole[:at] + data + whole[at + len(data) :], "x", Findings()))
