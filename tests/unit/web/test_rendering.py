"""Templates, messages, phrases and static files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import brotli
import pytest
from jinja2 import UndefinedError

from quiz.advice.choosing import choose
from quiz.advice.reading import read_catalogue as read_consultations
from quiz.bank.answers import encode
from quiz.resources import catalogue_file, shipped_consultations, static_folder, templates_folder
from quiz.scoring import score
from quiz.taking.pages import quiz_page
from quiz.taking.results import result_page
from quiz.web.assets import Assets, compact
from quiz.web.documents import BEST_QUALITY, BROTLI_QUALITY
from quiz.web.pages import TOLD, error_page
from quiz.web.phrases import phrased
from quiz.web.rendering import Renderer, make_environment
from tests.factories import shipped_bank
from tools.messages import FOLDER, compile_catalogue, read_catalogue, used_messages

WAY = 10_240
"""Bytes of the bodies from the first page to the result, compressed."""
PLACES = re.compile(r"%\(\w+\)s|%(?!\()[a-z]*")


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    return Renderer(Assets(static_folder()))


def test_every_message_of_the_templates_is_translated_and_none_is_left_over() -> None:
    catalogue = read_catalogue(FOLDER / "en.po")
    translated = {str(message.id): str(message.string or "") for message in catalogue if message.id}
    assert translated.keys() == used_messages().keys(), "run make messages"
    assert [msgid for msgid, text in translated.items() if not text] == []
    for msgid, text in translated.items():
        assert set(PLACES.findall(text)) <= set(PLACES.findall(msgid)), f"{msgid} has other places than {text}"


def test_the_compiled_catalogue_is_that_of_the_source() -> None:
    assert catalogue_file("en").read_bytes() == compile_catalogue(), "run make messages"


def test_a_message_is_filled_and_what_fills_it_is_escaped() -> None:
    environment = make_environment(lambda msgid: {"全%(count)s問": "Q&A: %(count)s"}[msgid])
    template = environment.from_string("<b>{% trans count=n %}全{{ count }}問{% endtrans %}</b>")
    assert template.render(n="<6>") == "<b>Q&amp;A: &lt;6&gt;</b>"


def test_a_name_that_a_page_does_not_have_stops_the_rendering() -> None:
    @dataclass
    class Empty:
        pass

    template = make_environment(str).from_string("{{ page.title }}")
    with pytest.raises(UndefinedError):
        template.render(page=Empty())


def test_markup_in_a_text_is_shown_and_never_run() -> None:
    assert phrased("<script>を書いた？") == "&lt;script&gt;を<wbr>書いた？"
    assert phrased("a & b") == "a &amp; b"


def test_phrases_are_kept_together_and_nothing_is_lost() -> None:
    for item in shipped_bank().items:
        broken = phrased(item.text.ja)
        assert broken.replace("<wbr>", "") == item.text.ja
    assert phrased("話す自分を録画で見た？") == "話す<wbr>自分を<wbr>録画で<wbr>見た？"


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("kind", [*sorted(TOLD), "418", "502"])
def test_every_error_has_a_page_with_a_heading_and_a_way_on(renderer: Renderer, kind: str, language: str) -> None:
    html = renderer.render("errors/page.html", error_page(kind, language), language)
    assert html.count("<h1") == 1
    assert f'href="/{"?lang=en" if language == "en" else ""}"' in html


def test_who_finds_no_page_is_led_to_the_consultations_too(renderer: Renderer) -> None:
    assert 'href="/qa/?lang=en"' in renderer.render("errors/page.html", error_page("404", "en"), "en")
    assert 'href="/qa/' not in renderer.render("errors/page.html", error_page("500", "en"), "en")


def test_english_pages_hold_no_japanese_of_ours(renderer: Renderer) -> None:
    bank = shipped_bank()
    answers = {item.id: item.options[1].id for item in bank.items_of("quick")}
    result = score(bank, "quick", answers)
    pages = [
        renderer.render("taking/quiz.html", quiz_page(bank, "quick", "en", missing=list(answers)), "en"),
        renderer.render("result/page.html", result_page(result, (), encode(bank, "quick", answers), "en"), "en"),
        renderer.render("errors/page.html", error_page("result", "en"), "en"),
    ]
    for html in pages:
        assert re.findall(r"[ぁ-んァ-ヶ一-龠]+", html.replace("日本語", "")) == []


def test_the_way_to_a_result_is_small(renderer: Renderer) -> None:
    bank = shipped_bank()
    answers = {item.id: item.options[1].id for item in bank.items_of("quick")}
    result, code = score(bank, "quick", answers), encode(bank, "quick", answers)
    chosen = choose(result, read_consultations(shipped_consultations(), bank))
    asked = quiz_page(bank, "quick", "ja", origin="https://shindan.example.jp")
    quiz = renderer.render("taking/quiz.html", asked, "ja")
    shown = renderer.render("result/page.html", result_page(result, chosen, code, "ja"), "ja")
    files = [_sent(name) for name in ("main.css", "main.js")]
    sizes = [len(brotli.compress(body, quality=BEST_QUALITY)) for body in (quiz.encode(), *files)]
    sizes.append(len(brotli.compress(shown.encode(), quality=BROTLI_QUALITY)))
    assert sum(sizes) <= WAY, sizes


def test_an_address_changes_with_the_content_alone(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text("one()\n", encoding="utf-8")
    first = Assets(tmp_path).urls["a.js"]
    (tmp_path / "a.js").write_text("// A comment.\none()\n", encoding="utf-8")
    assert Assets(tmp_path).urls["a.js"] == first
    (tmp_path / "a.js").write_text("two()\n", encoding="utf-8")
    assert Assets(tmp_path).urls["a.js"] != first


def test_comments_and_indentation_are_not_sent() -> None:
    assert compact("/* why */\na {\n  b: c; /* kept */\n}\n", ".css") == "a {\nb: c; /* kept */\n}\n"
    assert compact('  // why\n  go("//x");\n\n', ".js") == 'go("//x");\n'


@pytest.mark.parametrize("path", sorted(static_folder().glob("*.js")), ids=lambda path: path.name)
def test_no_string_of_a_script_goes_over_a_line(path: Path) -> None:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        assert line.count("`") % 2 == 0, f"{path.name}:{number}: compact would change this string"


def test_every_template_is_strict_about_code_in_pages() -> None:
    for path in templates_folder().rglob("*.html"):
        source = path.read_text(encoding="utf-8")
        if path.name == "snippet.html":
            # Text for somebody else's page, shown in ours and never a part of it.
            source = source.replace(' style="border: 0"', "")
        assert not re.search(r"\son\w+=|\sstyle=|<style|\|\s*safe|autoescape", source), path


def _sent(name: str) -> bytes:
    return compact((static_folder() / name).read_text(encoding="utf-8"), Path(name).suffix).encode()
