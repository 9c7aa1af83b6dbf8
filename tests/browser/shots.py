"""Take a picture of every page as people meet it, for a designer to look at: `make shots`.

The pictures go to var/shots: phone and desktop, light and dark, Japanese and English.
`make shots ARGS="qa- desk-"` takes those alone whose name holds one of the words.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.colleague import hire
from tests.browser.shots_of_desk import take_desk
from tests.browser.shots_of_frames import take_frames
from tests.browser.shots_of_staff import take_figures
from tests.browser.site import Site, running_site
from tests.browser.student import PHONE, Student
from tests.conftest import FLAGS, chromium
from tools.chromium import ADVICE

FOLDER = Path("var/shots")
DEVICES: dict[str, dict[str, Any]] = {
    "phone-light": {"viewport": PHONE, "device_scale_factor": 2, "has_touch": True, "is_mobile": True},
    "phone-dark": {
        "viewport": PHONE,
        "device_scale_factor": 2,
        "has_touch": True,
        "is_mobile": True,
        "color_scheme": "dark",
    },
    "desktop": {"viewport": {"width": 1280, "height": 800}},
}
RESULTS = {"zero": (0,), "flagged": (1,), "borderline": (1, 2, 1), "middle": (1, 2), "high": (2, 3), "top": (3,)}

Take = Callable[..., None]


def main() -> None:
    """Take all pictures; arguments choose those whose name holds one of them."""
    path = chromium()
    if path is None:
        sys.exit(f"there is no Chromium; {ADVICE}")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as var, running_site(Path(var)) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        hire(site)
        for device, options in DEVICES.items():
            take_desk(browser, site, device, options, _take)
            take_frames(browser, Path(var), device, options, _take)
            take_figures(browser, Path(var), device, options, _take)
            for language in ("ja", "en"):
                _take_all(browser, site, f"{device}-{language}", options, "?lang=en" if language == "en" else "")
        _take_special(browser, site)
        browser.close()
    print(f"{len(list(FOLDER.glob('*.png')))} pictures in {FOLDER}")


def _take_all(browser: Browser, site: Site, prefix: str, options: dict[str, Any], suffix: str) -> None:
    student = Student(browser, site, **options)
    take = _taker(student, prefix)
    for form, path in (("quick", "/d/interview"), ("full", "/d/interview/full")):
        student.open(path + suffix)
        take(f"{form}-1", full_page=False)
        for number, _ in enumerate(site.bank.items_of(form), 2):
            student.answer(number % 4)
            if number in (2, 4):
                take(f"{form}-{number}", full_page=False)
        take(f"{form}-review", full_page=False)
        student.see_result()
        take(f"{form}-result-first-screen", full_page=False)
    for form in ("quick", "full"):
        for name, rungs in RESULTS.items():
            student.open(f"/r/{site.code(form, *rungs)}{suffix}")
            if name == "middle":
                for details in student.page.locator("details").all():
                    details.locator("summary").click()
            take(f"result-{form}-{name}")
    student.open(f"/d/interview/more/{site.code('quick', 1)}{suffix}")
    take("more-1", full_page=False)
    for name, path in _qa_pages(site).items():
        student.open(path + (suffix.replace("?", "&") if "?" in path else suffix))
        take(f"qa-{name}")
    for name, path in (("404", "/nowhere"), ("broken-result", "/r/broken")):
        student.open(path + suffix)
        take(f"error-{name}")
    student.close()


def _qa_pages(site: Site) -> dict[str, str]:
    """Return an address of every kind of page of the Q&A site."""
    return {
        "home": "/qa/",
        "page-2": "/qa/?page=2",
        "consultation-first": f"/qa/{site.shelf.listings[0].id}",
        "consultation-last": f"/qa/{site.shelf.listings[-1].id}",
        "area": "/qa/area/research",
        "topic": "/qa/topic/nerves",
        "search": "/qa/search",
        "search-found": "/qa/search?q=逆質問",
        "search-loose": "/qa/search?q=逆質問 宇宙飛行士",
        "search-nothing": "/qa/search?q=ぴよぴよ",
        "advisors": "/qa/advisors/",
        "advisor": "/qa/advisors/sample-a",
        "ask": "/qa/ask",
    }


def _take_special(browser: Browser, site: Site) -> None:
    """Take what is met by few people, or for a moment only."""
    student = Student(browser, site, java_script_enabled=False)
    take = _taker(student, "without-script")
    student.open()
    take("quiz")
    student.page.locator("input").evaluate_all("fields => fields.forEach(field => (field.required = false))")
    student.page.locator("label").nth(1).click()
    student.page.get_by_role("button", name="結果を見る").click()
    take("missing-answers")
    student.open(f"/r/{site.code('quick', 1, 2)}")
    take("result")
    for name in ("home", "search-found", "consultation-first", "ask"):
        student.open(_qa_pages(site)[name])
        take(f"qa-{name}")
    student.close()

    student = Student(browser, site, **DEVICES["phone-light"])
    take = _taker(student, "phone-moment")
    student.open().answer(1, 2)
    student.open()
    take("resumed", full_page=False)
    student.answer(1, 2, 0, 0)
    student.context.set_offline(True)
    student.page.get_by_role("button", name="結果を見る").click()
    student.page.wait_for_timeout(200)
    take("no-network", full_page=False)
    student.context.set_offline(False)
    student.page.wait_for_url("**/r/*")
    student.open().answer(3, 3, 2, 2, 3, 2).see_result()
    student.page.get_by_text("これまでの記録").click()
    student.page.get_by_role("link", name="QRコードで見せる").click()
    student.page.wait_for_function("() => document.querySelector('#qr')?.complete")
    take("history-and-qr")
    student.page.emulate_media(media="print")
    take("print")
    student.close()

    for name, options in (("forced-colours", {"forced_colors": "active"}), ("keyboard", {})):
        student = Student(browser, site, **options)
        student.open()
        for key in ("Tab", "Tab", "ArrowDown"):
            student.page.keyboard.press(key)
        _taker(student, name)("quiz", full_page=False)
        student.open(f"/r/{site.code('quick', 1, 2)}")
        _taker(student, name)("result")
        student.close()
    for width in (320, 180):
        student = Student(browser, site, viewport={"width": width, "height": 400})
        student.open()
        _taker(student, f"width-{width}")("quiz")
        student.open(f"/r/{site.code('quick', 1, 2)}")
        _taker(student, f"width-{width}")("result")
        for name, path in _qa_pages(site).items():
            student.open(path)
            _taker(student, f"width-{width}")(f"qa-{name}")
        student.close()


def _taker(student: Student, prefix: str) -> Take:
    def take(name: str, *, full_page: bool = True) -> None:
        _take(student.page, f"{prefix}-{name}", full_page=full_page)

    return take


def _take(page: Page, name: str, *, full_page: bool = True) -> None:
    wanted = sys.argv[1:]
    if not wanted or any(word in name for word in wanted):
        page.screenshot(path=FOLDER / f"{name}.png", full_page=full_page, animations="disabled")


if __name__ == "__main__":
    main()
