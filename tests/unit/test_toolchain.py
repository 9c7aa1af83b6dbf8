"""The two commands: mirrors said again to uv, locks that name no host, verbs that explain themselves."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz import __version__
from tools import uv
from tools.chromium import find_chromium, is_demanded
from tools.failure import Failure
from tools.fetching import bare, credentials
from tools.lock import LOCKS
from tools.mirrors import Mirrors, config_files, read_mirrors, uv_environment
from tools.setup import gist

CHECKOUT = Path(__file__).resolve().parents[2]
MAKEFILE = (CHECKOUT / "Makefile").read_text(encoding="utf-8")
VERBS = re.findall(r"^([a-z-]+):(?! ;)", MAKEFILE, re.MULTILINE)
LOCK_FILES = sorted((CHECKOUT / "requirements").glob("*.txt"))
PIN = re.compile(r"[a-z0-9._-]+==\S+")


def configuration(folder: Path, text: str) -> Path:
    file = folder / "pip.conf"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


class TestMirrors:
    def test_what_the_environment_tells_pip_is_told_to_uv(self, tmp_path: Path) -> None:
        environ = {
            "PIP_INDEX_URL": "https://mirror.example/simple",
            "PIP_EXTRA_INDEX_URL": "https://a.example/simple https://b.example/simple",
            "PIP_FIND_LINKS": f"{tmp_path} https://files.example/wheels",
            "PIP_CERT": "/certs/ours.pem",
            "PIP_TRUSTED_HOST": "mirror.example",
        }
        told = uv_environment(read_mirrors(environ, files=[]), environ)
        assert told["UV_DEFAULT_INDEX"] == "https://mirror.example/simple"
        assert told["UV_INDEX"] == "https://a.example/simple https://b.example/simple"
        assert told["UV_FIND_LINKS"] == f"{tmp_path},https://files.example/wheels"
        assert told["SSL_CERT_FILE"] == "/certs/ours.pem"
        assert told["UV_INSECURE_HOST"] == "mirror.example"
        assert told["UV_SYSTEM_CERTS"] == "1"

    def test_a_file_is_read_like_pip_reads_it(self, tmp_path: Path) -> None:
        file = configuration(
            tmp_path,
            "[global]\nindex_url = https://m.example/%40simple\nextra-index-url =\n  https://a.example\n  https://b.example\n",
        )
        mirrors = read_mirrors({}, [file])
        assert mirrors.index == "https://m.example/%40simple"
        assert mirrors.extra_indexes == ("https://a.example", "https://b.example")

    def test_the_install_section_beats_the_global_one_the_later_file_the_earlier_and_the_environment_both(
        self, tmp_path: Path
    ) -> None:
        machine = configuration(
            tmp_path / "machine", "[install]\nproxy = one\n[global]\nindex-url = https://machine.example\ncert = one"
        )
        user = configuration(tmp_path / "user", "[global]\nproxy = two\nindex-url = https://user.example\ncert = two")
        mirrors = read_mirrors({"PIP_CERT": "three"}, [machine, user])
        assert (mirrors.proxy, mirrors.index, mirrors.certificates) == ("one", "https://user.example", "three")

    def test_the_usual_places_are_searched_from_the_machine_to_the_user(self, tmp_path: Path) -> None:
        places = [tmp_path / "xdg/pip", tmp_path / "home/.pip", tmp_path / "home/.config/pip", tmp_path / "named"]
        files = [configuration(place, "") for place in places]
        environ = {
            "XDG_CONFIG_DIRS": str(tmp_path / "xdg"),
            "HOME": str(tmp_path / "home"),
            "PIP_CONFIG_FILE": str(files[-1]),
        }
        assert [file for file in config_files(environ) if tmp_path in file.parents] == files

    def test_no_file_is_read_where_pip_was_told_so(self) -> None:
        assert config_files({"PIP_CONFIG_FILE": os.devnull}) == []

    def test_a_broken_file_is_named(self, tmp_path: Path) -> None:
        file = configuration(tmp_path, "index-url = no section\n")
        with pytest.raises(Failure, match=re.escape(str(file))):
            read_mirrors({}, [file])

    def test_local_folders_that_are_not_there_are_left_out(self, tmp_path: Path) -> None:
        here = tmp_path.as_uri()
        environ = {"PIP_EXTRA_INDEX_URL": f"{here}/none {here}", "PIP_FIND_LINKS": str(tmp_path / "none")}
        mirrors = read_mirrors(environ, files=[])
        assert (mirrors.extra_indexes, mirrors.find_links) == ((here,), ())

    @pytest.mark.parametrize("own", ["UV_DEFAULT_INDEX", "UV_INDEX_URL"])
    def test_who_speaks_to_uv_directly_is_not_overruled(self, own: str) -> None:
        told = uv_environment(Mirrors(index="https://pip.example"), {own: "https://uv.example"})
        assert "https://pip.example" not in told.values()
        assert told[own] == "https://uv.example"

    def test_an_index_that_is_forbidden_is_not_asked(self) -> None:
        mirrors = read_mirrors({"PIP_NO_INDEX": "true", "PIP_INDEX_URL": "https://m.example"}, files=[])
        assert mirrors.pages() == []


class TestGettingUv:
    MIRRORS = Mirrors(index="https://someone:p%40ss@m.example/simple")

    def test_the_password_of_an_index_goes_to_its_files_and_to_nobody_else(self) -> None:
        assert credentials("https://m.example/files/uv.whl", self.MIRRORS) == "someone:p@ss"
        assert credentials("https://other.example/uv.whl", self.MIRRORS) == ""

    @given(st.from_regex(r"https://([a-z]+(:[a-z]+)?@)?[a-z]+\.example/[a-z]*", fullmatch=True))
    def test_an_address_that_is_shown_carries_no_password(self, address: str) -> None:
        assert "@" not in bare(address)
        assert urlsplit(bare(address)).path == urlsplit(address).path

    @pytest.mark.parametrize(
        ("machine", "libc", "wheel"),
        [
            ("x86_64", "glibc", "manylinux_2_17_x86_64.manylinux2014_x86_64"),
            ("aarch64", "glibc", "manylinux_2_17_aarch64.manylinux2014_aarch64.musllinux_1_1_aarch64"),
            ("x86_64", "", "musllinux_1_1_x86_64"),
        ],
    )
    def test_the_wheel_for_this_machine_is_chosen(
        self, monkeypatch: pytest.MonkeyPatch, machine: str, libc: str, wheel: str
    ) -> None:
        monkeypatch.setattr("platform.machine", lambda: machine)
        monkeypatch.setattr("platform.libc_ver", lambda: (libc, ""))
        monkeypatch.setattr("sys.platform", "linux")
        systems = [
            "manylinux_2_17_x86_64.manylinux2014_x86_64",
            "musllinux_1_1_x86_64",
            "macosx_11_0_arm64",
            "win_amd64",
        ]
        systems += ["manylinux_2_17_aarch64.manylinux2014_aarch64.musllinux_1_1_aarch64"]
        fitting = [system for system in systems if uv.fits_here(f"uv-1.2.3-py3-none-{system}.whl", "1.2.3")]
        assert fitting == [wheel]
        assert not uv.fits_here(f"uv-1.2.30-py3-none-{wheel}.whl", "1.2.3")

    def test_a_wheel_whose_hash_is_not_pinned_is_refused(self, tmp_path: Path, in_checkout: None) -> None:
        wheel = tmp_path / "uv.whl"
        wheel.write_bytes(b"somebody else's")
        with pytest.raises(Failure, match="is not the file that"):
            uv._install_wheel(tmp_path / "uv", wheel.as_uri(), Mirrors())
        assert not (tmp_path / "uv").exists()

    def test_an_index_without_the_wheel_is_named_with_what_to_do(self, tmp_path: Path, in_checkout: None) -> None:
        with pytest.raises(Failure, match=rf"{tmp_path}: no wheel of uv .* PIP_INDEX_URL"):
            uv.find_wheel(Mirrors(find_links=(str(tmp_path),), no_index=True))

    def test_a_folder_of_wheels_serves_without_any_index(self, tmp_path: Path, in_checkout: None) -> None:
        name = f"uv-{uv.pinned_version()}-py3-none-manylinux_2_17_x86_64.musllinux_1_1_x86_64.whl"
        if os.uname().machine != "x86_64":
            name = name.replace("x86_64", os.uname().machine)
        (tmp_path / name).write_bytes(b"")
        found = uv.find_wheel(Mirrors(find_links=(str(tmp_path),), no_index=True))
        assert found == (tmp_path / name).resolve().as_uri()

    def test_what_uv_said_becomes_one_line_without_a_password(self) -> None:
        said = "error: Failed: `https://me:secret@m.example/x`\n  cause: client error\n  cause: Connection refused\n"
        assert gist(said) == "Failed: `https://m.example/x`: Connection refused"


@pytest.fixture
def in_checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(CHECKOUT)


class TestLocks:
    def test_each_lock_has_its_source(self) -> None:
        assert {"run", "dev", "uv"} <= {file.stem for file in LOCK_FILES}
        assert {file.stem for file in LOCK_FILES} == set(LOCKS)

    @pytest.mark.parametrize("file", LOCK_FILES, ids=lambda file: file.stem)
    def test_every_package_is_pinned_by_version_and_hash_and_no_host_is_named(self, file: Path) -> None:
        text = file.read_text(encoding="utf-8")
        assert "://" not in text and "--index" not in text and "--find-links" not in text
        packages = re.split(r"\n(?=\S)", text.strip())
        assert packages
        for package in packages:
            assert PIN.match(package) and "--hash=sha256:" in package, package.splitlines()[0]

    def test_what_is_tested_is_what_is_served(self) -> None:
        run, dev = (
            set(PIN.findall((CHECKOUT / f"requirements/{name}.txt").read_text(encoding="utf-8")))
            for name in ("run", "dev")
        )
        assert run < dev


class TestVerbs:
    def test_the_program_runs_from_a_checkout_in_any_folder(self, tmp_path: Path) -> None:
        command = [str(CHECKOUT / ".venv/bin/quiz"), "--version"]
        told = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout
        assert told == f"quiz, version {__version__}\n"

    def test_help_explains_every_verb_with_an_example(self) -> None:
        # Without what `make test` hands down to a make below it.
        environ = {key: value for key, value in os.environ.items() if not key.startswith("MAKE")}
        command = ["make", "--no-print-directory", "help"]
        told = subprocess.run(command, cwd=CHECKOUT, env=environ, capture_output=True, text=True, check=True).stdout
        lines = told.splitlines()
        explained = {line.split()[0]: example.strip() for line, example in zip(lines[::2], lines[1::2], strict=True)}
        assert set(explained) == set(VERBS) - {"missing"}
        assert all(example.startswith(f"make {verb}") for verb, example in explained.items())

    def test_every_verb_is_run_even_if_a_file_has_its_name(self) -> None:
        phony = re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)
        assert phony and set(phony[1].split()) == set(VERBS)

    def test_ci_runs_the_commands_of_a_newcomer(self) -> None:
        script = (CHECKOUT / ".ci/run").read_text(encoding="utf-8")
        assert {"make check", "make test", "set -euo pipefail"} <= set(script.splitlines())
        assert os.access(CHECKOUT / ".ci/run", os.X_OK)

    def test_ci_cannot_be_ended_by_a_reader_that_left_its_pipe(self) -> None:
        script = (CHECKOUT / ".ci/run").read_text(encoding="utf-8")
        commands = [line for line in script.splitlines() if not line.startswith("#")]
        assert not [line for line in commands if "|" in line]


class TestChromium:
    def test_a_named_browser_rules_out_all_others(self, tmp_path: Path) -> None:
        named = tmp_path / "chromium"
        assert find_chromium({"QUIZ_TEST_CHROMIUM": str(named)}) is None
        named.touch(mode=0o755)
        assert find_chromium({"QUIZ_TEST_CHROMIUM": str(named)}) == named

    @pytest.mark.parametrize(("ci", "demanded"), [("true", True), ("1", True), ("false", False), ("", False)])
    def test_ci_demands_a_browser(self, ci: str, demanded: bool) -> None:
        assert is_demanded({"CI": ci}) is demanded
