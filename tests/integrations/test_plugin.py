"""What the plugin prints and keeps, asked of PHP inside of WordPress, without a browser."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.integrations.wordpress import PLUGIN, WordPress

ADDRESS = "https://shindan.example.jp"
LINK = "30秒で面接の準備度を確かめる"
OURS = "\\InterviewDiagnostic\\"
LOAD = f"require_once WP_PLUGIN_DIR . '/{PLUGIN.name}';"
KEPT = 'style="display:block;min-height:560px"'
PLAIN = (
    f'<interview-diagnostic bank="interview" {KEPT}><a href="{ADDRESS}/d/interview">{LINK}</a></interview-diagnostic>'
)


def php(value: object) -> str:
    """Return a value as an expression of PHP."""
    text = json.dumps(value).replace("\\", "\\\\").replace("'", "\\'")
    return f"json_decode('{text}', true)"


def run(wordpress: WordPress, code: str, *, address: str = ADDRESS, before: str = "") -> Any:
    """Return what an expression comes to in a WordPress whose plugin knows an address."""
    kept = php({"address": address, "bank": "interview"})
    settings = f"add_filter('pre_option_interview_diagnostic', fn () => {kept});"
    return json.loads(wordpress.run(f"{LOAD} {settings} {before} {OURS}register(); echo json_encode({code});"))


def shown(wordpress: WordPress, content: str, **more: str) -> str:
    """Return what readers are sent for the content of a post."""
    return str(run(wordpress, f"trim(apply_filters('the_content', {php(content)}))", **more))


def test_a_shortcode_alone_shows_the_short_form(wordpress: WordPress) -> None:
    assert shown(wordpress, "[interview_diagnostic]") == PLAIN


@pytest.mark.parametrize(
    "attributes",
    [
        'bank="../../evil" form="longest" theme="pink"',
        "variant='\"><script>alert(1)</script>'",
        "campaign='春'",
        'start="first item" language="fr" onload="alert(1)"',
        'variant="frame" form="quick" theme="auto"',
    ],
)
def test_what_a_shortcode_may_not_say_or_need_not_say_is_left_out(wordpress: WordPress, attributes: str) -> None:
    assert shown(wordpress, f"[interview_diagnostic {attributes}]") == PLAIN


def test_what_it_may_say_is_escaped(wordpress: WordPress) -> None:
    printed = shown(
        wordpress, "[interview_diagnostic campaign='a\"onload=alert(1)']<b>Try</b> it[/interview_diagnostic]"
    )
    assert '<interview-diagnostic bank="interview" campaign="a&quot;onload=alert(1)" style=' in printed
    assert f'<a href="{ADDRESS}/d/interview">Try it</a>' in printed


def test_the_script_stands_in_a_page_once_and_as_a_module(wordpress: WordPress) -> None:
    twice = "apply_filters('the_content', '[interview_diagnostic] [interview_diagnostic]')"
    code = f"(function () {{ ob_start(); echo {twice}; wp_print_footer_scripts(); return ob_get_clean(); }})()"
    printed = run(wordpress, code)
    assert printed.count("<interview-diagnostic ") == 2
    assert printed.count("embed.js") == 1
    assert f'<script type="module" src="{ADDRESS}/embed.js"></script>' in printed


@pytest.mark.parametrize(
    ("pasted", "attributes"),
    [
        ("/d/interview", 'bank="interview"'),
        ("/d/interview?lang=en", 'bank="interview" language="en"'),
        ("/d/interview/full#campaign=x&start=research", 'bank="interview" form="full" campaign="x" start="research"'),
        ("/d/interview#theme=dark&amp;campaign=x&amp;bank=other", 'bank="interview" theme="dark" campaign="x"'),
        ("/d/other?lang=%3Cscript%3E", 'bank="other"'),
    ],
)
def test_a_pasted_address_names_what_it_shows(wordpress: WordPress, pasted: str, attributes: str) -> None:
    assert f"<interview-diagnostic {attributes} {KEPT}>" in shown(wordpress, f"{ADDRESS}{pasted}")


@pytest.mark.parametrize(
    "pasted", [f"{ADDRESS}/qa", f"{ADDRESS}/r/8dpt3vn4-36cx", "https://other.example.jp/d/interview"]
)
def test_other_addresses_are_left_to_others(wordpress: WordPress, pasted: str) -> None:
    assert "<interview-diagnostic" not in shown(wordpress, pasted)


def test_without_an_address_readers_see_nothing_and_editors_what_to_do(wordpress: WordPress) -> None:
    assert shown(wordpress, "[interview_diagnostic]", address="") == ""
    told = shown(wordpress, "[interview_diagnostic]", address="", before="wp_set_current_user(1);")
    assert "先に、設定で診断の URL を入れてください" in told


def test_a_feed_holds_the_link_alone(wordpress: WordPress) -> None:
    feed = "$GLOBALS['wp_query']->is_feed = true;"
    assert (
        shown(wordpress, "[interview_diagnostic]", before=feed) == f'<p><a href="{ADDRESS}/d/interview">{LINK}</a></p>'
    )


def test_a_site_in_english_is_spoken_to_in_english(wordpress: WordPress) -> None:
    english = "add_filter('locale', fn () => 'en_US');"
    assert "Check in 30 seconds how ready you are" in shown(wordpress, "[interview_diagnostic]", before=english)


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        (" https://Diagnosis.example.jp/ ", "https://diagnosis.example.jp"),
        ("http://127.0.0.1:8123", "http://127.0.0.1:8123"),
        ("", ""),
        ("https://shindan.example.jp/d/interview", ADDRESS),
        ("javascript:alert(1)", ADDRESS),
        ('https://a.example.jp/"><script>', ADDRESS),
        ("shindan.example.jp", ADDRESS),
    ],
)
def test_the_settings_keep_an_origin_or_what_they_had(wordpress: WordPress, address: str, kept: str) -> None:
    given = php({"address": address, "bank": "interview"})
    before = "require_once ABSPATH . 'wp-admin/includes/template.php';"
    answer = run(wordpress, f"[{OURS}sanitized({given}), count(get_settings_errors())]", before=before)
    assert answer == [{"address": kept, "bank": "interview"}, int(kept == ADDRESS)]


def test_the_settings_page_shows_nothing_to_whoever_may_not_manage(wordpress: WordPress) -> None:
    code = f"(function () {{ ob_start(); {OURS}page(); return ob_get_clean(); }})()"
    before = "require_once ABSPATH . 'wp-admin/includes/admin.php'; wp_set_current_user(0);"
    assert run(wordpress, code, before=before) == ""


def test_who_deletes_the_plugin_deletes_what_it_kept(wordpress: WordPress) -> None:
    code = f"{LOAD} add_option('interview_diagnostic', ['address' => 'x']); "
    assert wordpress.run(f"{code} {OURS}uninstall(); echo json_encode(get_option('interview_diagnostic'));") == "false"
