"""Small sources of every form, made for the tests."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

from quiz.importing.building import Built, Manner, Proposed, build
from quiz.importing.drafts import Draft
from quiz.importing.findings import Findings
from tests.factories import shipped_bank

ROWS = [
    ["質問", "本文", "回答", "アドバイザー"],
    ["面接で緊張します。どうすればいいですか？", "手が震えます。", "息を吐いてから話します。", "サンプル相談員A"],
]


def a_question(**changes: Any) -> dict[str, Any]:
    """Return a question as JSON-LD."""
    answer = {"@type": "Answer", "text": "息を吐きます。", "author": {"@type": "Person", "name": "サンプル相談員A"}}
    return {"@type": "Question", "name": "緊張します。どうすれば？", "acceptedAnswer": answer, **changes}


def a_page(*questions: Any, kind: str = "FAQPage", head: str = "", **more: Any) -> str:
    """Return an HTML page with questions as JSON-LD."""
    document = {"@context": "https://schema.org", "@type": kind, "mainEntity": list(questions), **more}
    return page_of(json.dumps(document, ensure_ascii=False), head)


def page_of(script: str, head: str = "") -> str:
    """Return an HTML page with a script of JSON-LD."""
    return f'<!doctype html><html><head>{head}<script type="application/ld+json">{script}</script></head></html>'


def a_csv(rows: Sequence[Sequence[str]] = ROWS) -> str:
    """Return a CSV."""
    return "".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\r\n" for row in rows)


def a_workbook(rows: Sequence[Sequence[str]] = ROWS, cells: str = "", parts: Mapping[str, bytes] = {}) -> bytes:
    """Return a workbook with one sheet; `cells` are rows of the sheet's XML, `parts` stand in the archive too."""
    written = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{escape(cell)}</t></is></c>' for cell in row) + "</row>"
        for row in rows
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    files = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="xml" '
        'ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
        f'Type="{relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{relations}"><sheets><sheet name="相談" sheetId="1" '
        'r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
        f'Type="{relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{written}{cells}</sheetData></worksheet>',
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
        for name, data in parts.items():
            archive.writestr(name, data)
    return packed.getvalue()


RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>相談室</title>
<item><title>緊張します&nbsp;どうすれば？</title><link>https://qa.example.jp/1</link><guid>abc-1</guid>
<dc:creator>サンプル相談員A</dc:creator><pubDate>Fri, 18 Apr 2025 10:00:00 +0900</pubDate>
<category>緊張</category><description>要約</description>
<content:encoded><![CDATA[<h2>息を吐く</h2><p>ゆっくり。</p>]]></content:encoded></item>
</channel></rss>
"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>相談室</title>
<entry><id>tag:qa.example.jp,2025:1</id><title>緊張します</title>
<link rel="self" href="https://qa.example.jp/1.atom"/><link href="https://qa.example.jp/1"/>
<author><name>サンプル相談員A</name></author><updated>2025-04-18T10:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>息を<b>吐く</b>。</p></div></content></entry></feed>
"""


def propose_nothing(title: str, body: tuple[str, ...], answers: tuple[str, ...]) -> Proposed:
    """Propose no area."""
    return Proposed("", ())


def built_from(
    drafts: Sequence[Draft], origin: str = "qa", is_external: bool = False, publisher: str = "サンプル相談室"
) -> tuple[Built, list[str]]:
    """Return what is built from drafts, and what is said of them in English."""
    findings = Findings()
    built = build(drafts, shipped_bank(), Manner(origin, publisher, is_external), propose_nothing, findings)
    return built, [finding.text("en") for finding in findings]
