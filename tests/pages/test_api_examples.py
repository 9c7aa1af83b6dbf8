"""Every example of the API's guide is run as it stands, against a running server."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator

import pytest

from tests.api_guide import LANGUAGES, examples, languages
from tests.browser.site import Site, running_site
from tests.deployments import ready


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running_site(ready(tmp_path_factory.mktemp("examples") / "var")) as running:
        yield running


def shell(block: str) -> str:
    done = subprocess.run(["bash", "-euo", "pipefail", "-c", block], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_every_block_is_in_a_language_that_is_run() -> None:
    assert languages() == set(LANGUAGES)


def test_the_curl_examples_say_what_the_guide_says(site: Site) -> None:
    first, sending, failing, rates = (shell(block) for block in examples("sh", site.address))
    assert first.startswith('{"status":"ok"') and "How far have you looked into a company?" in first
    once, again = sending.replace("}{", "}\n{").splitlines()
    assert once == again and json.loads(once)["stored"] is True
    assert site.store.count_attempts() == 1
    problem = json.loads(failing)
    assert (problem["status"], problem["errors"][0]["pointer"]) == (422, "/answers/research-depth")
    assert {line.partition(":")[0].lower() for line in rates.splitlines()} == {"ratelimit", "ratelimit-policy"}


def test_the_httpx_examples_work(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    before = site.store.count_attempts()
    printed = []
    for block in examples("python", site.address):
        names: dict[str, object] = {}
        exec(compile(block, "docs/guide/api.md", "exec"), names)  # noqa: S102 - the guide is our own.
        client = names.get("api")
        if client is not None:
            client.close()  # type: ignore[attr-defined]
        printed.append(capsys.readouterr().out)
    items, sent, listed, _ = printed
    assert len(items.splitlines()) == len(site.bank.items)
    assert sent.startswith("33 ") and "/api/v1/results/" in sent
    of_area = site.store.library().counts()[0][site.bank.areas[0].id]
    assert len(listed.splitlines()) == of_area and "/qa/" in listed
    assert site.store.count_attempts() == before + 1
